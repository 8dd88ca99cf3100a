"""Both sides: where a point accuses somebody and a sentence beside it denies that, the denial is a point, too.

An accusation that goes out alone is unfair, and in many countries a case for a court. Closed lists of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from summarizer.document import Document
from summarizer.extract.select import Budget

_ACCUSES = {
    "de": r"beschuldig|vorgeworfen|\bw(?:irft|erfen|arf|arfen)\b.* vor\b|Vorw[uü]rf|angeklagt|verdächtig|Verdacht",
    "en": r"\b(?:accus|alleg|indict)\w+|\bcharge[ds]?\b|\b(?:su(?:ed|es|ing)|lawsuit|claim(?:s|ed)?|blame[ds]?)\b",
    "es": r"\b(?:acus|denunci|imput|sospech)\w+",
    "fr": r"\b(?:accus|soupçonn)\w+|\bmise?s? en (?:examen|cause)\b|\bplainte\b",
    "id": r"\b(?:di|men|ter)?(?:tud[iu]h|tuding|uding|uduh|dakwa)\w*|\btersangka\b|\bdugaan\b",
    "it": r"\b(?:accus|indagat|imputat|sospett)\w+",
    "nl": r"beschuldig|\bverdacht\w*|aangeklaagd|\bverwij(?:t|ten)\b|\bverweten\b",
    "pt": r"\b(?:acus|denunci|indicia|suspeit)\w+",
}
_DENIES = {
    "de": r"\bbestreite[nt]\b|\bbestritt|\bw(?:eist|eisen|ies|iesen)\b.* (?:zurück|von sich)\b|zurückgewiesen|dementier"
    r"|\bunschuldig\b",
    "en": r"(?<!\bbe )(?<!\bwas )(?<!\bwere )(?<!\bbeen )\bden(?:y|ies|ied|ying)\b(?! (?:him|her|them|bail|entry|access"
    r"|permission|parole|the (?:motion|request|appeal|application)))"
    r"|\b(?:reject|dismiss|disput|refut)(?:s|es|ed)? (?:\w+ ){0,2}(?:claim|allegation|accusation|suggestion)s?\b"
    r"|\b(?:claim|allegation|accusation|charge|lawsuit)s? (?:(?:is|are|was|were|as|to be) )?(?:\w+ )?"
    r"(?:false|untrue|baseless|unfounded|groundless|meritless|without merit)\b"
    r"|\bnot[ -]guilty\b|\b(?:his|her|their|its) innocence\b|\bno wrongdoing\b",
    "es": r"\bnieg\w+|\bneg(?:ó|aron|ado)\b|\brechaz(?:a|an|ó|aron)\b|\bdesm[ie]+nt\w+|\binocen\w+",
    "fr": r"\bdémen(?:t|tent|ti)\b|\bnie(?:nt)?\b|\bnié\b|\bconteste(?:nt)?\b|\brejet(?:te|tent|é)\b|\binnocen\w+"
    r"|\bnon coupable",
    "id": r"\b(?:mem)?bantah\w*|\bmenyangkal\b|\bmene(?:pis|mpik)\b|\btidak bersalah\b",
    "it": r"\bneg(?:a|ano|ato|ò)\b|\brespin(?:ge|gono|to)\b|\bsment\w+|\binnocen\w+",
    "nl": r"\bontken\w+|\bvan de hand\b|\bonschuldig\b",
    "pt": r"\bneg(?:a|am|ou|aram)\b|\brejeit(?:a|am|ou)\b|\bdesm[ie]+nt\w+|\binocen\w+",
}
_BESIDE = (1, -1, 2)
"""Where a denial stands, from its accusation: what is nearest first."""


def heard(document: Document, chosen: Sequence[int], *, sizes: NDArray[np.int64], budget: Budget) -> list[int]:
    """Return the chosen sentences, best first, the least of them replaced by a denial that an accusation lacks.

    ``sizes`` (n, 2) holds words and characters. A denial for which the budget has no room is left out.
    """
    points = list(chosen)
    if document.language not in _ACCUSES:
        return points
    accuses, denies = _patterns(document.language)
    needed: list[int] = []  # accusations and their denials: none gives its place to another
    for place in chosen:
        if place not in points or not accuses.search(text := _sentence(document, place)) or denies.search(text):
            continue
        denial = next((i for i in _beside(document, place) if denies.search(_sentence(document, i))), None)
        if denial is None:
            continue
        needed += (place, denial)
        given = [i for i in points if i not in needed]
        rest = points if len(points) < budget.sentences else [i for i in points if i not in given[-1:]]
        if denial not in points and len(rest) < budget.sentences and _fits(sizes[[*rest, denial]].sum(axis=0), budget):
            points = [*rest, denial]
    return points


def _beside(document: Document, place: int) -> list[int]:
    return [place + step for step in _BESIDE if 0 <= place + step < len(document.sentences)]


def _sentence(document: Document, place: int) -> str:
    start, end, _ = document.sentences[place]
    return document.text[start:end]


def _fits(size: NDArray[np.int64], budget: Budget) -> bool:
    words, characters = map(int, size)
    return words <= (budget.words or words) and characters <= (budget.characters or characters)


@cache
def _patterns(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    return re.compile(_ACCUSES[language]), re.compile(_DENIES[language])
