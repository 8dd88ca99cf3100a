"""Decide whether a mark ends a sentence, from the words on both sides of it.

The rules are Punkt's (Kiss and Strunk, "Unsupervised Multilingual Sentence Boundary Detection", Computational
Linguistics 32(4), 2006), with cases of news text: initials, titles, *U.S.*, *p.m.*, attributions, list numbers, lost
spaces. They were chosen on the development parts of English GUM and EWT and by reading splits of news articles. Each
function takes a match of :data:`CANDIDATE` and ``begin``, the offset at which the current sentence begins.
"""

from __future__ import annotations

import re

from summarizer.text.lexicon import Follow, Lexicon

CANDIDATE = re.compile(
    r"""
    ([.!?…。！？｡।॥۔؟։።_=] (?! (?<=[.!?…])[0-9a-z] )       # a mark, but not that of 3.5 or .com,
       (?>(?: [ ]?[.!?…](?!\d) | [。！？…_=] )*))           # and those that run on: ?! ... . . . ____
    ((?>(?: ["'”’»›)\]}」』）》】“‘«]                       # what closes with it: quotation marks, brackets,
       | [ ]?\[(?:\d{1,3}|…|\.{3})\]                        # [12], [...],
       | [ ][:;]-?[()DP](?=\s|\Z)                           # a smiley,
       | [ \xa0\u202f][»)\]"'](?=\s|\Z) )*))               # a quotation mark set apart, as in French
    (\s*+)
    (?= (["'“‘„‚«»‹(\[{¿¡「『（《【*_]*+)                   # what opens the next word,
        (\w*+(?:['’]\w++)?) )                               # and the word
    """,
    re.VERBOSE,
)
"""Groups: marks, closing, white space, opening, next word. It always matches where a mark stands: linear time."""

_RULE = 5
"""Fewest underscores or equals signs that are a typed rule, after which something new begins."""

_LONG = 5
"""Fewest letters of an unlisted word that is no abbreviation; swept 4 to 7 on EWT, with no change on GUM."""

_WINDOW = 40
"""Most characters of a word that are looked at: the longest abbreviation has far fewer."""

_QUOTATION = 1_000
"""Most characters back in which an opening quotation mark is looked for, so that hostile text costs no more."""

_INITIALISM = re.compile(r"(?:[^\W\d_]{1,2}\.)+[^\W\d_]{1,2}")
_ROMAN = re.compile(r"[IVXLC]{2,}")
_AFFIX = re.compile(r"(?:.*[^\w.°№§'’])?['’]*", re.DOTALL)
_LONE_MARK = re.compile(r"(?:[•▪◦‣⁃●■]\s?)?[\"“‘'(\[]?(?:\d{1,3}|[^\W\d_]|[ivxIVX]{1,4})")
_NAME_GOES_ON = re.compile(r"\w++\s++(?:of\s|and\s|for\s)?[A-Z]")
_CONTINUING = re.compile(r"[,;:]|[-–—]++\s?[a-z]")
_ATTRIBUTION = re.compile(r"(?:[A-Z][\w.'’-]{0,30}\s){1,3}(?:said|says|asked|asks|told|added|wrote|tweeted|yelled)\b")
_ADDRESS = re.compile(r"[/@\\_=~]|www\.")
_DOMAIN_ENDING = re.compile(
    "com|net|org|edu|gov|mil|info|biz|co|uk|us|io|tv|ai|app|js|py|html?|pdf|doc|txt|jpg|png|gif"
)
_ADDRESS_TAIL = re.compile(r"\.\w|[/@_=\\(]")

_SELF_SUFFICIENT = frozenset("。！？｡।॥؟።")
_AFTER_QUOTATION = frozenset("とをがはにのでもやへ、，,")
_FIRST_CASELESS_ASIAN = "\u3040"
_ALWAYS_OPENING = frozenset({"i", "http", "https", "www"})
_CLOSED = frozenset(')]"”')
_QUOTATION_MARKS = frozenset("\"'”’»›“‘«」』")
_NAMES_WITH_MARK = frozenset({"Yahoo", "Jeopardy", "Yum"})
_COUNTRIES = frozenset({"U.S", "U.K", "U.N", "E.U", "U.S.A"})


def end_of_sentence(match: re.Match[str], *, begin: int, words: Lexicon) -> int:
    """Return the offset at which a mark ends the sentence, what closes with it included, or -1 if it does not."""
    mark, closing, space, opening, word = match.groups()
    if mark[0] in "_=":
        ends = bool(space) and len(mark) >= _RULE
    elif match.start() == begin:
        ends = False
    elif not space:
        return _end_without_space(match, begin, words)
    elif word[:1].islower():
        ends = not (closing or opening) and _ends_before_lower(match, begin, words)
    elif not word and _CONTINUING.match(match.string, match.end(), match.endpos):
        ends = False
    elif mark == ".":
        before = _word_before(match, begin)
        known = before in words.abbreviations or len(before) < 2 or not before.isalpha()
        ends = not (known and _stop_goes_on(match, begin, before, words))
    else:
        ends = not ((closing or mark != "?") and _mark_goes_on(match, begin, words))
    return match.end(2) if ends else -1


def _word_before(match: re.Match[str], begin: int) -> str:
    position = match.start()
    low = max(begin, position - _WINDOW)
    return match.string[match.string.rfind(" ", low, position) + 1 or low : position]


def _stop_goes_on(match: re.Match[str], begin: int, before: str, words: Lexicon) -> bool:
    """Whether the sentence goes on after a full stop behind ``before`` and before a capital, a figure or no case."""
    if _LONE_MARK.fullmatch(match.string, begin, match.start()):
        return True
    _, closing, _, _, word = match.groups()
    follow = words.abbreviations.get(before)
    if follow is None:
        before = _AFFIX.sub("", before, count=1)
        follow = words.abbreviations.get(before)
    if follow is None:
        if len(before) == 1 and before.isalpha():
            return not (closing or word.lower() in (words.ordinary if before == "I" else words.starters))
        if before.isdecimal():
            return words.ordinals and len(before) < 3 and bool(word) and word.lower() not in words.starters
        if not _INITIALISM.fullmatch(before):
            return False
        follow = Follow.ANY
    if follow is Follow.NAME:
        return not closing
    if follow is Follow.NUMBER:
        return word[:1].isdecimal() or _ROMAN.fullmatch(word) is not None
    return _is_followed_by_name(match, before, follow, words)


def _is_followed_by_name(match: re.Match[str], before: str, follow: Follow, words: Lexicon) -> bool:
    _, closing, _, opening, word = match.groups()
    lower = word.lower()
    if not word:
        return not opening
    if before in _COUNTRIES and lower in words.institutions:
        return True
    if lower in words.starters or not _QUOTATION_MARKS.isdisjoint(closing):
        return False
    if follow is Follow.PLACE:
        return True
    if opening[:1] in _QUOTATION_MARKS or opening[:1] == "„":
        return False
    if lower not in words.ordinary or (len(word) > 1 and word.isupper()):
        return True
    return _NAME_GOES_ON.match(match.string, match.start(5), match.endpos) is not None


def _ends_before_lower(match: re.Match[str], begin: int, words: Lexicon) -> bool:
    """Whether a mark ends a sentence although the next word has no capital: an iPhone, or careless typing."""
    mark, _, _, _, word = match.groups()
    if word in _ALWAYS_OPENING or not word.islower():
        return True
    before = _word_before(match, begin)
    if mark != ".":
        return mark[-1] in "?!" and before.islower() and not before.endswith(",")
    if before in words.abbreviations:
        return False
    if before[-1:].isdecimal():
        return not words.ordinals and _LONE_MARK.fullmatch(match.string, begin, match.start()) is None
    if before[-1:] in _CLOSED or before[:1].isdecimal() or before in words.ordinary:
        return True
    return len(before) >= _LONG and before.isalpha() and before.islower()


def _mark_goes_on(match: re.Match[str], begin: int, words: Lexicon) -> bool:
    """Whether the sentence goes on after an ellipsis, an exclamation or a question, before a capital or no case."""
    mark, closing, _, _, word = match.groups()
    if mark[-1] not in "?!":
        return match.start() > begin and match.string[match.start() - 1] in "[("
    if not closing:
        return _word_before(match, begin) in _NAMES_WITH_MARK and word.lower() not in words.ordinary
    return word.lower() not in words.starters and bool(_ATTRIBUTION.match(match.string, match.end(), match.endpos))


def _end_without_space(match: re.Match[str], begin: int, words: Lexicon) -> int:
    """Return where a sentence ends that no white space parts from the next word, or -1 if it does not."""
    mark, closing, _, _, word = match.groups()
    stop = match.end(2)
    if mark[-1] in _SELF_SUFFICIENT:
        return -1 if closing and match.string[stop] in _AFTER_QUOTATION else stop
    if not closing and mark[-1] in "?!" and word[:1] > _FIRST_CASELESS_ASIAN:
        return stop
    if not word[:1].isupper() or (len(word) == 1 and word not in "AI"):
        return -1
    before = _word_before(match, begin)
    if (
        not (before or closing)
        or _ADDRESS.search(before)
        or _ADDRESS_TAIL.match(match.string, match.end(5), match.endpos)
    ):
        return -1
    if (mark == "…" or len(mark) > 2) and word.lower() not in words.starters:
        return -1
    if not _completes(_AFFIX.sub("", before, count=1), word, closing, words):
        return -1
    return match.end(1) if _opens_quotation(match, begin) else stop


def _completes(before: str, word: str, closing: str, words: Lexicon) -> bool:
    """Whether ``before`` may be a sentence's last word, with the next sentence's first word stuck to it.

    The shorter the words, the likelier a name with a stop inside: *J.Doe*, *One.Tel*, *Asp.Net*.
    """
    lower = word.lower()
    if _DOMAIN_ENDING.fullmatch(lower):
        return False
    if lower in words.starters:
        initials = len(before) == 1 or (len(word) == 1 and "." in before)
        return not initials and words.abbreviations.get(before) is not Follow.NAME
    if len(word) == 1 or before in words.abbreviations or "." in before:
        return False
    if not before or not _QUOTATION_MARKS.isdisjoint(closing):
        return len(word) > 3
    if before.isdecimal():
        return lower in words.ordinary or (len(before) > 1 and word[1].islower())
    if not before.isalpha() or len(before) < 2:
        return False
    if before.islower() and word[1].islower():
        return True
    return len(before) > 3 and (before.islower() or lower in words.ordinary or (len(word) > 3 and word[1].islower()))


def _opens_quotation(match: re.Match[str], begin: int) -> bool:
    """Whether the quotation mark between two words stuck together opens the second sentence."""
    if match[2] == '"':
        return match.string.count('"', max(begin, match.start() - _QUOTATION), match.start()) % 2 == 0
    return match[2] in ("“", "‘", "«")
