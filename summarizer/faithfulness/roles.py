"""Who did what, and who said it, as far as word order can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.faithfulness.binding import Bonds, Place
from summarizer.faithfulness.denials import BREAK
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.facts import Fact
from summarizer.faithfulness.names import TITLES
from summarizer.faithfulness.reading import Reading
from summarizer.records import Check

_ABOUT_VERBS = frozenset(
    "is are was were be been being get gets got has have had will would can could may might must should did does do to "
    "not also then the a an by its his her their".split()
)
"""Small words between two names and the verb that joins them."""
_APART = 10  # tokens between two names and their verb
_EXCHANGED = 2.5  # neighbours that the exchanged names have more than the names as they stand; by judgement
_SAYING = frozenset(
    "said says say told tells added adds announced claimed claims reported confirmed warned warns insisted insists "
    "argued argues explained tweeted tweets wrote writes stated".split()
)
_BEFORE_SPEAKER = frozenset("said says added adds wrote writes".split())
"""Those of them that may stand before their speaker."""
_SPEAKER_WITHIN = 4  # tokens between a speaker and the verb of saying
_AWAY = 2  # sentences from a claim within which its speaker is named; quotations run on
_CLEAR_FIT = 0.5


def check_roles(facts: Sequence[Fact], statement: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    """Yield a check where two names of a statement have changed places: about a verb, or word for word."""
    names = [fact for fact in facts if fact.kind == "name" and fact.found == "whole" and fact.own]
    for left, right in pairwise(names):
        unit = _turned(left, right, statement, evidence)
        if unit is None:
            unit = _exchanged(left, right, bonds, evidence)
        if unit is not None:
            first, end = evidence.bounds[unit]
            text = statement.words(left.first, right.last)
            yield Check(kind="role", text=text, status="altered", context=evidence.context(first, end - 1))
            return


def _turned(left: Fact, right: Fact, statement: Reading, evidence: Evidence) -> int | None:
    """Return a sentence that has the two about the same verb the other way round, if none has them this way."""
    verb = _verb_between(statement, left.last, right.first)
    term = statement.terms[verb] if verb >= 0 else ""
    if not term:
        return None
    claimed = _is_passive(statement, verb, right.first)
    turned = None
    for first, last, straight in (
        *((a.last, b.first, True) for a in left.own for b in right.own),
        *((b.last, a.first, False) for a in left.own for b in right.own),
    ):
        if not 0 < last - first <= _APART or evidence.unit_of[first] != evidence.unit_of[last]:
            continue
        told = _verb_between(evidence.reading, first, last, term)
        if told < 0:
            continue
        if straight == (_is_passive(evidence.reading, told, last) == claimed):
            return None
        turned = evidence.unit_of[first]
    return turned


def _verb_between(reading: Reading, first: int, last: int, term: str = "") -> int:
    """Return the verb that one name does to the other: nothing but small words stands about it; -1 if there is none."""
    found = [at for at in range(first + 1, last) if reading.terms[at]]
    if len(found) != 1 or (term and reading.terms[found[0]] != term):
        return -1
    small = {reading.keys[at] for at in range(first + 1, last) if at != found[0]}
    return (
        found[0]
        if small <= _ABOUT_VERBS and not BREAK.search(reading.text[reading.ends[first] : reading.starts[last]])
        else -1
    )


def _is_passive(reading: Reading, verb: int, following: int) -> bool:
    """Whether a verb is one of the "was hit by" sort."""
    return "by" in reading.keys[verb + 1 : following]


def _exchanged(left: Fact, right: Fact, bonds: Bonds, evidence: Evidence) -> int | None:
    """Return the sentence in which each of two names has the other's neighbours, word for word."""
    a, b = Place(left.first, left.last), Place(right.first, right.last)
    straight = max(bonds.slot(a, place) for place in left.own) + max(bonds.slot(b, place) for place in right.own)
    at_right = max(right.own, key=lambda place: bonds.slot(a, place))
    crossed = bonds.slot(a, at_right) + max(bonds.slot(b, place) for place in left.own)
    return evidence.unit_of[at_right.last] if crossed - straight >= _EXCHANGED else None


def check_attribution(facts: Sequence[Fact], statement: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    """Yield a check for a named speaker: the article must name that one near the words, or name no other there."""
    names = [fact for fact in facts if fact.kind == "name" and fact.found == "whole" and fact.own]
    for fact in names:
        verb = _verb_of_saying(fact, statement)
        if verb < 0:
            continue
        fit = bonds.around(min(fact.first, verb), max(fact.last, verb))
        if not len(fit) or float(fit.max()) < _CLEAR_FIT:
            return
        unit = evidence.unit_of[int(fit.argmax())]
        near = range(unit - _AWAY, unit + _AWAY + 1)
        if any(evidence.unit_of[token] in near for token in _ends(fact)):
            place = min(_ends(fact), key=lambda token: abs(evidence.unit_of[token] - unit))
            yield Check(
                kind="attribution",
                text=statement.words(fact.first, fact.last),
                status="supported",
                context=evidence.context(place, place),
            )
            return
        speaker = next(
            (token for _, token in fact.rivals if evidence.unit_of[token] == unit and _speaks(evidence, token)), None
        )
        if speaker is not None:
            first, end = evidence.bounds[unit]
            yield Check(
                kind="attribution",
                text=statement.words(fact.first, fact.last),
                status="altered",
                context=evidence.context(first, end - 1),
            )
        return


def _ends(fact: Fact) -> list[int]:
    return [place.last for place in fact.own]


def _verb_of_saying(fact: Fact, reading: Reading) -> int:
    """Return the verb of saying right behind or before a name ("Smith said", "said Mr Smith"), -1 if there is none."""
    after = fact.last + 1
    if after < len(reading) and reading.keys[after] in _SAYING and not reading.gap(fact.last).strip():
        return after
    before = next(
        (at for at in range(fact.first - 1, max(fact.first - 3, -1), -1) if reading.keys[at] not in TITLES), -1
    )
    closed = after == len(reading) or reading.gap(fact.last).strip() != ""
    return before if closed and before >= 0 and reading.keys[before] in _BEFORE_SPEAKER else -1


def _speaks(evidence: Evidence, token: int) -> bool:
    keys = evidence.reading.keys
    return bool(_SAYING & set(keys[max(0, token - 3) : token + 1 + _SPEAKER_WITHIN]))
