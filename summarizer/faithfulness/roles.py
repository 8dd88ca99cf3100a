"""Who did what, and who said it, as far as word order can tell."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from summarizer.faithfulness.binding import Bonds
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.facts import Fact
from summarizer.faithfulness.reading import Reading
from summarizer.records import Check
from summarizer.text.grammar import REPORTING

_BE = frozenset("is are was were be been being get gets got".split())
_SAYING = REPORTING | frozenset("tweeted tweets wrote writes saying asked asks stated".split())
_SPEAKER_WITHIN = 4  # tokens between a speaker and the verb of saying
_AWAY = 2  # sentences from a claim within which its speaker is named; quotations run on
_CLEAR_FIT = 0.5


def check_roles(facts: Sequence[Fact], statement: Reading, evidence: Evidence) -> Iterator[Check]:
    """Yield a check where two names stand on either side of a verb that the article has between the same two."""
    names = [fact for fact in facts if fact.kind == "name" and fact.found == "whole" and fact.own]
    for left, right in pairwise(names):
        for verb in range(left.last + 1, right.first):
            term = statement.terms[verb]
            if not term or term not in evidence.places:
                continue
            told = _orders(term, left.own, right.own, evidence)
            if not told:
                continue
            claimed = not _is_passive(statement, verb, right.first)
            text = statement.words(left.first, right.last)
            if all(straight != claimed for straight, _ in told):
                first, end = evidence.bounds[evidence.unit_of[told[0][1]]]
                yield Check(kind="role", text=text, status="altered", context=evidence.context(first, end - 1))
            return


def _orders(verb: str, left: Sequence[int], right: Sequence[int], evidence: Evidence) -> list[tuple[bool, int]]:
    """Return, for each sentence with the verb between the two, whether the left one acts on the right one there."""
    found = []
    for place in evidence.places[verb]:
        first, end = evidence.bounds[evidence.unit_of[place]]
        lefts = [token for token in left if first <= token < end]
        rights = [token for token in right if first <= token < end]
        if not lefts or not rights:
            continue
        before = [t for t in lefts if t < place], [t for t in rights if t < place]
        after = [t for t in lefts if t > place], [t for t in rights if t > place]
        straight, turned = bool(before[0] and after[1]), bool(before[1] and after[0])
        if straight == turned:
            return []
        nearest = min(after[1] if straight else after[0])
        found.append((straight != _is_passive(evidence.reading, place, nearest), place))
    return found


def _is_passive(reading: Reading, verb: int, following: int) -> bool:
    """Whether a verb is one of the "was hit by" sort."""
    before = reading.keys[max(0, verb - 2) : verb]
    return "by" in reading.keys[verb + 1 : following] and (bool(_BE & set(before)) or True)


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
        if any(evidence.unit_of[token] in near for token in fact.own):
            place = min(fact.own, key=lambda token: abs(evidence.unit_of[token] - unit))
            yield Check(
                kind="attribution",
                text=statement.words(fact.first, fact.last),
                status="supported",
                context=evidence.context(place, place),
            )
            return
        speaker = next(
            (token for token in fact.rivals if evidence.unit_of[token] == unit and _speaks(evidence, token)), None
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


def _verb_of_saying(fact: Fact, reading: Reading) -> int:
    after = range(fact.last + 1, min(fact.last + 1 + _SPEAKER_WITHIN, len(reading)))
    before = range(fact.first - 1, max(fact.first - 3, -1), -1)
    return next((token for token in (*after, *before) if reading.keys[token] in _SAYING), -1)


def _speaks(evidence: Evidence, token: int) -> bool:
    keys = evidence.reading.keys
    return bool(_SAYING & set(keys[max(0, token - 3) : token + 1 + _SPEAKER_WITHIN]))
