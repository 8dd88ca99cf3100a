"""Polarity: whether a statement denies what the article says, says what it denies, or is surer than the article."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.resources import files

from summarizer.faithfulness.binding import Bonds
from summarizer.faithfulness.denials import is_negator
from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.reading import Reading
from summarizer.records import Check
from summarizer.text.languages import stemmer

_REFUSING = frozenset(
    "deny denies denied denying denial refuse refuses refused refusing refusal fail fails failed failing failure "
    "reject rejects rejected rejecting decline declines declined declining lack lacks lacked lacking avoid avoids "
    "avoided prevent prevents prevented preventing stop stops stopped oppose opposes opposed block blocked ban banned "
    "few little impossible unlikely disagree disagrees disagreed dispute disputes disputed dismiss dismisses "
    "dismissed unlike rule ruled rules against instead rather unclear despite nearly almost only false myth end ended "
    "absence missing yet until unless except doubt doubts doubted free".split()
)
"""Words that can carry a denial in other words: a statement's "not" may rest on one of them."""
_HEDGES = frozenset(
    "may might could would alleged allegedly suspected accused reportedly apparently possibly perhaps probably "
    "potential potentially believed claims claimed claim plans planned planning plan wants hopes hope expected likely "
    "rumored rumoured if whether attempted tried trying attempt appeared appears seems seemed".split()
)
_HARD_HEDGES = frozenset(
    "may might could allegedly alleged suspected accused reportedly possibly attempted tried".split()
)
_AROUND = 7  # tokens around a statement's own denial in which the article's may stand
_CLEAR_FIT = 0.55  # how well the neighbours must stand around a place for a denial there to be this one's; swept


def check_polarity(statement: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    """Yield a check for each denial of an English statement, and for each denial of the article that it lost."""
    denials = [token for token, key in enumerate(statement.keys) if is_negator(key)]
    for token in denials:
        yield _own_denial(token, statement, bonds, evidence)
    yield from _lost_denials(statement, bonds, evidence)
    yield from _opposites(statement, bonds, evidence)


def _own_denial(token: int, statement: Reading, bonds: Bonds, evidence: Evidence) -> Check:
    """Look for a denial in the places of the article that the words around the statement's own one point to."""
    last = min(token + 1, len(statement) - 1) if statement.keys[token] in ("not", "no", "never", "without") else token
    text = statement.words(token, last)
    fit = bonds.around(token, token)
    best = float(fit.max()) if len(fit) else 0.0
    if not best:
        return Check(kind="negation", text=text, status="absent")
    at = int(fit.argmax())
    units = {evidence.unit_of[place] for place in (fit >= 0.8 * best).nonzero()[0]}
    for unit in sorted(units, key=lambda unit: abs(unit - evidence.unit_of[at])):
        first, end = evidence.bounds[unit]
        for place in range(first, end):
            key = evidence.reading.keys[place]
            if (
                is_negator(key)
                or key in _REFUSING
                or (key.startswith(("un", "dis", "in", "im", "non")) and key[2:] in statement.keys)
            ):
                return Check(kind="negation", text=text, status="supported", context=evidence.context(place, place))
    first, end = evidence.bounds[evidence.unit_of[at]]
    return Check(kind="negation", text=text, status="altered", context=evidence.context(first, end - 1))


def _lost_denials(statement: Reading, bonds: Bonds, evidence: Evidence) -> Iterator[Check]:
    """Yield the words of a statement that the article denies where it says them best."""
    for token, term in enumerate(statement.terms):
        if not term or term not in evidence.denied or _denied_here(statement, token):
            continue
        fit = bonds.around(token, token)
        place = max(evidence.places[term], key=lambda spot: fit[spot])
        if fit[place] < _CLEAR_FIT or place not in evidence.denied[term]:
            continue
        yield Check(
            kind="negation",
            text=statement.surfaces[token],
            status="altered",
            context=evidence.context(evidence.denied[term][place], place),
        )
        return


def _denied_here(reading: Reading, token: int) -> bool:
    around = reading.keys[max(0, token - _AROUND) : token + _AROUND + 1]
    return any(is_negator(key) or key in _REFUSING for key in around)


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
