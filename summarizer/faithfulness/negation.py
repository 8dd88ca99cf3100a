"""Polarity: whether a statement denies what the article says, says what it denies, or is surer than the article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from summarizer.faithfulness.alignment import Alignment
from summarizer.faithfulness.binding import Bonds, Place
from summarizer.faithfulness.denials import BREAK, denied_terms, denies, is_negator
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.hedges import lost_hedges
from summarizer.faithfulness.quotations import quoted_tokens
from summarizer.faithfulness.reading import Reading
from summarizer.records import Check
from summarizer.text.languages import stemmer

_REFUSING = frozenset(
    "deny denies denied denying denial refuse refuses refused refusing refusal fail fails failed failing failure "
    "reject rejects rejected rejecting decline declines declined declining lack lacks lacked lacking avoid avoids "
    "avoided prevent prevents prevented preventing oppose opposes opposed impossible unlikely disagree disagrees "
    "disagreed dispute disputes disputed dismiss dismisses dismissed unlike instead unclear despite false myth "
    "absence missing unless except doubt doubts doubted halt halts halted halting cease ceases ceased quit "
    "refrain refrains refrained refraining prohibit prohibits prohibited prohibiting yet".split()
)
"""Words that can carry a denial in other words: a statement's "not" may rest on one of them."""
_SINCE = frozenset("first last only boycott boycotted boycotting until".split())
_SINCE_WORDS = frozenset(("since", "until", "before", "yet"))
"""Who "has not played since 2001" plays "for the first time in years": the latter where the former stands."""
_AROUND = 8  # tokens around a denied word in which the article's denial may stand
_BEFORE, _AFTER = 6, 2  # the same, for a statement that may have lost one
_NEARLY = 0.8  # of the best fit: places that fit as well
_SLOT = 0.1  # what an equal neighbour adds to a fit
_PREFIXES = ("un", "dis", "in", "im", "non", "ir", "il")
_CLEAR_FIT = 0.6  # how well the neighbours must stand around a denied word for it to be this one. By judgement.
_ALIKE = 0.7  # share of words that a sentence has of a statement for what it denies to be told of this one
_CLOSE = 2  # tokens from a denial to what it denies, where the sentences are not alike


def check_polarity(statement: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    """Yield a check for each denial of an English statement, and for each denial of the article that it lost."""
    quoted = quoted_tokens(statement)
    denials = [token for token in range(len(statement)) if token not in quoted and denies(statement, token)]
    laid = bonds.laid
    for token in denials:
        yield _own_denial(token, statement, laid, bonds, evidence)
    lost = next(_dropped(laid, statement, evidence), None) if laid and laid.share >= _ALIKE else None
    lost = lost or next(_lost_denials(statement, bonds, evidence), None)
    yield from (lost,) if lost else ()
    yield from _opposites(statement, bonds, evidence)
    yield from lost_hedges(laid, statement, evidence) if laid else ()


def _in_gap(token: int, gap: range, statement: Reading, evidence: Evidence) -> Check:
    """Look for a denial between the very words of the article that the statement's own stands between."""
    reading = evidence.reading
    place = next((at for at in gap if _can_deny(reading.keys[at], statement)), None)
    text = statement.words(token, min(token + 1, len(statement) - 1))
    if place is not None:
        return Check(kind="negation", text=text, status="supported", context=evidence.context(place, place))
    first, last = max(gap.start - 1, 0), min(gap.stop, len(reading) - 1)
    return Check(kind="negation", text=text, status="altered", context=evidence.context(first, last))


def _dropped(laid: Alignment, statement: Reading, evidence: Evidence) -> Iterator[Check]:
    """Yield the denials of the nearest sentence that the statement left out although it kept what they deny."""
    for term in dict.fromkeys(statement.terms):
        for place, denial in evidence.denied.get(term, {}).items():
            token = laid.to_statement.get(place)
            if token is not None and denial not in laid.to_statement and not _denied_here(statement, token):
                context = evidence.context(denial, place)
                yield Check(kind="negation", text=statement.surfaces[token], status="altered", context=context)
                return


def _own_denial(token: int, statement: Reading, laid: Alignment | None, bonds: Bonds, evidence: Evidence) -> Check:
    """Look for the article's denial in the same place of the nearest sentence, or else around the words denied."""
    if laid and token in laid.to_source:
        place = laid.to_source[token]
        return _in_gap(token, range(place, place + 1), statement, evidence)
    gap = laid.between(token) if laid else None
    if laid is None or gap is None:
        return _around(token, statement, bonds, evidence)
    for place in laid.led_in(gap.start, _AROUND):
        if place not in laid.to_statement and evidence.reading.keys[place] in _REFUSING:
            gap = range(place, gap.stop)
            break
    return _in_gap(token, gap, statement, evidence)


def _around(token: int, statement: Reading, bonds: Bonds, evidence: Evidence) -> Check:
    """Look for a denial near the words that the statement denies, or else in the sentences that fit its neighbours."""
    governed = [place for places in denied_terms(statement).values() for place, by in places.items() if by == token]
    text = statement.words(token, governed[0] if governed else token)
    fit = bonds.around(token, token)
    spots = [place for at in governed for place in evidence.places.get(statement.terms[at], ())]
    if spots:
        best = max(fit[spot] for spot in spots)
        near = sorted((spot for spot in spots if fit[spot] >= _NEARLY * best), key=lambda spot: -fit[spot])
        windows = [_window(spot, evidence) for spot in near]
    else:
        best = float(fit.max()) if len(fit) else 0.0
        units = dict.fromkeys(evidence.unit_of[int(place)] for place in (fit >= _NEARLY * best).nonzero()[0])
        windows = [evidence.bounds[unit] for unit in units]
    for first, end in windows if best else ():
        for place in range(first, end):
            if _can_deny(evidence.reading.keys[place], statement):
                return Check(kind="negation", text=text, status="supported", context=evidence.context(place, place))
    if not windows or not best:
        return Check(kind="negation", text=text, status="absent")
    first, end = windows[0]
    return Check(kind="negation", text=text, status="altered", context=evidence.context(first, end - 1))


def _window(spot: int, evidence: Evidence) -> tuple[int, int]:
    first, end = evidence.bounds[evidence.unit_of[spot]]
    return max(first, spot - _AROUND), min(end, spot + _AROUND)


def _can_deny(key: str, statement: Reading) -> bool:
    if is_negator(key) or key in _REFUSING:
        return True
    if key in _SINCE and not _SINCE_WORDS.isdisjoint(statement.keys):
        return True
    return any(key.startswith(prefix) and key.removeprefix(prefix) in statement.keys for prefix in _PREFIXES)


def _lost_denials(statement: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    """Yield the words of a statement that the article denies where it says them best."""
    own = denied_terms(statement)
    for token, term in enumerate(statement.terms):
        if not term or term not in evidence.denied or term in own or _denied_here(statement, token):
            continue
        place, fit = _best_place(token, term, bonds, evidence)
        denial = evidence.denied[term].get(place, place - _CLOSE - 1)
        if fit >= _CLEAR_FIT and place - denial <= _CLOSE:
            yield Check(
                kind="negation",
                text=statement.surfaces[token],
                status="altered",
                context=evidence.context(denial, place),
            )
            return


def _best_place(token: int, term: str, bonds: Bonds, evidence: Evidence) -> tuple[int, float]:
    """Return where the article has a word among the neighbours that it has in the statement, and how well they fit."""
    fit = bonds.around(token, token)
    here = Place(token, token)
    place = max(evidence.places[term], key=lambda spot: fit[spot] + _SLOT * bonds.slot(here, Place(spot, spot)))
    return place, float(fit[place])


def _denied_here(reading: Reading, token: int) -> bool:
    """Whether a denial stands in reach of a token, within its clause."""
    for step, reach in ((-1, _BEFORE), (1, _AFTER)):
        for away in range(1, reach + 1):
            at = token + step * away
            if not 0 <= at < len(reading) or BREAK.search(reading.gap(min(at, at - step))):
                break
            if is_negator(reading.keys[at]) or reading.keys[at] in _REFUSING:
                return True
    return False


@cache
def _opposite() -> dict[str, frozenset[str]]:
    """Return stem → stems of the words that say the contrary."""
    stem = stemmer("en") or str
    found: dict[str, set[str]] = {}
    for line in files("summarizer.faithfulness").joinpath("data/antonyms.txt").read_text("utf-8").splitlines():
        word, _, others = line.partition(":")
        for other in () if line.startswith("#") else others.split():
            found.setdefault(stem(word), set()).add(stem(other))
            found.setdefault(stem(other), set()).add(stem(word))
    return {word: frozenset(others) for word, others in found.items()}


def _opposites(statement: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    """Yield the words of a statement where the article, in a place that fits well, has their contrary instead."""
    opposite = _opposite()
    for token, term in enumerate(statement.terms):
        against = opposite.get(term)
        if not against or _denied_here(statement, token):
            continue
        fit = bonds.around(token, token)
        if not against.isdisjoint(statement.terms):
            continue
        rivals = [place for other in against for place in evidence.places.get(other, ())]
        rival = max(rivals, key=lambda spot: fit[spot], default=-1)
        if (
            rival < 0
            or fit[rival] < _CLEAR_FIT
            or any(fit[place] >= 0.7 * fit[rival] for place in evidence.places.get(term, ()))
        ):
            continue
        if _denied_here(evidence.reading, rival):
            continue
        yield Check(
            kind="negation", text=statement.surfaces[token], status="altered", context=evidence.context(rival, rival)
        )
        return
