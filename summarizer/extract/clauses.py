"""Where an English clause may end, and whether what stands before is one: closed word lists in a parser's place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from summarizer.text.grammar import AUXILIARIES, PREPOSITIONS, SUBORDINATORS, is_finite_verb, is_participle

ARTICLES = frozenset(("a", "an", "the"))
SURE = 1.0
"""Sureness of an end that punctuation marks."""
_LIKELY, _PLAUSIBLE, _DOUBTFUL = 0.7, 0.4, 0.0
_TOKEN = re.compile(r"\S+")
EDGES = "\"'“”‘’()[]"
_LIST = re.compile(r",(?: [^\s,]+){1,3}(?:,| and| or)\b")
_REVERSING = frozenset(
    "prevent prevents prevented stop stops stopped ban bans banned bar barred block blocks blocked keep kept".split()
)
# Nouns and adjectives that say little without what follows ("a rise in profits").
_WANTING = frozenset(
    "rise rises fall falls increase increases decrease drop jump surge decline cut cuts change changes role "
    "interest part need needs demand reason reasons lack number amount series kind responsible subject able "
    "likely based due key close chance right rights case way pressure attention impact effect effects ban control "
    "access claim claims threat threats attack attacks plan plans decision decisions allegations criticism "
    "concern concerns focus emphasis proof evidence details information risk risks answer clue host victim "
    "victims suspicion hand member members sign signs cause warning immunity step steps response answers share "
    "search talks negotiations approach doubt".split()
)
_AFTER_PARTICLE = frozenset("to for as with in on at by of".split())
# Nouns in -ing, which can close a clause where a participle cannot.
ING_NOUNS = frozenset(
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
PLURAL_VERBS = frozenset(
    "say want agree believe enjoy become begin lose make take give expect seek remain deny reject warn urge "
    "accuse admit arrest continue oppose prepare hope fear need know think keep get go come see bring allow "
    "require include reveal suggest confirm join suspend unveil".split()
)
BASE_FORM = frozenset(
    "to will would can could may might shall should must do does did not cannot n't don't doesn't didn't won't "
    "wouldn't can't couldn't shouldn't help let lets make makes made and or never".split()
)
_SPELLS = frozenset("years months weeks days hours minutes year month week day hour shortly soon just long".split())
_PAIRING = frozenset("both between either neither".split())
DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
TIMES = DAYS | frozenset(
    "week month year weekend season summer autumn spring winter morning evening night january february march "
    "april may june july august september october november december".split()
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
        bare = found[0].strip(EDGES + ".,;:!?—–-")
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
    if tokens[i].raw[0] == ",":  # its word was trimmed away
        return SURE if last[-1] != "," else None
    if not last.rstrip(EDGES).endswith(","):
        return None
    if tokens[i - 2].lower in {"a", "an"} and tokens[i].lower not in SUBORDINATORS | PREPOSITIONS | {"but", "and"}:
        return None  # "a rare, red fox"
    ahead = ", " + " ".join(token.raw for token in tokens[i : i + 5])
    return None if _LIST.match(ahead) else SURE


def _unmarked(tokens: Sequence[Token], start: int, i: int) -> float | None:
    """Return how sure an end before word i is by the word itself, or None if the clause goes on."""
    word, last = tokens[i].lower, tokens[i - 1].lower
    if last in _SPELLS and word in {"after", "before", "since"}:
        return None
    if word in SUBORDINATORS or word in DAYS or (word in {"this", "last", "next"} and _is_time(tokens, i)):
        return _LIKELY
    if _opens_adjunct(tokens, start, i):
        return _PLAUSIBLE
    if word not in {"and", "but"} or i + 1 == len(tokens):
        return None
    if is_finite_verb(tokens[i + 1].bare):
        return _LIKELY if word == "and" else _DOUBTFUL
    parted = word == "and" and tokens[i + 1].raw[0].isalpha() and _has_verb_of_its_own(tokens, i + 1)
    return _DOUBTFUL if parted and all(token.lower not in _PAIRING for token in tokens[start:i]) else None


_PLAIN_FORM = BASE_FORM - AUXILIARIES


def _has_verb_of_its_own(tokens: Sequence[Token], i: int) -> bool:
    """Whether a clause begins at word i, not the rest of a list: its verb comes before the next comma."""
    for token in tokens[i + 1 : i + 8]:
        if token.lower in SUBORDINATORS or token.lower in _PLAIN_FORM:
            return False
        if is_finite_verb(token.lower) and (token.lower in AUXILIARIES or not is_participle(token.lower)):
            return True
        if token.raw[-1] in ",;:":
            return False
    return False


def _opens_adjunct(tokens: Sequence[Token], start: int, i: int) -> bool:
    """Whether a preposition opens here, or a participle behind a noun: what follows only says more of it."""
    word, last = tokens[i].lower, tokens[i - 1].lower
    if last in _WANTING:
        return False
    if word in PREPOSITIONS:
        if word in {"over", "about", "around", "under", "near"} and re.match(
            r"[$£€\d]|Rs", tokens[min(i + 1, len(tokens) - 1)].raw
        ):
            return False  # a quantity
        if i + 1 < len(tokens) and tokens[i + 1].lower in _AFTER_PARTICLE:
            return False
        if (
            word == "by"
            and not tokens[min(i + 1, len(tokens) - 1)].lower.endswith("ing")
            and all(token.lower not in AUXILIARIES for token in tokens[start:i])
        ):
            return False  # "half of the money put aside by" has no verb yet
        return word != "from" or all(token.lower not in _REVERSING for token in tokens[start:i])
    if word.endswith("ing") and last.endswith("s") and word not in ING_NOUNS:
        return not is_finite_verb(last)
    if i + 1 == len(tokens) or not _may_follow_participle(tokens[i + 1]):
        return False
    return is_participle(word) and last != "been" and not is_finite_verb(last)


_AFTER_PARTICIPLE = PREPOSITIONS | SUBORDINATORS | ARTICLES | DAYS | {"to", "of"}


def _may_follow_participle(token: Token) -> bool:
    """Whether a participle before this word says more of a noun, and does not stand before it ("experienced staff")."""
    word = token.lower
    return word in _AFTER_PARTICIPLE or word.endswith("ly") or token.bare[:1].isupper() or token.bare[:1].isdigit()


def _is_time(tokens: Sequence[Token], i: int) -> bool:
    return i + 1 < len(tokens) and tokens[i + 1].lower in TIMES
