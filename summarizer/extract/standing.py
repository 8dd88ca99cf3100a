"""How well each sentence would stand on a page by itself, whatever its salience: an editor's objections, as factors."""

from __future__ import annotations

import re

import numpy as np

from summarizer.document import Document
from summarizer.text.discourse import is_torn, opens_unresolved, opens_with_connective
from summarizer.text.similarity import Floats

# Judged by eye: a quotation torn or with no speaker, or a lead-in, is no statement; a loose beginning or end spoils
# one.
_TORN, _LEAD_IN, _LOOSE, _JOINED, _OPEN, _LABELLED, _ROUTINE = 0.25, 0.25, 0.25, 0.7, 0.5, 0.5, 0.3
_LINKED = 0.1
_FEWEST_WORDS = 5  # "Probably not." says nothing by itself
_UNATTRIBUTED = re.compile(r"[\"“][^\"“”]*[\"”]$")  # nothing but a quotation: who speaks?
_LABEL = re.compile(r"(?:[\w’'.-]+ ){0,3}[\w’'.-]+ ?: (?=\S)")
"""What stands before the words of a picture or of who is interviewed: "Rescue: "."""
_LINK = re.compile(r"(?i:read|see|watch|listen|related|photos?|videos?|opinion|more)\b")
"""How the label of a link to another article begins: "Read more: "."""
# What newsrooms write for the record, and no reader needs as a point of its own.
_FOR_THE_RECORD = re.compile(
    r"\b(?:reached out to|contacted) .{0,80}\bcomment\b|\brequests? for comment\b|\bdeclined to comment\b"
    r"|\bfor (?:further |more )?comment\.?$"
)
_ENDS = (".", "!", "?", "…", '"', "”", "'", "’", ")", "。", "！", "？", "।", "۔", "؟")
_UNFINISHED = (":", "»", "…", "...", "–", "—", "-", ",", ";")


def standing(document: Document) -> Floats:
    """Return a factor for the salience of each sentence, shape (n,), above 0 and at most 1."""
    english = document.language == "en"
    quoting = any(mark in document.text for mark in '"“”`')
    factors = []
    for start, end, _ in document.sentences:
        sentence = document.text[start:end]
        factor = _in_english(sentence) if english else 1.0
        if quoting and (is_torn(sentence) or _UNATTRIBUTED.match(sentence)):
            factor *= _TORN
        if sentence[-1] != "." or sentence.endswith("..."):
            if sentence.endswith(_UNFINISHED):
                factor *= _LEAD_IN
            elif not sentence.endswith(_ENDS):
                factor *= _OPEN
        if ":" in sentence and _LABEL.match(sentence):
            factor *= _LINKED if _LINK.match(sentence) else _LABELLED
        if sentence[0].islower():
            factor *= _TORN
        factors.append(factor)
    return np.array(factors)


def _in_english(sentence: str) -> float:
    """Return the factor of what only English is read for."""
    factor = 1.0
    if sentence.count(" ") < _FEWEST_WORDS - 1:
        factor *= _LEAD_IN
    if opens_unresolved(sentence):
        factor *= _LOOSE
    elif opens_with_connective(sentence):
        factor *= _JOINED
    return factor * (_ROUTINE if "comment" in sentence and _FOR_THE_RECORD.search(sentence) else 1.0)
