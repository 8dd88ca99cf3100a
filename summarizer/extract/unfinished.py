"""Whether a clause that was cut still waits for what was cut: its verb, its object, the half of a comparison."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.extract.clauses import BASE_FORM, DAYS, EDGES, PLURAL_VERBS, TIMES, Token
from summarizer.text.grammar import AUXILIARIES, DANGLING, PREPOSITIONS, SUBORDINATORS, is_finite_verb, is_participle

_WATCHING = frozenset(
    "show shows showed see sees saw seen found caught heard watched filmed left keeps spotted".split()
)
_SAYING = frozenset("said says say believes believe thinks think argues argued insists insisted added adds".split())
_NAMING = frozenset("named names appointed described cast hired elected chosen seen regarded known used".split())
_MOVING = frozenset(
    "brought brings bring put puts sent sends turned turns turn pushed forced dragged moved moves".split()
)
_PARTICLES = frozenset("out up off down back away over in".split())
_COMPARATIVES = frozenset(
    "higher lower more less fewer better worse larger smaller bigger greater older younger".split()
)
_VAGUE = frozenset(
    "man woman person people men women someone those one thing things something series part number group kind place "
    "way time company family team".split()
)
_POSSESSIVES = frozenset("its his her their our my".split())
_OPENING = frozenset("after before since until where who which although though if whether that because while".split())
_ALWAYS_A_CLAUSE = frozenset("where who which although though if whether because".split())
_CIRCUMSTANCES = DAYS | frozenset(
    "after before during since until amid following when while as because and but".split()
)
_WHEN = TIMES | {"on", "last", "this"}
_LINKS = PREPOSITIONS | {"of", "to"}
_PLAIN_VERBS = BASE_FORM - {"and", "or"}


def leads_up(tokens: Sequence[Token], words: Sequence[str], end: int) -> bool:
    """Whether the words only lead up to what was cut: a "that", a particle, the point of a comparison, a list."""
    following = next((t.lower for t in tokens[end : end + 3] if t.lower not in _WHEN), "")
    if following.endswith("ing") and not _WATCHING.isdisjoint(words):
        return True
    said = next((i for i in range(len(words) - 1, 0, -1) if words[i] in _SAYING), None)
    if (
        said is not None
        and "," not in tokens[end - len(words) + said - 1].raw
        and not any(is_finite_verb(word) or word in PLURAL_VERBS for word in words[said + 1 :])
    ):
        return True
    if following == "that" or (following == "than" and words[-1] != "more"):
        return True
    if tokens[end].lower == "as" and not _NAMING.isdisjoint(words):
        return True
    if words[-2] in {"with", "until"}:
        return True
    if words[-1] in _PARTICLES and tokens[end].lower in _LINKS:
        return True
    if tokens[end - 1].raw[-1] == ":" and is_finite_verb(words[-1]):
        return True
    if following in {"to", "into", "under", "on", "from", "out"} and not _MOVING.isdisjoint(words):
        return True
    if tokens[end].lower in PREPOSITIONS and words[-2] in _PLAIN_VERBS:
        return True
    if "with" in words[-4:] and tokens[end - 1 - words[::-1].index("with") - 1].raw.endswith(","):
        return True
    if is_participle(tokens[end].lower) and not AUXILIARIES.isdisjoint(words[-3:]):
        return True
    if words[-1][:1].isdigit() and (words[-2] in {"and", "to"} or is_participle(tokens[end].lower)):
        return True
    return words[-1] in _COMPARATIVES or any(token.raw[-1] == ":" for token in tokens[max(end - 4, 0) : end - 1])


def goes_on(tokens: Sequence[Token], words: Sequence[str], end: int) -> bool:
    """Whether a subordinate clause stands open that finds its verb only behind the cut."""
    if end == len(tokens):
        return False
    opened = next((i for i in range(len(words) - 1, 1, -1) if words[i] in _OPENING), None)
    open_ended = opened is not None and not any(is_finite_verb(word) for word in words[opened + 1 :])
    if open_ended and words[opened or 0] in _ALWAYS_A_CLAUSE:
        return True
    ahead = tokens[end:]
    if tokens[end - 1].raw.rstrip(EDGES).endswith(","):
        closing = next((i for i, token in enumerate(ahead) if token.raw.rstrip(EDGES).endswith(",")), None)
        ahead = ahead[closing + 1 :] if closing is not None else []
        if ahead and ahead[0].bare.islower() and is_finite_verb(_behind_adverbs(ahead)):
            return True
    return open_ended and bool(ahead) and is_finite_verb(_behind_adverbs(ahead))


def _behind_adverbs(tokens: Sequence[Token]) -> str:
    """Return the first word that is no adverb, or nothing."""
    return next((t.lower for t in tokens if not t.lower.endswith("ly") and t.lower not in {"also", "then", "now"}), "")


def wants_its_qualifier(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether the last phrase is "the" something, of which the words that were cut tell which one."""
    following, last = tokens[end].lower, tokens[end - 1]
    if following in {"in", "at", "near", "across"}:
        return last.lower in _VAGUE or any(
            t.lower.endswith("est") or t.lower in {"most", "only", "first"} for t in tokens[end - 4 : end]
        )
    if following in _CIRCUMSTANCES or last.bare[:1].isupper() or last.raw[-1] in '"”':
        return False
    if last.lower in _VAGUE:
        return True
    for token in reversed(tokens[max(start + 1, end - 6) : end - 1]):
        word = token.lower
        if word == "the" or (word in _POSSESSIVES and following in {"for", "on"}):
            return True
        if token.raw[-1] == "," or (word in PREPOSITIONS | DANGLING and word != "of") or is_finite_verb(word):
            return False
    return False


def is_reduced(tokens: Sequence[Token], verbs: Sequence[int], end: int) -> bool:
    """Whether what looks like the main verb only describes the subject ("agents posted on the roof | ran")."""
    if any(tokens[v].lower in AUXILIARIES or not is_participle(tokens[v].lower) for v in verbs):
        return False
    for i in range(end, min(end + 12, len(tokens))):
        word = tokens[i].lower
        if word in SUBORDINATORS or word in {"and", "but", "that", "to", "or"}:
            return False
        if is_finite_verb(word) and (word in AUXILIARIES or not is_participle(word)):
            return True
        if tokens[i].raw[-1] in ",;:":
            return False
    return False
