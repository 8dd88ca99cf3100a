"""Find the sentences of a text: spans, never copies.

Blank lines and list marks cut a text into runs; one compiled pattern then finds every mark in a run that might end a
sentence, with the words around it, and rules decide: the ideas of Punkt (Kiss and Strunk, "Unsupervised Multilingual
Sentence Boundary Detection", Computational Linguistics 32(4), 2006) with lists and cases of news text. A mark ends a
sentence unless something speaks against it. Every pattern matches in linear time, whatever the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from summarizer.document import Span
from summarizer.text.abbreviations import Follow
from summarizer.text.punkt import Lexicon, lexicon

_CANDIDATE = re.compile(
    r"""
    ([.!?…。！？｡।॥۔؟։።] (?! (?<=[.!?…])[0-9a-z] ) (?: [ ]?[.!?…](?!\d) | [。！？…] )*+)   # marks, but not 3.5 or .com
    ((?: ["'”’»›)\]}」』）》】“‘«] | \[\d{1,3}\] | [ \xa0\u202f]»(?=\s|\Z) )*+)              # closing, or a footnote
    (\s*+)
    (?= (["'“‘„‚«»‹(\[{¿¡「『（《【*_]*+) (\w*+(?:['’]\w++)?) )                               # opening, and the next word
    """,
    re.VERBOSE,
)
_BREAK = re.compile(r"\n(?:[^\S\n]*\n\s*|(?=[^\S\n]*(?:[•▪◦‣⁃●■]|[-*–—][^\S\n]|\(?\d{1,2}[.)][^\S\n])))")
_LIST_MARK = re.compile(r"(?:([•▪◦‣⁃●■])\s?)?(?:\(?(\d{1,3}|[a-z])(\.\)|[.)])\s+(?=[\"“‘'(]?[A-Z]))?")
_LIST_STARTS = frozenset("•▪◦‣⁃●■(0123456789a")
_INITIALISM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVXLC]+")
_NEXT_WORD_IS_NAME = re.compile(r"\w+\s+(?:of\s+|and\s+|for\s+)?[A-Z]")
_AFFIX = re.compile(r".*[^\w.°№§]", re.DOTALL)
_LONE_MARK = re.compile(r"(?:[•▪◦‣⁃●■]\s?)?[\"“‘'(\[]?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})")

_WINDOW = 40
"""Most characters of a word that are looked at; longer ones are no abbreviations."""

_SELF_SUFFICIENT = frozenset("。！？｡।॥؟።")
_QUOTES_CLOSING = frozenset("\"'”’»›“‘«」』")
_NAMES_WITH_MARK = frozenset({"Yahoo", "Jeopardy", "Yum", "Chips", "Oklahoma", "Westward"})
_COUNTRIES = frozenset({"U.S", "U.K", "U.N", "E.U", "U.S.A"})
_INSTITUTIONS = frozenset(
    "air ambassador army attorney bank border capitol cavalry census coast code congress constitution consulate court "
    "cup customs department district embassy fleet forces forest government house judge justice magistrate mail marine "
    "marines marshals military mint mission navy open postal president representative route secretary senate senator "
    "senators soccer special steel supreme treasury women men".split()
)
_DOMAIN_ENDINGS = frozenset("com net org edu gov mil info biz co uk us io tv ai app js py html pdf doc jpg png exe".split())
_JAPANESE_GOES_ON = frozenset("とをがはにのでもやへ、，,")


def split(text: str, start: int = 0, end: int | None = None, *, language: str = "en") -> list[Span]:
    """Return the sentences within ``text[start:end]``, in order, as absolute offsets in code points.

    Spans do not overlap, carry no outer white space, and leave out nothing else. A blank line always ends a sentence;
    a single line break does only where its line is complete or a list item follows. ``language`` is a BCP 47 tag; one
    without lists of its own is split by the English ones.
    """
    if end is None:
        end = len(text)
    words = lexicon(language)
    spans: list[Span] = []
    if text.find("\n", start, end) < 0:
        _split_run(text, start, end, words, spans)
        return spans
    for match in _BREAK.finditer(text, start, end):
        _split_run(text, start, match.start(), words, spans)
        start = match.end()
    _split_run(text, start, end, words, spans)
    return spans


def _split_run(text: str, start: int, end: int, words: Lexicon, spans: list[Span]) -> None:
    while start < end and text[start].isspace():
        start += 1
    if start < end and text[start] in _LIST_STARTS:
        for item in _list_items(text, start, end):
            _split_item(text, start, item, words, spans)
            start = item
    _split_item(text, start, end, words, spans)


def _list_items(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the second and later items of a list begin that runs on in one line: ``1) First 2) Second``."""
    first = _LIST_MARK.match(text, start, end)
    if first is None or first.end() == start:
        return
    bullet, ordinal, style = first.groups()
    for space in re.compile(r"\s(?=[•▪◦‣⁃●■(0-9a-z])").finditer(text, first.end(), end):
        mark = _LIST_MARK.match(text, space.end(), end)
        if mark is None or mark.end() == space.end():
            continue
        if mark[1] == bullet and mark[3] == style and (ordinal is None or mark[2] == _successor(ordinal)):
            ordinal = mark[2]
            yield space.end()


def _successor(ordinal: str) -> str:
    return str(int(ordinal) + 1) if ordinal.isdecimal() else chr(ord(ordinal) + 1)


def _split_item(text: str, start: int, end: int, words: Lexicon, spans: list[Span]) -> None:
    while start < end and text[end - 1].isspace():
        end -= 1
    begin = start
    abbreviations = words.abbreviations
    for match in _CANDIDATE.finditer(text, start, end):
        after = match.end()
        if after >= end:
            break
        mark, closing, space, opening, word = match.groups()
        stop = match.end(2)
        if not space:
            stop = after = _unspaced_end(text, begin, match, words)
            if stop < 0:
                continue
        elif word[:1].islower():
            if closing or opening or not _ends_before_lower(text, begin, match, words):
                continue
        elif mark == ".":
            position = match.start()
            low = max(begin, position - _WINDOW)
            token = text[text.rfind(" ", low, position) + 1 or low : position]
            if (token in abbreviations or len(token) < 2 or not token.isalpha()) and _goes_on(text, begin, token, match, words):
                continue
        elif mark != "?" and _mark_goes_on(text, begin, match, words):
            continue
        spans.append(Span(begin, stop))
        begin = after
    if begin < end:
        spans.append(Span(begin, end))


def _goes_on(text: str, begin: int, token: str, match: re.Match[str], words: Lexicon) -> bool:
    """Whether a full stop after ``token`` leaves the sentence unfinished; the next word has a capital or no case."""
    _, closing, _, opening, word = match.groups()
    follow = words.abbreviations.get(token)
    if follow is None:
        token = _AFFIX.sub("", token)
        follow = words.abbreviations.get(token)
    if _LONE_MARK.fullmatch(text, begin, match.start()):
        return True
    if follow is None:
        if len(token) == 1 and token.isalpha():
            return not (word.lower() in words.starters or closing or (token == "I" and word.lower() in words.ordinary))
        if token.isdecimal():
            return words.ordinals and len(token) < 3 and bool(word) and word.lower() not in words.starters
        if not _INITIALISM.fullmatch(token):
            return False
        follow = Follow.ANY
    if follow is Follow.NAME:
        return not closing
    if follow is Follow.NUMBER:
        return word[:1].isdigit() or (len(word) > 1 and _ROMAN.fullmatch(word) is not None)
    if not word:
        return not opening
    lower = word.lower()
    if lower in words.starters:
        return False
    if follow is Follow.PLACE:
        return True
    if closing and not _QUOTES_CLOSING.isdisjoint(closing):
        return False
    if opening and opening[0] in "\"“„«":
        return False
    if lower not in words.ordinary:
        return True
    if token in _COUNTRIES and lower in _INSTITUTIONS:
        return True
    return _NEXT_WORD_IS_NAME.match(text, match.start(5)) is not None


def _ends_before_lower(text: str, begin: int, match: re.Match[str], words: Lexicon) -> bool:
    """Whether a mark ends a sentence although the next word has no capital: an iPhone, or careless typing."""
    mark, _, _, _, word = match.groups()
    if not word.islower():
        return True
    if mark != ".":
        return mark[-1] == "?"
    position = match.start()
    token = text[max(begin, position - _WINDOW) : position].rpartition(" ")[2]
    return token.isalpha() and token.islower() and len(token) > 1 and token not in words.abbreviations


def _mark_goes_on(text: str, begin: int, match: re.Match[str], words: Lexicon) -> bool:
    """Whether an ellipsis or an exclamation mark before a capital leaves the sentence unfinished."""
    mark, _, _, _, word = match.groups()
    if mark[0] == "!":
        position = match.start()
        token = text[max(begin, position - _WINDOW) : position].rpartition(" ")[2]
        return token in _NAMES_WITH_MARK and word.lower() not in words.ordinary
    return False


def _unspaced_end(text: str, begin: int, match: re.Match[str], words: Lexicon) -> int:
    """Return where a sentence ends that no white space parts from the next word, or -1 if it does not end."""
    mark, closing, _, opening, word = match.groups()
    stop = match.end(2)
    if mark[-1] in _SELF_SUFFICIENT:
        return -1 if closing and text[stop] in _JAPANESE_GOES_ON else stop
    return -1
