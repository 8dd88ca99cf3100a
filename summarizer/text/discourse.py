"""Words that tie a sentence to the one before it: a statement that leans on them cannot stand alone.

The lists are English; sentences of other languages are never marked, so that nothing is held against them by mistake.
"""

from __future__ import annotations

import re

# "This week" and "That night" point at the calendar, not at a sentence before; "It was X who" carries its own sense.
_TIME = r"(?:week|weekend|month|year|season|summer|autumn|fall|winter|spring|morning|afternoon|evening|night|day)"
_OPENING_MARKS = r"[\"'“‘(\[—–-]*\s*"
_UNRESOLVED = re.compile(
    rf"{_OPENING_MARKS}(?:"
    r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]im|[Hh]is|[Hh]er|[Hh]ers|[Ii]ts|[Tt]heir|[Tt]heirs|[Tt]hem)"
    r"(?:['’](?:s|d|ll|re|ve))?\b(?!-)"
    rf"|(?:[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)(?:['’]s)?\b(?!\s+{_TIME}\b)"
    r"|(?:[Ss]uch|[Bb]oth|[Nn]either|[Ee]ither|[Oo]thers?|[Aa]nother|[Ss]ome|[Mm]any|[Mm]ost)\s+"
    r"(?:of\s+(?:them|these|those|which)|is|are|was|were|have|had|said)\b"
    r"|[Tt]he\s+(?:former|latter|two|three|pair|duo|couple|trio|same|other|others|second|third)\b"
    r"|(?:[\w-]+\s+){1,4}of\s+(?:them|these|those)\b"
    r"|[Hh]ere(?:['’]s)?\b"
    r")"
)
_CONNECTIVE = re.compile(
    rf"{_OPENING_MARKS}(?:"
    r"And|But|Or|So|Yet|Nor|However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless|Still|Also"
    r"|Instead|Then|Therefore|Thus|Hence|Otherwise|Besides|Similarly|Likewise|Conversely|Consequently|Accordingly"
    r"|Indeed|Too|Plus|Anyway|Afterwards?|Later|Because|On the other hand|On the contrary|By contrast|As a result"
    r"|In (?:addition|contrast|fact|turn|other words|the meantime|the end)|For (?:example|instance|now)|Of course"
    r"|At the same time|After that|Before that|Even so|That said|What['’]s more|To that end|Not only that"
    r")\b(?!-)"
)
PERSONAL_PRONOUNS = frozenset(
    form
    for word in "he she they him her them his hers their theirs himself herself he's she's they're he'd she'd".split()
    for form in (word, word.capitalize(), word.replace("'", "’"), word.capitalize().replace("'", "’"))
)
"""Pronouns, in every case and apostrophe, that a name must come before."""


def is_torn(sentence: str) -> bool:
    """Whether a sentence holds half of a quotation: its beginning or end stands in another sentence."""
    return sentence.count('"') % 2 == 1 or sentence.count("“") != sentence.count("”")


def opens_unresolved(sentence: str) -> bool:
    """Whether an English sentence opens with a word that stands for something said before ("He", "This", "The two")."""
    return _UNRESOLVED.match(sentence) is not None


def opens_with_connective(sentence: str) -> bool:
    """Whether an English sentence opens by joining itself to the one before ("But", "Meanwhile", "In addition")."""
    return _CONNECTIVE.match(sentence) is not None
