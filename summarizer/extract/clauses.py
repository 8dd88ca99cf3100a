"""Where an English clause may end, and whether what stands before is one: closed word lists in a parser's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.text.grammar import (
    AUXILIARIES,
    DANGLING,
    PREPOSITIONS,
    REPORTING,
    SUBORDINATORS,
    is_finite_verb,
    is_participle,
)

ARTICLES = frozenset(("a", "an", "the"))
SURE = 1.0
"""Sureness of an end that punctuation marks."""
_LIKELY, _PLAUSIBLE, _DOUBTFUL = 0.7, 0.4, 0.0
_TOKEN = re.compile(r"\S+")
_EDGES = "\"'“”‘’()[]"
_LIST = re.compile(r",(?: [^\s,]+){1,3}(?:,| and| or)\b")
_REVERSING = frozenset(
    "prevent prevents prevented stop stops stopped ban bans banned bar barred block blocks blocked keep kept".split()
)
_RELATIVES = frozenset("that who which".split())
# Nouns and adjectives that say little without what follows ("a rise in profits").
_WANTING = frozenset(
    "rise rises fall falls increase increases decrease drop jump surge decline cut cuts change changes role "
    "interest part need needs demand reason reasons lack number amount series kind responsible subject able "
    "likely based due key close chance right rights case way".split()
)
_UNFINISHED = frozenset("just now still already being even ever always often multiple new own up".split())
# Verbs that want more than their object, and what then must follow.
_ASKING = frozenset(
    "asked asks told tells urged urges forced forces framed allowed invited encouraged instructed advised "
    "persuaded".split()
)
_COMPLEMENT = frozenset("to that about if whether".split())
_SHOWING = REPORTING | frozenset("show shows showed suggest suggests indicate indicates reveal reveals".split())
_AFTER_PARTICLE = frozenset("to for as with in on at by of".split())
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
# Nouns in -ing, which can close a clause where a participle cannot.
_ING_NOUNS = frozenset(
    "offering meeting hearing building shooting spending funding training killing filing ruling morning evening "
    "wedding housing warning beginning spring king ring wing string ceiling bombing stabbing flooding voting "
    "polling lending borrowing pricing trading banking mining fishing hunting drilling refining manufacturing "
    "advertising marketing publishing broadcasting engineering nursing parking sibling nothing something anything "
    "everything feeling painting recording crossing landing opening closing gathering briefing sentencing doping "
    "racing boxing swimming cycling skiing warming bullying trafficking hacking smoking drinking farming planning "
    "standing backing rating saving earning gambling cleansing testing screening listing understanding "
    "undertaking".split()
)
# Verbs of a plural subject that are hardly ever nouns.
_PLURAL_VERBS = frozenset(
    "say want agree believe enjoy become begin lose make take give expect seek remain deny reject warn urge "
    "accuse admit arrest continue oppose prepare hope fear need know think keep get go come see bring allow "
    "require include reveal suggest confirm join suspend unveil".split()
)
_BASE_FORM = frozenset(
    "to will would can could may might shall should must do does did not cannot n't don't doesn't didn't won't "
    "wouldn't can't couldn't shouldn't help let lets make makes made and or never".split()
)
_SPELLS = frozenset("years months weeks days hours minutes year month week day hour shortly soon just long".split())
_PAIRING = frozenset("both between either neither".split())
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_TIMES = _DAYS | frozenset(
    "week month year weekend season summer autumn spring winter morning evening night january february march "
    "april may june july august september october november december".split()
)
# Verbs that say all by themselves, and prepositions that tell only where and when: there a cut may follow a verb.
_INTRANSITIVE = frozenset(
    "died dies rose rises fell falls resigned resigns won wins lost collapsed closed opened ended began escaped "
    "crashed risen fallen grown returned survived soared plunged jumped slipped slumped surged arrived retired tumbled "
    "climbed dropped declined dipped eased doubled tripled halved widened narrowed stalled worsened improved emerged "
    "erupted exploded vanished disappeared drowned rallied retreated recovered rebounded sunk sank weakened "
    "strengthened intensified apologised apologized resumed expired collided merged".split()
)
_CIRCUMSTANTIAL = frozenset(
    "for in at on near after during by over following amid as when while because outside inside".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its punctuation, and where it stands."""

    start: int
    end: int
    raw: str
    bare: str
    """Without quotation marks and trailing punctuation."""
    lower: str
    """The same in lower case."""


def tokenize(text: str, start: int, end: int) -> Iterator[Token]:
    """Yield the tokens, parted by white space, of ``text[start:end]``."""
    for found in _TOKEN.finditer(text, start, end):
        bare = found[0].strip(_EDGES + ".,;:!?—–-")
        yield Token(found.start(), found.end(), found[0], bare, bare.lower())


def ends(tokens: Sequence[Token], start: int, within: int, *, english: bool) -> Iterator[tuple[int, float]]:
    """Yield where the clause may end, as the index of the first word left out, and how sure that is."""
    for i in range(start + 2, min(within + 1, len(tokens))):
        sureness = _marked(tokens, i)
        if sureness is None and english:
            sureness = _unmarked(tokens, start, i)
        if sureness is not None:
            yield i, sureness


def _marked(tokens: Sequence[Token], i: int) -> float | None:
    """Return how sure an end before word i is by its punctuation, or None if there is none or it parts a list."""
    last = tokens[i - 1].raw
    if last[-1] in ";:" or tokens[i].raw in {"—", "–", "-", "--"} or tokens[i].raw[0] == "(":
        return SURE
    if not last.rstrip(_EDGES).endswith(","):
        return None
    ahead = ", " + " ".join(token.raw for token in tokens[i : i + 5])
    return None if _LIST.match(ahead) else SURE


def _unmarked(tokens: Sequence[Token], start: int, i: int) -> float | None:
    """Return how sure an end before word i is by the word itself, or None if the clause goes on."""
    word, last = tokens[i].lower, tokens[i - 1].lower
    if last in _SPELLS and word in {"after", "before", "since"}:
        return None
    if word in SUBORDINATORS or word in _DAYS or (word in {"this", "last", "next"} and _is_time(tokens, i)):
        return _LIKELY
    if _opens_adjunct(tokens, start, i):
        return _PLAUSIBLE
    if word not in {"and", "but"} or i + 1 == len(tokens):
        return None
    if is_finite_verb(tokens[i + 1].bare):
        return _LIKELY if word == "and" else _DOUBTFUL
    parted = word == "and" and tokens[i + 1].raw[0].isalpha()
    return _DOUBTFUL if parted and all(token.lower not in _PAIRING for token in tokens[start:i]) else None


def _opens_adjunct(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a preposition opens here, or a participle behind a noun: what follows only says more of it."""
    word, last = tokens[i].lower, tokens[i - 1].lower
    if last in _WANTING:
        return False
    if word in PREPOSITIONS:
        if i + 1 < len(tokens) and tokens[i + 1].lower in _AFTER_PARTICLE:
            return False
        if (
            word == "by"
            and not tokens[min(i + 1, len(tokens) - 1)].lower.endswith("ing")
            and all(token.lower not in AUXILIARIES for token in tokens[start:i])
        ):
            return False  # "half of the money put aside by" has no verb yet
        return word != "from" or all(token.lower not in _REVERSING for token in tokens[start:i])
    if word.endswith("ing") and last.endswith("s") and word not in _ING_NOUNS:
        return not is_finite_verb(last)
    if i + 1 == len(tokens) or not _may_follow_participle(tokens[i + 1]):
        return False
    return is_participle(word) and last != "been" and not is_finite_verb(last)


def _may_follow_participle(token: Token) -> bool:
    """Whether a participle before this word says more of a noun, and does not stand before it ("experienced staff")."""
    word = token.lower
    return (
        word in PREPOSITIONS | SUBORDINATORS | ARTICLES | _DAYS | {"to", "of"}
        or word.endswith("ly")
        or token.bare[:1].isupper()
        or token.bare[:1].isdigit()
    )


def _is_time(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].lower in _TIMES


def is_clause(tokens: Sequence[Token], start: int, end: int, *, sure: bool) -> bool:
    """Whether words start to end hold a main verb with something after it, and do not break off."""
    lower = [token.lower for token in tokens[start:end]]
    if (
        not lower[-1]
        or lower[-1] in DANGLING
        or (lower[-1].endswith("ing") and lower[-1] not in _ING_NOUNS and not ARTICLES.intersection(lower[-4:-1]))
    ):
        return False
    source = " ".join([token.raw for token in tokens[start:end]])
    if source.count('"') % 2 or source.count("“") != source.count("”") or source.count("(") != source.count(")"):
        return False
    if lower[-1] in _UNFINISHED or _breaks_off(lower):
        return False
    if "that" in lower and not any(is_finite_verb(word) for word in lower[lower.index("that") + 1 :]):
        return False
    verbs = list(_main_verbs(tokens[start:end]))
    if not verbs:
        return False
    if not sure and (lower[-1] in _SHOWING or (tokens[end].lower == "and" and tokens[end - 2].raw.endswith(","))):
        return False
    if not sure and not _closes(lower, tokens[end].lower, verbs[-1]):
        return False
    if lower[:2] == ["not", "only"] or (lower[verbs[-1]] in _ASKING and _COMPLEMENT.isdisjoint(lower[verbs[-1] + 1 :])):
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
    return following in _CIRCUMSTANTIAL | _DAYS | {"and"} and (passive or last in _INTRANSITIVE)


def _main_verbs(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the finite verbs that are not inside a subordinate clause or an aside."""
    subordinate, relative_verb = "", None
    apposed = False
    fronted = bool(tokens) and tokens[0].lower in SUBORDINATORS | PREPOSITIONS
    for i, token in enumerate(tokens):
        word = token.lower
        after_comma = i > 0 and tokens[i - 1].raw.rstrip(_EDGES).endswith(",")
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
    return tokens[i].lower in _PLURAL_VERBS and tokens[i - 1].lower not in _BASE_FORM
