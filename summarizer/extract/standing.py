"""How well each sentence would stand on a page by itself, whatever its salience: an editor's objections, as factors."""

from __future__ import annotations

import re
from collections.abc import Sequence

import numpy as np

from summarizer.document import Document
from summarizer.text.discourse import is_torn, opens_unresolved, opens_with_connective
from summarizer.text.openers import is_nameless, joins_on, points_back
from summarizer.text.similarity import Floats

# Judged by eye: a quotation torn or with no speaker, or a lead-in, is no statement; a loose beginning or end spoils
# one; a question asks what statements answer.
_TORN, _LEAD_IN, _LOOSE, _JOINED, _OPEN, _LABELLED, _ROUTINE = 0.25, 0.25, 0.25, 0.7, 0.5, 0.5, 0.3
_LINKED, _ASKED, _SPACED, _NAMELESS = 0.1, 0.5, 0.85, 0.7
_FEWEST_WORDS = 5  # "Probably not." says nothing by itself
_UNATTRIBUTED = re.compile(r"[\"“][^\"“”]*[\"”]$")  # nothing but a quotation: who speaks?
_POINTS_BACK = {"id": 0.95, "ms": 0.95}
"""Where a stricter factor cost ROUGE: swept from 0.5 to 1 on 300 articles of IndoSum, whose editors keep pronouns."""
_LABEL = re.compile(r"(?:[\w’'.-]+ ){0,3}[\w’'.-]+ ?: (?=\S)")
"""What stands before the words of a picture or of who is interviewed: "Rescue: "."""
_PICTURED = re.compile(
    r"(?:[A-Z][\w’'.-]* |and ){1,6}(?:\([^)]*\) )?(?:(?:is|are|was|were) )?(?:pictured|photographed|seen here)"
    r" (?:as|at|in|on|with|here|last|during|outside|after|before|above|below|left|right|leaving|arriving)\b"
)
"""The words of a picture: "Anna Perrin pictured in her boat"."""
_LINK = re.compile(r"(?i:read|see|watch|listen|related|photos?|videos?|opinion|more)\b")
"""How the label of a link to another article begins: "Read more: "."""
_LINE_UP = re.compile(r"[^:]{1,40}: [^.:]*;[^.:]*,")
"""Who plays: "Rovers: Kane; Ito, Bell"."""
_SPACED_MARKS = (" .", ": .")
"""How a caption's or a link's text ends where a page has been stripped of its markup; but some texts are spaced so."""
_FEW = 1 / 3  # of a text's sentences
# What a newsroom says to its readers about itself.
_TO_READERS = re.compile(
    r"(?:(?:Good (?:morning|afternoon|evening)|Hello|Hi)\b.{0,40}\bwelcome\b|Welcome (?:back )?to (?:our|the|today)"
    r"|Stay (?:with us|tuned)\b|Follow @|Share your\b|(?:See|Read|Watch) (?:the|our) full\b"
    r"|Thank(?:s| you)(?: all)? for (?:reading|joining|following|watching)\b"
    r"|Here(?:['’]s| is| are) .{0,40}\b(?:readers?|colleagues?|correspondents?|reporters?)\b"
    r"|This is [A-Z]\w+ taking over\b)"
)
_LAUNCHED = re.compile(r".{3,60} has launched (?:a|its)(?: new)? (?:WhatsApp|Telegram) ")
_OF_ITSELF = (
    "pinions expressed in th",
    "iews expressed in th",
    "contributed to this ",
    "lick here",
    "orward-looking statements",
    "the right to edit",
)
"""Words in which a text speaks of itself, wherever a page has run that into the prose."""
_FOUND_HERE = re.compile(r"(?:See|Read|Watch|Find|Check out)\b.* here\.$")
_ELSEWHERE = re.compile(
    r"(?:(?:A|One|Two|Three|Four|Five|Six|Several|Just|\d+|few|couple of) )*"
    r"(?i:minutes?|hours?|days?|weeks?|months?|years?)"
    r" (?:later|earlier|before that|after that|afterwards)\b"
    r"|The (?:next|following|same|previous) (?:day|morning|evening|night|week|month|year)\b"
    r"|That (?:same )?(?:day|morning|evening|night|week|month|year)\b|At the time\b|By then\b"
    r"|(?:The following|Below (?:is|are))\b"
)
"""A time counted from one that stands before ("Two days later"), and what leads in to what stands below."""
_HE_SAID = re.compile(
    r"[,?!.]['’\"”]+ (?:he|she|they) (?:said|says|added|adds|told|wrote|explained|tweeted|continued|recalled|asked)\b"
)
_SAID_BACK = re.compile(
    r"(?:[\w’'.-]+ ){1,5}(?:says?|said|believes?|thinks?|claims?|argues?) (?:that )?(?:this|that|these|those)"
    r" (?:is|was|are|were|has|have|had|would|will|could|can|may|might|does|did)\b"
)
"""A claim about what stands before: "Friends say that is because"."""
# What newsrooms write for the record, and no reader needs as a point of its own.
_FOR_THE_RECORD = re.compile(
    r"\b(?:reached out to|contacted) .{0,80}\bcomment\b|\brequests? for comment\b|\bdeclined to comment\b"
    r"|\bfor (?:further |more )?comment\.?$"
)
_ENDS = (".", "!", "?", "…", '"', "”", "'", "’", ")", "。", "！", "？", "।", "۔", "؟")
_QUESTION_MARKS = ("?", "？", "؟")
_UNFINISHED = (":", "»", "…", "...", "–", "—", "-", ",", ";")


def standing(document: Document) -> Floats:
    """Return a factor for the salience of each sentence, shape (n,), above 0 and at most 1."""
    english, language = document.language == "en", document.language
    ends = [document.text[end - 2 : end] for _, end, _ in document.sentences]
    spaced = 0 < ends.count(" .") < _FEW * len(ends)
    quoting = any(mark in document.text for mark in '"“”`')
    of_itself = [said for said in _OF_ITSELF if said in document.text]  # hardly ever any to look for in each sentence
    factors = []
    for start, end, _ in document.sentences:
        sentence = document.text[start:end]
        factor = _in_english(sentence, of_itself) if english else _otherwise(sentence, language)
        if quoting and (is_torn(sentence) or _UNATTRIBUTED.match(sentence)):
            factor *= _TORN
        if sentence[-1] != "." or sentence.endswith("..."):
            if sentence.endswith(_UNFINISHED):
                factor *= _LEAD_IN
            elif not sentence.endswith(_ENDS):
                factor *= _OPEN
            elif sentence[-1] in _QUESTION_MARKS:
                factor *= _ASKED
        elif spaced and sentence.endswith(_SPACED_MARKS):
            factor *= _SPACED
        if ":" in sentence and _LABEL.match(sentence):
            linked = _LINK.match(sentence) or (";" in sentence and _LINE_UP.match(sentence))
            factor *= _LINKED if linked else _LABELLED
        if sentence[0].islower():
            factor *= _TORN
        factors.append(factor)
    return np.array(factors)


def _in_english(sentence: str, of_itself: Sequence[str]) -> float:
    """Return the factor of what only English is read for; ``of_itself`` is what the text says of itself somewhere."""
    factor = 1.0
    if sentence.count(" ") < _FEWEST_WORDS - 1:
        factor *= _LEAD_IN
    if _is_to_readers(sentence) or (of_itself and any(said in sentence for said in of_itself)):
        factor *= _LINKED
    elif opens_unresolved(sentence) or (" th" in sentence and _SAID_BACK.match(sentence)) or _ELSEWHERE.match(sentence):
        factor *= _LOOSE
    elif opens_with_connective(sentence):
        factor *= _JOINED
    if ("pictured" in sentence or "photographed" in sentence or "seen here" in sentence) and _PICTURED.match(sentence):
        factor *= _LABELLED
    if ('" ' in sentence or "” " in sentence) and _HE_SAID.search(sentence):
        factor *= _NAMELESS
    return factor * (_ROUTINE if "comment" in sentence and _FOR_THE_RECORD.search(sentence) else 1.0)


def _is_to_readers(sentence: str) -> bool:
    """Whether a newsroom speaks to its readers about itself, or sends them elsewhere."""
    return (
        _TO_READERS.match(sentence) is not None
        or (sentence.endswith(" here.") and _FOUND_HERE.match(sentence) is not None)
        or ("has launched" in sentence and _LAUNCHED.match(sentence) is not None)
    )


def _otherwise(sentence: str, language: str) -> float:
    """Return the factor of what other languages are read for; milder, for their lists cannot tell every use."""
    back = _POINTS_BACK.get(language, _OPEN) if points_back(sentence, language) else 1.0
    back *= _NAMELESS if is_nameless(sentence, language) else 1.0
    return min(back, _JOINED) if joins_on(sentence, language) else back
