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
from collections.abc import Sequence
from itertools import takewhile

from summarizer.document import BlockKind, RawBlock
from summarizer.text.interviews import questions
from summarizer.text.phrases import Rule, phrases

_REVIEWED = frozenset({None, BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.HEADING})
_BODY = BlockKind.PARAGRAPH
_PROSE = frozenset({BlockKind.PARAGRAPH, BlockKind.LIST_ITEM, BlockKind.QUOTATION})

# Edges of an article: 177 of 185 notes about the article itself stand there in three collections of US news.
_HEAD_BLOCKS, _TAIL_BLOCKS = 3, 4
# 99 % of the headings in the same news have up to 18 words and 115 characters; news portals write sentences of 25.
_HEADING_CHARACTERS = 180
_HEADING_WORDS = 28
# By judgement: Chinese and Japanese headlines rarely pass 40 characters.
_HEADING_IDEOGRAPHS = 40
# A question over prose ("What happens next?") is a heading up to this many words; of 60 read, none was lost prose.
_QUESTION_WORDS = 8
# By judgement: a link or a name after the story's end; what is longer may be a sentence that lost its full stop.
_TAIL_WORDS = 16
# A line this long with a verb is a heading only where the article has another: a lone one lost its full stop.
_LONE_WORDS = 16
# A picture's words that go without a verb have at least this many ("Jane Doe as the Tin Man in a scene from the play").
_CAPTION_WORDS = 9
# The longest copyright line of that news has 173 characters.
_COPYRIGHT_CHARACTERS = 500
# A label with a colon ("The key figures:") as against a lead-in sentence.
_LABEL_WORDS = 6

# Sentence marks with closing quotes, brackets and a footnote's or an agency's number ("… said. [A1BC2DE3F]").
_ENDS = re.compile(r"""[.!?…。！？．｡।॥؟۔։።᙮][\s"'”’»«)\]）」』】〉》*]*(?:\[[^\]]{1,16}\])?$""")
_ENDS_WITHIN = 24
_INNER_END = re.compile(
    r"""[.!?…。！？](?:(?<=[。！？])|(?<=[^\W\d_][^\W\d_][.!?…])["'”’»)]*\s+["'“‘«(]*[^\W\d_a-z])"""
)
_FIRST = re.compile(r"[\W\d_]*([^\W\d_]+)")
_LAST = re.compile(r"[^\W\d_]+(?=[\W\d_]*$)")
_MARKS = ".!?。"
_LONGEST_WORD = 24
_LONGEST_LINK = 40
_TRAILING = ".,:;!?…)]»”\"'’* "
_UNSPACED = re.compile(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_OPENING_QUOTES = "\"'“‘«„「『"
_BULLETS = ("- ", "– ", "— ", "• ", "* ", "· ", "▪ ", "● ", "◦ ", "‣ ")

_TWEET_CREDIT = re.compile(r"^[—–-]+\s*.{1,60}\(@\w{1,20}\)")
_COUNTER = re.compile(
    r"^[\d.,]+\s*[kKmM]?\+?[\s-]*"
    r"(?:comments?|shares?|views?|likes?|min(?:ute)?s?\.?\s+read|photos|komentar|kommentare)\W*$",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"^(?:(?:https?://|www\.|pic\.twitter\.com/)\S+|\S+@\S+\.\w{2,}|[@#]\w+(?:[\s,]+[@#]\w+)*)$")
_PICTURE_CREDIT = re.compile(
    r"\(\s*(?:(?:file|ap|afp)\s+)?(?:photos?|photograph|image|picture|pic|foto|bild|imagen|crédito?|credits?|source|via|©)\b"
    r"(?:\s+(?:by|credit|courtesy))?\s*[:/ ©][^()]{0,90}\)\W*$"
    r"|\([^()]{2,60}/\s?[^()]{0,30}(?:AP|AFP|Reuters|Getty|Images?|Post|Times|Photographer|EPA|DCNF)[^()]{0,30}\)\W*$",
    re.IGNORECASE,
)
_AGENCIES = "Reuters|AP|AFP|CNN|Bernama|dpa|EFE|ANSA|Xinhua|UPI|IANS|PTI|ANTARA"
_DATELINE = re.compile(
    r"^(?:[A-ZÀ-ÞА-Я][A-ZÀ-ÞА-Я.'’ -]+|[A-Z][\w.'’-]+)(?:,\s*[\w.' ]{2,25}){0,2}(?:\s*\([\w. /]{2,25}\))?"
    r"(?:,\s*[A-Z][a-z]{2,8}\.?\s+\d{1,2})?\s*[-–—]+\s*$"
    rf"|^[A-ZÀ-Þ][\w.'’ ,-]{{1,40}}\((?:{_AGENCIES})\)\s*$"
)
_SIDE = re.compile(r"[(,]\s?(?:far\s)?(?:left|right|centre|center|above|below|pictured|[LlRr](?=\)))[),]")
_CAPTION_CUES = (
    "pictured",
    "file photo",
    "undated photo",
    "seen here",
    "shown here",
    "artist's impression",
    "Screengrab",
)
_EMBED = re.compile(r"\b(?:pic\.twitter\.com/|t\.co/)\w+\W*$")
_NUMBERED = re.compile(r"(?:#|No\. ?)?\d{1,3}[.):] ")
"""A point of a list ("5. See the museum"), where without its number it would be a link."""
_ABOUT = re.compile(
    r"(?:About|Über|À propos d[eu]|Acerca de|Sobre|Tentang|Over|Informazioni su) (\S+)(?: [^.?!]{1,60})?:?"
)
_PROFILE_CHARACTERS = 60  # of a profile, in which it names whom it is about
_BRACKETED = re.compile(r"^(?:\([^()]{2,80}\)|\[[^\[\]]{2,160}\])$")
# Finite verbs that headlines and sentences use and that captions of the "Jane Doe at the fair" sort lack.
_COMMON_VERBS = """
is are was were be been has have had do does did will would can could may might must should shall to not say says said
get gets got make makes made take takes took give gives gave go goes went come comes came win wins won lose lost find
finds found call calls tell tells told show shows hit hits kill kills die dies see sees saw want wants need needs help
helps keep keeps lead leads led leave leaves left met wrote writes asks adds reads read began begins thought thinks
knew knows put puts run runs ran stood sat held holds fell falls rose rises sent sends set sets paid pays spoke speaks
brought built bought grew felt kept meant means follow follows include includes how why what when who how's what's
who's it's isn't don't can't won't let's that's he's she's we're they're you're i'm
"""
_ENGLISH = frozenset(("the", "a", "an", "of", "in", "at", "on", "and", "for", "with", "as", "by", "from"))
_VERBS = frozenset(_COMMON_VERBS.split())


def classify(blocks: Sequence[RawBlock]) -> list[BlockKind]:
    """Return the part that each block plays, one kind a block, in order."""
    ended = [_ends(block.text) for block in blocks]
    asking = questions([block.text for block in blocks])
    kinds: list[BlockKind | None] = []
    for place, block in enumerate(blocks):
        if block.kind not in _REVIEWED:
            kinds.append(block.kind)
            continue
        if place in asking:
            kinds.append(BlockKind.HEADING)
            continue
        edge = place < _HEAD_BLOCKS or place >= len(blocks) - _TAIL_BLOCKS
        kinds.append(_by_wording(block.text, ended=ended[place], edge=edge) or _marked(block))
    return _without_profile(blocks, _by_neighbours(blocks, kinds, ended))


def _ends(text: str) -> bool:
    return text[-1:] in _MARKS or _ENDS.search(text, max(0, len(text) - _ENDS_WITHIN)) is not None


def _marked(block: RawBlock) -> BlockKind | None:
    return None if block.kind is BlockKind.PARAGRAPH else block.kind


def _by_wording(text: str, *, ended: bool, edge: bool) -> BlockKind | None:
    """Tell what the block's own words say, or None for a block that reads like any other."""
    length = len(text)
    if length <= 60:
        kind = _by_shape(text, ended=ended)
        if kind is not None:
            return kind
    if not ended and length <= 600:
        if _names_a_picture(text):
            return BlockKind.CAPTION
        if _EMBED.search(text, max(0, length - _LONGEST_LINK)):
            return BlockKind.PROMO
    if text[0] == "©" and length <= _COPYRIGHT_CHARACTERS:
        return BlockKind.CREDIT
    wording = phrases()
    if text[0] not in _OPENING_QUOTES and not _NUMBERED.match(text):
        for rule in wording.openings.get(_first_word(text), ()):
            if _applies(rule, length, ended=ended, edge=edge) and rule.pattern.match(text):
                return rule.kind
    for rule in wording.closings.get(_last_word(text), ()):
        if _applies(rule, length, ended=ended, edge=edge) and rule.pattern.search(text):
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
        len(text) < 500 and (_SIDE.search(text) is not None or any(cue in text for cue in _CAPTION_CUES))
    )


def _applies(rule: Rule, length: int, *, ended: bool, edge: bool) -> bool:
    return length <= rule.most and (edge or not rule.edge) and not (rule.loose and ended)


def _by_shape(text: str, *, ended: bool) -> BlockKind | None:
    """Tell short blocks by what they are made of: separators, buttons, counters, addresses, datelines, handles."""
    if not any(map(str.isalnum, text)):
        return BlockKind.PROMO
    if text.casefold().rstrip(":»> ") in phrases().furniture:
        return BlockKind.PROMO
    if (text[0].isdigit() and _COUNTER.match(text)) or ((" " not in text or text[0] in "@#") and _ADDRESS.match(text)):
        return BlockKind.PROMO
    if text[0] in "—–-" and _TWEET_CREDIT.match(text):
        return BlockKind.CREDIT
    if ended:
        return None
    if text[0] in "([" and _BRACKETED.match(text):
        return BlockKind.CREDIT if text[0] == "(" else BlockKind.PROMO
    return BlockKind.DATELINE if text[-1] in "-–—)" and _DATELINE.match(text) else None


def _by_neighbours(
    blocks: Sequence[RawBlock], kinds: Sequence[BlockKind | None], ended: Sequence[bool]
) -> list[BlockKind]:
    """Settle the lines that wording left open, from the last block to the first."""
    prose = sum(len(block.text) for block, whole in zip(blocks, ended, strict=True) if whole)
    written = 2 * prose >= sum(len(block.text) for block in blocks)
    lone = sum(map(_is_long_line, blocks, kinds, ended)) == 1
    settled: list[BlockKind] = [_BODY] * len(blocks)
    follows: BlockKind | None = None
    prose_follows = False
    for place in range(len(blocks) - 1, -1, -1):
        kind, text = kinds[place], blocks[place].text
        if kind is None and ended[place]:
            kind = _ended_line(text, follows=follows)
        elif kind is None:
            before = blocks[place - 1].text if place else ""
            settle = written or prose_follows
            kind = _loose_line(text, before=before, prose_follows=prose_follows, follows=follows) if settle else _BODY
            if kind is BlockKind.HEADING and lone and text.count(" ") >= _LONE_WORDS:
                kind = _BODY
            elif kind is BlockKind.HEADING and _TWEET_CREDIT.match(blocks[place + 1].text):
                kind = BlockKind.PROMO
        settled[place] = follows = kind
        prose_follows = prose_follows or (kind in _PROSE and ended[place])
    return settled


def _is_long_line(block: RawBlock, kind: BlockKind | None, whole: bool) -> bool:
    return kind is None and not whole and block.text.count(" ") >= _LONE_WORDS


def _ended_line(text: str, *, follows: BlockKind | None) -> BlockKind:
    """Tell a line that ends like a sentence: prose, but for a short question over prose."""
    question = text.endswith("?") and text[0] not in _OPENING_QUOTES and text.count(" ") < _QUESTION_WORDS
    return BlockKind.HEADING if question and follows is _BODY and not _INNER_END.search(text) else _BODY


def _is_unbroken(text: str) -> bool:
    """Tell text of a script without sentence marks, and ideographs too many for a headline."""
    return _UNSPACED.search(text) is not None or len(_IDEOGRAPH.findall(text)) > _HEADING_IDEOGRAPHS


def _lacks_verb(text: str) -> bool:
    """Tell English words without a finite verb; of other languages it knows nothing."""
    words = text.lower().replace("’", "'").split()
    english = not _ENGLISH.isdisjoint(words)
    return english and not any(word in _VERBS or (len(word) > 4 and word.endswith("ed")) for word in words)


def _loose_line(text: str, *, before: str, prose_follows: bool, follows: BlockKind | None) -> BlockKind:
    """Tell a line that does not end like a sentence, in an article whose prose does."""
    if text.startswith(_BULLETS):
        return BlockKind.LIST_ITEM
    if len(text) > _HEADING_CHARACTERS or _INNER_END.search(text) or (not text.isascii() and _is_unbroken(text)):
        return _BODY
    words = text.count(" ") + 1
    if text.endswith((":", "：")):
        if not prose_follows and follows is not BlockKind.LIST_ITEM:
            return BlockKind.PROMO
        return BlockKind.HEADING if words <= _LABEL_WORDS and _lacks_verb(text) else _BODY
    if before.endswith((":", "：")) and not prose_follows:
        return BlockKind.LIST_ITEM
    if words > _HEADING_WORDS or text.endswith((",", ";", "-")):
        return _BODY
    if not prose_follows or (text[0].islower() and words <= _LABEL_WORDS):
        return BlockKind.PROMO if words <= _TAIL_WORDS else _BODY
    if words >= _CAPTION_WORDS and _lacks_verb(text) and not text.istitle():
        return BlockKind.CAPTION
    return BlockKind.HEADING


def _without_profile(blocks: Sequence[RawBlock], kinds: list[BlockKind]) -> list[BlockKind]:
    """Tell what stands under "About Lumen Grid" at the end of a press release: whoever sent it, not what happened."""
    for place in range(len(blocks) // 2, len(blocks) - 1):
        about = _ABOUT.fullmatch(blocks[place].text) if kinds[place] is BlockKind.HEADING else None
        if about and about[1] in blocks[place + 1].text[:_PROFILE_CHARACTERS]:
            after = takewhile(lambda n: kinds[n] is not BlockKind.HEADING, range(place + 1, len(blocks)))
            for n in (place, *list(after)):
                kinds[n] = BlockKind.PROMO
    return kinds
