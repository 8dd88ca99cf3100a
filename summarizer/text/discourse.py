"""Words that tie a sentence to the one before it: a statement that leans on them cannot stand alone.

The lists are English; sentences of other languages are never marked, so that nothing is held against them by mistake.
"""

from __future__ import annotations

import re

# "This week" and "That night" point at the calendar, not at a sentence before; "It emerged that" stands for nothing.
_TIME = r"(?:week|weekend|month|year|season|summer|autumn|fall|winter|spring|morning|afternoon|evening|night|day)"
_OPENING_MARKS = r"[\"'“‘(\[—–-]*\s*"
_EXPLETIVE = (
    r"[Ii]t (?:(?:turns|turned) out|(?:has |later )?(?:emerged|appears|appeared|seems|seemed|follows) that)\b"
    r"|[Ii]t(?:['’]s| is| was| has been)(?: (?:now|also|not|still|no|\w+ly))*"
    r" (?:clear|unclear|likely|unlikely|possible|surprise|secret|wonder|believed|thought|understood|hoped|feared"
    r"|accepted|estimated|known|reported|alleged|claimed|announced|revealed|confirmed|agreed|true)"
    r",? (?:that|whether|why|how|who|when|if)\b"
)
_UNRESOLVED = re.compile(
    rf"{_OPENING_MARKS}(?!{_EXPLETIVE})(?:"
    r"(?:[Hh]e|[Ss]he|[Ii]t|[Tt]hey|[Hh]im|[Hh]is|[Hh]er|[Hh]ers|[Ii]ts|[Tt]heir|[Tt]heirs|[Tt]hem)"
    r"(?:['’](?:s|d|ll|re|ve))?\b(?!-)"
    rf"|(?:[Tt]his|[Tt]hat|[Tt]hese|[Tt]hose)(?:['’]s)?\b(?!\s+{_TIME}\b)"
    r"|(?:[Ss]uch|[Bb]oth|[Nn]either|[Ee]ither|[Oo]thers?|[Aa]nother|[Ss]ome|[Mm]any|[Mm]ost)\s+"
    r"(?:of\s+(?:them|these|those|which)|is|are|was|were|have|had|said)\b"
    r"|[Tt]he\s+(?:two|three|pair|duo|couple|trio|same|other|others)\b"
    r"|[Tt]he\s+(?:former|latter)\b(?!(?:\s+[a-z]+){1,2}\s+(?:of\b|[A-Z]))"
    r"|[Tt]he\s+(?:second|third)\b(?!\s+(?:[Ww]orld|half|time|quarter|leg|day))"
    r"|[Hh]ere(?:['’]s)?\b"
    r")"
)
_OF_THEM = re.compile(rf"{_OPENING_MARKS}(?!{_EXPLETIVE})(?:[\w-]+\s+){{1,4}}of\s+(?:them|these|those)\b")
_CONNECTIVE = re.compile(
    rf"{_OPENING_MARKS}(?:"
    r"And|But|Or|So(?! (?:far|many|much|called)\b)|Yet|Nor|However|Meanwhile|Moreover|Furthermore|Additionally"
    r"|Nevertheless|Nonetheless|Still|Also|Instead(?! of\b)|Then|Therefore|Thus|Hence|Otherwise|Besides(?=,)|Similarly"
    r"|Likewise|Conversely|Consequently|Accordingly|Indeed|Too|Plus|Anyway|Afterwards?|Later|Because(?! of\b)"
    r"|On the other hand|On the contrary|By contrast|As a result"
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


_CLOSING_QUOTE = re.compile(r"['’](?!\w)")


def is_torn(sentence: str) -> bool:
    """Whether a sentence holds half of a quotation: its beginning or end stands in another sentence."""
    if sentence.count('"') % 2 == 1 or not (sentence.isascii() or _is_closed(sentence)):
        return True
    opened = sentence.count("`")  # as news agencies' wires and TeX write it
    return opened > 0 and opened > len(_CLOSING_QUOTE.findall(sentence))


def _is_closed(sentence: str) -> bool:
    """Whether each quotation opened is closed: „German“, ”Swedish”, « French », 「Japanese」 or “English”."""
    low, left, right = map(sentence.count, "„“”")
    paired = low == left + right if low else (right % 2 == 0 if not left else left == right)
    return paired and sentence.count("«") == sentence.count("»") and sentence.count("「") == sentence.count("」")


def opens_unresolved(sentence: str) -> bool:
    """Whether an English sentence opens with a word that stands for something said before ("He", "This", "The two")."""
    if _UNRESOLVED.match(sentence):
        return True
    # Of a pattern that looks into the sentence, what it looks for is looked for first: most have none.
    some = "them" in sentence or "these" in sentence or "those" in sentence
    return some and _OF_THEM.match(sentence) is not None


def opens_with_connective(sentence: str) -> bool:
    """Whether an English sentence opens by joining itself to the one before ("But", "Meanwhile", "In addition")."""
    return _CONNECTIVE.match(sentence) is not None


def leans(rest: str) -> bool:
    """Whether what is left of an English sentence, when its first words are cut, would lean on the one before it."""
    opening = rest[:1].upper() + rest[1:]
    return opens_unresolved(opening) or opens_with_connective(opening)
