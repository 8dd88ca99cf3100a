"""Whether words are a clause that can be printed: a main verb with something after it, and nothing left open."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from summarizer.extract.clauses import ARTICLES, BASE_FORM, DAYS, EDGES, ING_NOUNS, PLURAL_VERBS, Token
from summarizer.extract.unfinished import goes_on, is_reduced, leads_up, wants_its_qualifier
from summarizer.text.grammar import (
    AUXILIARIES,
    DANGLING,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATORS,
    is_finite_verb,
    is_participle,
)

_RELATIVES = frozenset("that who which".split())
_UNFINISHED = frozenset(
    "just now still already being even ever always often multiple new own up along he she they we i who too thanks "
    "ahead instead half twice".split()
)
# Verbs that want more than their object, and what then must follow.
_ASKING = frozenset(
    "asked asks told tells urged urges forced forces framed allowed invited encouraged instructed advised "
    "persuaded directed ordered required enabled helped compelled".split()
)
_COMPLEMENT = frozenset("to that about if whether".split())
_SHOWING = REPORTING | frozenset("show shows showed suggest suggests indicate indicates reveal reveals".split())
_OPENERS = frozenset("but when while because as".split())
# Verbs that are nouns as often, and what then follows them.
_RATHER_NOUNS = frozenset(
    "stars orders plans rules claims works needs names costs reports fears files features visits votes deals cuts "
    "backs bans fires heads hopes issues looks marks moves offers plays pushes shows stands starts steps stops tests "
    "turns calls "
    "charges falls rises increases launches results talks supports".split()
)
_AFTER_NOUN = frozenset("by of for from against including who that which between among".split())
_NOMINAL = frozenset("amid following despite during according including".split())
"""Of the words that open what a clause can do without, those that hold a phrase: the next verb is the main one."""
# Verbs that say all by themselves, and prepositions that tell only where and when: there a cut may follow a verb.
_INTRANSITIVE = frozenset(
    "died dies rose rises fell falls resigned resigns won wins lost collapsed closed opened ended began escaped "
    "crashed risen fallen grown returned survived soared plunged jumped slipped slumped surged arrived retired tumbled "
    "climbed dropped declined dipped eased doubled tripled halved widened narrowed stalled worsened improved emerged "
    "erupted exploded vanished disappeared drowned rallied retreated recovered rebounded sunk sank weakened "
    "strengthened intensified apologised apologized resumed expired collided merged".split()
)
_CIRCUMSTANTIAL = DAYS | frozenset(
    "for in at on near after during by over following amid as when while because outside inside and".split()
)
_LEADING = (
    SUBORDINATORS
    | PREPOSITIONS
    | frozenset("up despite even to of once too however though here here's there then later if".split())
) - {"over", "around", "near", "about"}
"""Words that open an adjunct; the main clause is printed without it or not at all."""


def is_clause(tokens: Sequence[Token], start: int, end: int, *, sure: bool) -> bool:
    """Whether words start to end hold a main verb with something after it, and do not break off."""
    lower = [token.lower for token in tokens[start:end]]
    if (
        not lower[-1]
        or lower[-1] in DANGLING
        or (lower[0] in _LEADING and lower[:2] != ["at", "least"])
        or (lower[-1].endswith("ing") and lower[-1] not in ING_NOUNS and not ARTICLES.intersection(lower[-2:-1]))
    ):
        return False
    source = " ".join([token.raw for token in tokens[start:end]])
    if source.count('"') % 2 or source.count("“") != source.count("”") or source.count("(") != source.count(")"):
        return False
    if lower[-1] in _UNFINISHED or _breaks_off(lower) or goes_on(tokens, lower, end):
        return False
    if "that" in lower and not any(is_finite_verb(word) for word in lower[lower.index("that") + 1 :]):
        return False
    verbs = list(_main_verbs(tokens[start:end]))
    if not verbs:
        return False
    if not sure and (lower[-1] in _SHOWING or (tokens[end].lower == "and" and tokens[end - 2].raw.endswith(","))):
        return False
    if not sure and (wants_its_qualifier(tokens, start, end) or is_reduced(tokens, [start + v for v in verbs], end)):
        return False
    if not sure and not _closes(lower, tokens[end].lower, verbs[-1]):
        return False
    if lower[:2] == ["not", "only"] or (lower[verbs[-1]] in _ASKING and _COMPLEMENT.isdisjoint(lower[verbs[-1] + 1 :])):
        return False
    if end < len(tokens) and leads_up(tokens, lower, end):
        return False
    telling = [v for v in verbs if lower[v] not in REPORTING and REPORTING.isdisjoint(lower[v + 1 : v + 2])]
    return bool(telling) or len(lower) - verbs[-1] > 4


def _breaks_off(words: Sequence[str]) -> bool:
    """Whether a clause has been opened by its conjunction, and its verb has been cut off."""
    for i in range(len(words) - 2, 2, -1):
        if words[i] in _OPENERS and words[i - 1] not in {"all", "such"}:
            return not any(is_finite_verb(word) or word.endswith("ing") for word in words[i + 1 :])
    return False


def _closes(words: Sequence[str], following: str, verb: int) -> bool:
    """Whether a clause can end where the sentence goes on: a last verb wants what was cut, unless it says all."""
    last = words[-1]
    if last.endswith("est") and words[-2] in {"the", "second", "third", "fourth"}:
        return False
    if verb < len(words) - 1 and not is_participle(last):
        return True
    passive = is_participle(last) and not {"was", "were", "been", "be"}.isdisjoint(words[-5:-1])
    return following in _CIRCUMSTANTIAL and (passive or last in _INTRANSITIVE)


_FRONTED = SUBORDINATORS | PREPOSITIONS


def _main_verbs(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the finite verbs that are not inside a subordinate clause or an aside."""
    subordinate, relative_verb = "", None
    apposed = False
    fronted = bool(tokens) and tokens[0].lower in _FRONTED
    for i, token in enumerate(tokens):
        word = token.lower
        after_comma = i > 0 and tokens[i - 1].raw.rstrip(EDGES).endswith(",")
        if after_comma:
            subordinate = ""
            apposed = not fronted and not apposed and word in ARTICLES
        if apposed or word in _NOMINAL:
            continue
        if word in SUBORDINATORS:
            subordinate, relative_verb = word, None
        elif i > 0 and token.bare[:1].islower() and (is_finite_verb(word) or _is_plural_verb(tokens, i)):
            following = tokens[i + 1].lower if i + 1 < len(tokens) else ""
            if is_participle(word) and (after_comma or tokens[i - 1].lower in ARTICLES or following == "by"):
                continue
            before = tokens[i - 1].lower
            if before in {"be", "been", "being"}:
                continue
            if is_participle(word) and word not in AUXILIARIES and (before in PREPOSITIONS or before == "of"):
                continue
            if is_participle(word) and before.endswith("ly") and i > 1 and tokens[i - 2].raw[-1] == ",":
                continue
            if word in _RATHER_NOUNS and following in _AFTER_NOUN:
                continue
            # In "a tree that can receive messages has been unveiled", the second verb is the main one.
            if subordinate in _RELATIVES and relative_verb is not None and i - relative_verb > 2:
                subordinate = ""
            if subordinate:
                relative_verb = i if relative_verb is None else relative_verb
            else:
                yield i


def _is_plural_verb(tokens: Sequence[Token], i: int) -> bool:
    """Whether a word is the verb of a plural subject, not an infinitive or what an auxiliary governs."""
    return tokens[i].lower in PLURAL_VERBS and tokens[i - 1].lower not in BASE_FORM
