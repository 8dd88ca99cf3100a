"""Tell apart what an article is made of: prose, headings, captions, credits, bylines, datelines and promotions.

Evidence, in this order (precision first: a block is a paragraph until something says otherwise):

1. The file's own markup, which is kept; only paragraphs, list items and headings may turn out to be something else.
2. Wording: how a block opens or closes (``summarizer.text.phrases``). One dictionary look-up rules most blocks out.
3. Shape: separators, counters, addresses, handles, and the dateline or the name that stands alone.
4. Neighbours: a short line that does not end like a sentence, in an article whose prose does, is a heading over prose
   that follows, an item after a colon, or a link after the story's end.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from summarizer.document import BlockKind, RawBlock
from summarizer.text.phrases import CLOSINGS, FURNITURE, OPENINGS, Rule

_REVIEWED = frozenset({None, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING})
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})

# Edges of an article, where notes about the article itself stand (in train-raw and us-2016 all but 2 % of them).
_HEAD_BLOCKS, _TAIL_BLOCKS = 3, 4
# Longest headings seen in the shared news: 26 words and 170 characters; above it an unended line is a lost full stop.
_HEADING_CHARACTERS = 180
_HEADING_WORDS = 28
# Chinese and Japanese headlines stay under 40 characters; their sentences mostly do not.
_HEADING_IDEOGRAPHS = 40
# A question over prose ("What happens next?") is a heading up to this many words; longer ones are mostly speech.
_QUESTION_WORDS = 8
# A link or a name after the story's end; what is longer may be a last sentence that lost its full stop.
_TAIL_WORDS = 16
# A label with a colon ("The key figures:") as against a lead-in sentence.
_LABEL_WORDS = 6

_ENDS = re.compile(r"""[.!?…。！？．｡।॥؟۔։።᙮][\s"'”’»«)\]）」』】〉》*]*$""")
_INNER_END = re.compile(r"""(?<=[^\W\d_]{2})[.!?…]["'”’»)]*\s+["'“‘«(]*[^\W\d_a-z]|[。！？]""")
_FIRST = re.compile(r"[\W\d_]*([^\W\d_]+)")
_LAST = re.compile(r"[^\W\d_]+(?=[\W\d_]*$)")
_MARKS = ".!?。"
_LONGEST_WORD = 24
_TRAILING = ".,:;!?…)]»”\"'’* "
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_OPENING_QUOTES = "\"'“‘«„「『"
_BULLETS = ("- ", "– ", "— ", "• ", "* ", "· ", "▪ ", "● ", "◦ ", "‣ ")

_TWEET_CREDIT = re.compile(r"^[—–-]+\s*.{1,60}\(@\w{1,20}\)")
_COUNTER = re.compile(
    r"^[\d.,]+\s*[kKmM]?\+?[\s-]*(?:comments?|shares?|views?|likes?|min(?:ute)?s?\.?\s+read|photos|komentar|kommentare)\W*$",
    re.I,
)
_ADDRESS = re.compile(r"^(?:(?:https?://|www\.|pic\.twitter\.com/)\S+|\S+@\S+\.\w{2,}|[@#]\w+(?:[\s,]+[@#]\w+)*)$")
_PICTURE_CREDIT = re.compile(
    r"\(\s*(?:(?:file|ap|afp)\s+)?(?:photos?|photograph|image|picture|pic|foto|bild|imagen|crédito?|credits?|source|via|©)\b(?:\s+(?:by|credit|courtesy))?\s*[:/ ©][^()]{0,90}\)\W*$"
    r"|\([^()]{2,60}/\s?(?:[^()]{0,30})(?:AP|AFP|Reuters|Getty|Images?|Post|Times|Photographer|via AP|EPA|DCNF)[^()]{0,30}\)\W*$",
    re.I,
)
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.'’ -]+|[A-Z][\w.'’-]+)(?:,\s*[\w.' ]{2,25}){0,2}(?:\s*\((?:[\w. /]{2,25})\))?(?:,\s*[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*[-–—]+\s*$"
    r"|^[A-ZÀ-Þ][\w.'’ ,-]{1,40}\((?:Reuters|AP|AFP|CNN|Bernama|dpa|EFE|ANSA|Xinhua|UPI|IANS|PTI)\)\s*$"
)
_CAPTION_CUE = re.compile(
    r"\((?:left|right|centre|center|l|r|above|below|pictured)\)|,\s(?:left|right|centre|center|far left|far right|second from (?:left|right)),"
    r"|\b(?:pictured|file photo|seen here|undated photo|artist['’]s impression|screengrab|shown (?:here|above))\b",
    re.I,
)
# Finite verbs that headlines and sentences use and that captions of the "Jane Doe at the fair" sort lack.
_VERBS = frozenset(
    "is are was were be been has have had do does did will would can could may might must should shall to not say says said "
    "get gets got make makes made take takes took give gives gave go goes went come comes came win wins won lose lost find finds "
    "found call calls tell tells told show shows hit hits kill kills die dies see sees saw want wants need needs help helps "
    "keep keeps lead leads led leave leaves left met how why what when who how's what's who's it's isn't don't can't won't "
    "let's that's he's she's we're they're you're i'm".split()
)

_Compiled = tuple[Rule, re.Pattern[str]]


def _by_word(rules: Sequence[Rule], lead: str) -> dict[str, tuple[_Compiled, ...]]:
    table: defaultdict[str, list[_Compiled]] = defaultdict(list)
    for rule in rules:
        compiled = re.compile(f"{lead}(?:{rule.pattern})", re.IGNORECASE)
        for word in dict.fromkeys(rule.words.split()):
            table[word].append((rule, compiled))
    return {word: tuple(found) for word, found in table.items()}


_OPENING = _by_word(OPENINGS, lead=r"[\W\d_]*[^\W\d_]+")
_CLOSING = _by_word(CLOSINGS, lead="")


def classify(blocks: Sequence[RawBlock]) -> list[BlockKind]:
    """Return the part that each block plays, one kind a block, in order."""
    ended = [_ends(block.text) for block in blocks]
    kinds: list[BlockKind | None] = []
    for place, block in enumerate(blocks):
        if block.kind not in _REVIEWED:
            kinds.append(block.kind)
            continue
        edge = place < _HEAD_BLOCKS or place >= len(blocks) - _TAIL_BLOCKS
        kinds.append(_by_wording(block.text, ended=ended[place], edge=edge) or _marked(block))
    return _by_neighbours(blocks, kinds, ended)


def _ends(text: str) -> bool:
    return text[-1:] in _MARKS or _ENDS.search(text, max(0, len(text) - 8)) is not None


def _marked(block: RawBlock) -> BlockKind | None:
    return None if block.kind is BlockKind.PARAGRAPH else block.kind


def _by_wording(text: str, *, ended: bool, edge: bool) -> BlockKind | None:
    """Tell what the block's own words say, or None for a block that reads like any other."""
    length = len(text)
    if length <= 60:
        kind = _by_shape(text, ended=ended)
        if kind is not None:
            return kind
    if not ended and length <= 600 and _names_a_picture(text):
        return BlockKind.CAPTION
    if text[0] not in _OPENING_QUOTES:
        for rule, pattern in _OPENING.get(_first_word(text), ()):
            if _applies(rule, length, ended=ended, edge=edge) and pattern.match(text):
                return rule.kind
    for rule, pattern in _CLOSING.get(_last_word(text), ()):
        if _applies(rule, length, ended=ended, edge=edge) and pattern.search(text):
            return rule.kind
    return None


def _first_word(text: str) -> str:
    word = text[:_LONGEST_WORD].partition(" ")[0]
    if not word.isalpha():
        found = _FIRST.match(text)
        word = found[1] if found else ""
    return word.lower()


def _last_word(text: str) -> str:
    word = text[-_LONGEST_WORD:].rpartition(" ")[2].rstrip(_TRAILING)
    if not word.isalpha():
        found = _LAST.search(word)
        word = found[0] if found else ""
    return word.lower()


def _names_a_picture(text: str) -> bool:
    return (text[-1] == ")" and _PICTURE_CREDIT.search(text) is not None) or (
        len(text) < 300 and _CAPTION_CUE.search(text) is not None
    )


def _applies(rule: Rule, length: int, *, ended: bool, edge: bool) -> bool:
    return length <= rule.most and (edge or not rule.edge) and not (rule.loose and ended)


def _by_shape(text: str, *, ended: bool) -> BlockKind | None:
    """Tell short blocks by what they are made of: separators, buttons, counters, addresses, datelines, handles."""
    if not any(map(str.isalnum, text)):
        return BlockKind.PROMO
    if text.casefold().rstrip(":»> ") in FURNITURE or _COUNTER.match(text) or _ADDRESS.match(text):
        return BlockKind.PROMO
    if _TWEET_CREDIT.match(text):
        return BlockKind.CREDIT
    return BlockKind.DATELINE if not ended and _DATELINE.match(text) else None


def _by_neighbours(
    blocks: Sequence[RawBlock], kinds: Sequence[BlockKind | None], ended: Sequence[bool]
) -> list[BlockKind]:
    """Settle the lines that wording left open, from the last block to the first."""
    prose = sum(len(block.text) for block, whole in zip(blocks, ended, strict=True) if whole)
    written = 2 * prose >= sum(len(block.text) for block in blocks)
    settled: list[BlockKind] = [BlockKind.PARAGRAPH] * len(blocks)
    follows: BlockKind | None = None
    prose_follows = False
    for place in range(len(blocks) - 1, -1, -1):
        kind = kinds[place]
        text = blocks[place].text
        if kind is None:
            if ended[place]:
                kind = _ended_line(text, follows=follows)
            else:
                before = blocks[place - 1].text if place else ""
                kind = (
                    _loose_line(text, before=before, prose_follows=prose_follows, follows=follows)
                    if written or prose_follows
                    else BlockKind.PARAGRAPH
                )
        settled[place] = follows = kind
        prose_follows = prose_follows or (kind in _PROSE and ended[place])
    return settled


def _ended_line(text: str, *, follows: BlockKind | None) -> BlockKind:
    """Tell a line that ends like a sentence: prose, but for a short question over prose."""
    if text.endswith("?") and follows is BlockKind.PARAGRAPH and text[0] not in _OPENING_QUOTES:
        if text.count(" ") < _QUESTION_WORDS and not _INNER_END.search(text):
            return BlockKind.HEADING
    return BlockKind.PARAGRAPH


def _is_unbroken(text: str) -> bool:
    """Tell text of a script without sentence marks, and ideographs too many for a headline."""
    return _UNSPACED.search(text) is not None or len(_IDEOGRAPH.findall(text)) > _HEADING_IDEOGRAPHS


def _has_verb(text: str) -> bool:
    return any(word in _VERBS or (len(word) > 4 and word.endswith("ed")) for word in text.lower().replace("’", "'").split())


def _loose_line(text: str, *, before: str, prose_follows: bool, follows: BlockKind | None) -> BlockKind:
    """Tell a line that does not end like a sentence, in an article whose prose does."""
    if text.startswith(_BULLETS):
        return BlockKind.LIST_ITEM
    if len(text) > _HEADING_CHARACTERS or _INNER_END.search(text) or (not text.isascii() and _is_unbroken(text)):
        return BlockKind.PARAGRAPH
    words = text.count(" ") + 1
    if text.endswith((":", "：")):
        if not prose_follows and follows is not BlockKind.LIST_ITEM:
            return BlockKind.PROMO
        return BlockKind.HEADING if words <= _LABEL_WORDS and not _has_verb(text) else BlockKind.PARAGRAPH
    if before.endswith((":", "：")) and not prose_follows:
        return BlockKind.LIST_ITEM
    if words > _HEADING_WORDS or text.endswith((",", ";", "-")):
        return BlockKind.PARAGRAPH
    if not prose_follows:
        return BlockKind.PROMO if words <= _TAIL_WORDS else BlockKind.PARAGRAPH
    if words >= 7 and not _has_verb(text) and not text.istitle():
        return BlockKind.CAPTION
    return BlockKind.HEADING
