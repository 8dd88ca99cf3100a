"""Which phrases of a sentence go: proposed by grammar, judged by the encoder, vetoed by what must never be cut.

A phrase starts where one can start (at a comma, preposition, relative pronoun, conjunction or word of time) and ends
where one can end; it goes if its words are unlikely to be kept, on average and each of them. So no word is ever dropped
out of a phrase (deletion-based compression by phrase; Filippova and Strube 2008 cut subtrees for the same reason).
Negations, hedges, numbers, attributions and quotations stay, and so does a name of several words, whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from summarizer.text.discourse import opens_unresolved
from summarizer.text.grammar import DANGLING, has_finite_verb, is_finite_verb
from summarizer.text.similarity import Floats


class Word(NamedTuple):
    """A word or mark of a sentence, and how likely a compression keeps it."""

    text: str
    start: int
    end: int
    keep: float


@dataclass(frozen=True, slots=True)
class Limits:
    """How sure the encoder must be."""

    mean: float = 0.15
    """Greatest mean keep-probability of a phrase that goes."""
    most: float = 0.40
    """Greatest keep-probability of any of its words."""


_TOKEN = re.compile(r"[^\W_]+(?:[.,'’&/-][^\W_]+)*(?:['’](?=\s|$))?|[^\w\s]|_+")
_STARTS = frozenset({
    "about", "above", "across", "after", "against", "along", "alongside", "amid", "among", "around", "as", "at",
    "because", "before", "behind", "below", "beneath", "beside", "besides", "between", "beyond", "by", "despite",
    "during", "following", "for", "from", "given", "in", "including", "inside", "into", "near", "off", "on", "onto",
    "outside", "over", "per", "regarding", "since", "through", "throughout", "toward", "towards", "under", "until",
    "upon", "via", "when", "where", "whereas", "which", "while", "who", "whom", "whose", "with", "within",
    "although", "though", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "yesterday",
    "today", "tomorrow", "earlier", "later", "recently", "currently", "already", "last", "next", "this", "meanwhile",
})  # fmt: skip
_CALENDAR = frozenset({
    "week", "weekend", "month", "year", "season", "summer", "autumn", "fall", "winter", "spring", "morning",
    "afternoon", "evening", "night", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
    "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
    "december",
})  # fmt: skip
_NEEDS_CALENDAR = frozenset({"last", "next", "this"})
_CLAUSES = frozenset({
    "who", "whom", "whose", "which", "that", "where", "when", "while", "because", "although", "though", "whereas",
    "until", "since", "as", "how", "why", "what", "to",
})  # fmt: skip
_ARTICLES = frozenset({"a", "an", "the"})
_RELATIVES = frozenset({"that", "who", "whom", "whose", "which", "where", "how", "why", "what", "to"})
_CONDITIONS = frozenset({"when", "until"})  # a promise without its condition is another promise
_UNENDING = frozenset({"up", "out", "early", "late", "more", "less"})
_MEASURES = frozenset({"century", "decade", "year", "month", "week", "day", "hour", "minute", "decades", "centuries"})
_APART = frozenset({"after", "before", "during", "despite", "amid", "following"})
_ADVERBS = frozenset({"earlier", "later", "recently", "currently", "already", "meanwhile"})
_ENDS = frozenset({"but", "is", "are", "was", "were", "has", "have", "had", "will", "can"})
_JOINERS = frozenset({"and", "or", "but", "nor"})
_NAMES_JOIN = frozenset({"for", "at", "on", "in"})
_AMOUNTS = frozenset({"least", "most", "first", "all", "risk", "odds", "stake"})
_HOLDERS = DANGLING | {
    "known", "charged", "accused", "convicted", "suspected", "able", "based", "born", "responsible", "aimed",
    "involved", "located", "famous", "filled", "consists", "consisted", "depends", "depending", "relies", "refers",
    "belongs", "leads", "one", "some", "many", "most", "part", "member", "number", "kind", "sort", "type", "series",
    "lot", "plenty", "such", "early", "late", "leaving", "left", "all", "shortly", "days", "weeks", "months",
    "years", "hours", "minutes", "likely", "high", "show", "shows", "ranged", "ranging", "way", "aside",
    "associated", "linked", "related", "compared", "faced", "resulting", "apart", "up", "out", "back", "down",
    "away", "looking", "looks", "look", "looked", "instead", "rather", "more", "less", "worth", "full", "capable",
    "aware", "afraid", "worried", "proud", "ready", "set", "agreed", "refused", "called", "served", "serves",
    "serving", "acting", "died", "dying", "sentenced", "suffering", "suffered", "recovering", "ranked", "listed",
    "described", "referred", "regarded", "used", "according", "due", "thanks", "not", "only", "just", "even",
    "ever", "n't",
}  # fmt: skip
"""Words that hold on to the phrase after them: without it they say something else, or nothing."""
_OPENERS, _CLOSERS = frozenset(",—–("), frozenset(",—–)")
_GUARDED = re.compile(
    r"\d|[%$£€\"“”]|n['’]t\b|\b(?:not|no|never|none|nor|neither|without|den(?:y|ies|ied|ying)|refus\w+|fail\w*|hardly|barely"
    r"|unless|except|alleg\w+|accus\w+|suspect\w*|claim\w*|report\w*|may|might|could|would|should|possibly|perhaps|likely"
    r"|unlikely|appear\w*|seem\w*|believed?|expected|potential\w*|apparent\w*|purported\w*|so-called|said|says?|told|if|only"
    r"|so|too|such|found|shows?|according|warn\w*|add(?:s|ed)|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|hundreds?"
    r"|thousands?|millions?|billions?|dozens?|half)\b",
    re.IGNORECASE,
)
_QUOTES = frozenset('"“”')
_BREAKS = _QUOTES | {";", ":", "-"}
_LONGEST = 30
_FEWEST_WORDS = 6
_FEWEST_SHARE = 0.35  # of the words; less is no longer the same statement


def words_of(sentence: str, offsets: Sequence[tuple[int, int]], keep: Floats) -> list[Word]:
    """Return a sentence's words with the mean of their pieces' probabilities."""
    starts = [start for start, _ in offsets]
    found = []
    for match in _TOKEN.finditer(sentence):
        first, last = np.searchsorted(starts, match.span())
        likely = float(keep[first:last].mean()) if last > first else 1.0
        found.append(Word(match[0], match.start(), match.end(), likely))
    return found


def deletions(words: Sequence[Word], limits: Limits) -> list[tuple[int, int]]:
    """Return the ranges to cut out of a sentence, in characters from its start, in order."""
    cuts: list[tuple[int, int]] = []
    gone = np.zeros(len(words), dtype=bool)
    gains = sorted(_proposals(words, limits), key=lambda run: (-_gain(words, run), run))
    for first, last in gains:
        if gone[max(first - 1, 0) : last + 1].any():
            continue
        after = gone.copy()
        after[first:last] = True
        if _reads_on([word for word, out in zip(words, after, strict=True) if not out], len(words)):
            gone = after
            cuts.append((words[first - 1].end if first else 0, words[last].start if not first else words[last - 1].end))
    return sorted(cuts)


def _proposals(words: Sequence[Word], limits: Limits) -> Iterator[tuple[int, int]]:
    """Yield runs of words that may go, by their first and one past their last."""
    quoted = np.cumsum([word.text in _QUOTES for word in words]) % 2 == 1
    for first in range(len(words) - 1):
        if not _can_start(words, first) or quoted[first]:
            continue
        total = most = 0.0
        counted = 0
        for last in range(first + 1, min(first + _LONGEST, len(words))):
            word = words[last - 1]
            if word.text[0].isalnum():
                total, most, counted = total + word.keep, max(most, word.keep), counted + 1
            if most > limits.most or word.text in _BREAKS:
                break
            if counted and total / counted <= limits.mean and _can_end(words, first, last):
                run = " ".join(w.text for w in words[first:last])
                if not _GUARDED.search(run):
                    yield first, last


def _can_start(words: Sequence[Word], at: int) -> bool:
    """Whether a phrase can start at a word: a comma that opens, or a word that opens one and belongs to none before."""
    text = words[at].text.lower()
    after = words[at + 1].text
    if (text in _NEEDS_CALENDAR and after.lower() not in _CALENDAR) or after.lower() in _AMOUNTS:
        return False
    if at == 0:
        return text in _STARTS
    before = words[at - 1].text
    if text in _OPENERS:
        return before[0].isalnum() and after.lower() not in _JOINERS
    in_name = before[0].isupper() and after[0].isupper() and text in _NAMES_JOIN and after.lower() not in _CALENDAR
    # "a slow Thursday": the day is what the article belongs to.
    described = text in _CALENDAR and at > 1 and words[at - 2].text.lower() in _ARTICLES
    measured = text in {"after", "before"} and before.lower() in _MEASURES
    held = in_name or described or measured or text in _CONDITIONS or before.lower() in _HOLDERS
    return text in _STARTS and before[0].isalnum() and not held


def _can_end(words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words from ``first`` are a whole phrase that ends before ``last``."""
    opener, closer, after = words[first].text.lower(), words[last - 1].text, words[last].text
    ends_sentence = not any(word.text[0].isalnum() for word in words[last:])
    if closer.lower() in DANGLING | _UNENDING or closer.endswith(("'s", "’s")):
        return False
    if first == 0:
        return closer == "," and not opens_unresolved(" ".join(word.text for word in words[last:]))
    if opener == "(":
        return closer == ")"
    if opener in _OPENERS:
        return _is_aside(words[first:last], after) or (ends_sentence and _trails(words[first:last]))
    if not closer[0].isalnum():
        return False
    inside = words[first:last]
    clause = opener in _CLAUSES or any(_is_verb(word.text) or word.text.lower() in _CLAUSES for word in inside[1:])
    if clause or any(word.text in _OPENERS for word in inside):
        # A clause goes to its end, which only the end of the sentence shows for sure, and not if another may be in it.
        return ends_sentence and opener not in _ADVERBS and _is_whole_clause(inside)
    if after == "," and closer[0].isupper() and last + 1 < len(words) and words[last + 1].text[0].isupper():
        return False  # "in San Jose | , California"
    if ends_sentence or after in {",", ")", "—", "–"} or after.lower() in _ENDS:
        return True
    # What follows may belong to the phrase ("in the house | on the hill") unless it opens a clause or names a time.
    is_time = all(word.text.lower() in _CALENDAR | _NEEDS_CALENDAR | {"on", "in"} for word in inside)
    return after.lower() in (_STARTS if is_time else (_CLAUSES | _APART) - _RELATIVES)


def _is_whole_clause(run: Sequence[Word]) -> bool:
    """Whether a run's verb is its own, behind a word that opens a clause, and no other clause may hang on to it."""
    lower = [word.text.lower() for word in run]
    opened = next((n for n, word in enumerate(lower) if word in _CLAUSES | _APART), len(run))
    verb = next((n for n, word in enumerate(run) if n and is_finite_verb(lower[n])), len(run))
    return opened <= verb and not any(word in _JOINERS for word in lower)


def _is_aside(run: Sequence[Word], after: str) -> bool:
    """Whether a run between commas or dashes interrupts its sentence, rather than being an item of a list."""
    marks = [word.text for word in run if word.text in _CLOSERS]
    opening = run[1].text.lower()
    explains = opening not in {"as", "whose"} and opening in _STARTS | _ARTICLES
    goes_on = after[0].islower() and after.lower() not in _JOINERS | _CLAUSES | _ARTICLES
    return explains and goes_on and len(run) > 2 and run[-1].text == run[0].text and len(marks) == 2


def _trails(run: Sequence[Word]) -> bool:
    """Whether a run from a comma to the end of the sentence is a phrase of its own, not the rest of a list."""
    opening = run[1].text.lower()
    joins = any(word.text.lower() in _JOINERS for word in run) and any(_is_verb(word.text) for word in run[2:])
    if joins or opening in _CONDITIONS or (opening in _CLAUSES and any(word.text in _OPENERS for word in run[1:])):
        return False
    return opening in _STARTS or (opening.endswith("ing") and len(opening) > 4)


def _is_verb(word: str) -> bool:
    lower = word.lower()
    return is_finite_verb(lower) or (lower.endswith("ing") and len(lower) > 5 and lower not in _STARTS)


def _gain(words: Sequence[Word], run: tuple[int, int]) -> float:
    return sum(1 - word.keep for word in words[slice(*run)] if word.text[0].isalnum())


def _reads_on(left: Sequence[Word], before: int) -> bool:
    """Whether what is left is still a sentence, and enough of one."""
    bare = [word.text.lower() for word in left if word.text[0].isalnum()]
    enough = len(bare) >= max(_FEWEST_WORDS, _FEWEST_SHARE * before)
    return enough and bare[-1] not in DANGLING and has_finite_verb(bare)


def without(sentence: str, cuts: Sequence[tuple[int, int]], kept: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges that are kept less those cut, white space shaved off, those without a word dropped."""
    found = []
    for begin, end in kept:
        edges = [begin, *(edge for cut in cuts for edge in cut if cut[0] < end and cut[1] > begin), end]
        for start, stop in zip(edges[::2], edges[1::2], strict=True):
            piece = sentence[max(start, begin) : min(stop, end)]
            stripped = piece.strip()
            if any(map(str.isalnum, stripped)):
                at = max(start, begin) + piece.index(stripped[0])
                found.append((at, at + len(stripped)))
    return found
