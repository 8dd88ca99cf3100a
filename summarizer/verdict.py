"""Whether a document is an article worth summarising; if not, what it is, and what its reader can do about it.

Decided in this order; the first that holds speaks:

1. ``unsupported_language``: the language, or half of the letters, belongs to a script with neither spaces nor
   sentence marks.
2. ``not_text``: the characters or words are not those of prose (code, data, tables, mojibake, mashed keys).
3. ``consent_wall``, ``block_page``, ``paywall_stub``: sentences in which a page speaks of itself to its reader, where
   the prose beside them would be no article, or is the smaller part. A paywall also ends a teaser.
4. ``gallery``: captions and credits outweigh prose.
5. ``listing``: lines that do not end like sentences outweigh prose.
6. ``too_short``: under the installation's fewest sentences or words.
7. ``article``.

What stands around an article never refuses it: each step weighs words, and prose that is enough by itself wins.
"""

from __future__ import annotations

import re

from summarizer.document import BlockKind, Document, Verdict
from summarizer.settings import Settings
from summarizer.text.languages import UNSUPPORTED, WITHOUT_SPACES
from summarizer.text.prose import oddity
from summarizer.text.walls import LONG_WORDS, Weight, suspects, weigh

Judgement = tuple[Verdict, str]

_UNSUPPORTED_LETTER = re.compile(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"</[a-zA-Z][a-zA-Z0-9]*\s*>")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Chinese and Japanese words are 1.5 to 2 characters long on average; 2 errs towards too few words.
_IDEOGRAPHS_A_WORD = 2
_SCRIPT_SAMPLE = 1_000

# By judgement: the tests' teasers have up to 42 words of prose before the offer; with 120 a text is worth summarising.
_TEASER_WORDS = 120
# Under this share of all words, prose beside a wall is the wall's own: a long banner over a brief of six sentences
# leaves it 0.55, and what nothing recognises in the tests' cookie walls is 0 to 0.21 of them.
_PROSE_SHARE = 0.3
# By judgement: on a whole page a wall says at least this share of the words; a banner over an index says less.
_PAGE_SHARE = 0.25
# "Already a subscriber? Log in" stands on every page of a site; an offer in the article's place says more.
_OFFER_WORDS = 8
_EVIDENCE_WORDS = 12

_LINES = frozenset({BlockKind.HEADING, BlockKind.PROMO, BlockKind.TABLE})
_FEWEST_LINES = 5
# By judgement: menus alone have 10 to 20 lines; index pages many more, and few of them are sentences.
_FEWEST_PAGE_LINES = 30
_ENDED_SHARE = 0.25

_PICTURE = frozenset({BlockKind.CAPTION, BlockKind.CREDIT})
_FEWEST_PICTURES = 3
_WORDED_CAPTION = re.compile(
    r"\((?:photo|foto|bild|image|picture|credit)|/(?:Getty|AFP|AP|Reuters)|\bfrom left\b", re.IGNORECASE
)
# Captions that end with a full stop read like paragraphs, but are shorter: half of all paragraphs of news have over 30.
_CAPTION_WORDS = 20
_ENDS = re.compile(r"""[.!?…:;。！？．｡।॥؟۔։።]["'”’»«)\]）」』】〉》\s]*$""")
_ENDS_WITHIN = 6
_MARKS = ".!?。"
# Full stops that lost their space ("on Monday.The party") still end sentences.
_GLUED = re.compile(r"""[a-z]{2}[.!?]["'”’]?[A-Z][a-z]""")
_COUNTER = re.compile(
    r"^\W*(?:(?:photo|image|slide|picture|foto|bild)\s*)?\d{1,3}\s*(?:of|/|von|de|dari|sur|di)\s*\d{1,3}\b",
    re.IGNORECASE,
)
# What index and search pages write between their entries.
_BETWEEN_ENTRIES = re.compile(
    r"\b(?:(?:about |of )?[\d,.]+ (?:search )?results|page \d+ of \d+|(?:\d+|an?) (?:minute|min|hour|hr|day)s? ago|"
    r"next page|older posts|load more|showing \d+|sort(?:ed)? by|read more|see all|view all|continue reading)\b",
    re.IGNORECASE,
)
_ENTRY_CHARACTERS = 200

_PASTE = {
    Verdict.CONSENT_WALL: (
        "This looks like a cookie banner rather than an article ({said}): paste the article's own text."
    ),
    Verdict.PAYWALL_STUB: (
        "Only the free part of this article is here, the rest is for subscribers ({said}): paste the full text."
    ),
    Verdict.BLOCK_PAGE: (
        "This looks like an error or security page rather than an article ({said}): "
        "open the article in a browser and paste its text."
    ),
}


def judge(document: Document, *, settings: Settings) -> Judgement:
    """Return what the document is, and one sentence for people that says what was found and what to do."""
    words = _body_words(document, settings)
    return (
        _unsupported(document)
        or _not_text(document)
        or _wall(document, words, settings)
        or _gallery(document, words)
        or _listing(document, words, settings)
        or _too_short(words, document, settings)
        or (Verdict.ARTICLE, f"This is an article of {words:,} words.")
    )


def _body_words(document: Document, settings: Settings) -> int:
    count = document.text.count
    spaced = sum([count(" ", start, end) + 1 for start, end, _ in document.sentences])
    if document.language not in WITHOUT_SPACES and spaced >= settings.min_words:
        return spaced
    return sum(_words(document.text[start:end]) for start, end, _ in document.sentences)


def _words(text: str) -> int:
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else spaced + len(_IDEOGRAPH.findall(text)) // _IDEOGRAPHS_A_WORD


def _unsupported(document: Document) -> Judgement | None:
    sample = document.text[:_SCRIPT_SAMPLE]
    known = document.language in UNSUPPORTED
    if not known and (
        not _UNSUPPORTED_LETTER.search(sample)
        or 2 * len(_UNSUPPORTED_LETTER.findall(sample)) <= len(_LETTER.findall(sample))
    ):
        return None
    return (
        Verdict.UNSUPPORTED_LANGUAGE,
        "This text is in a script without spaces or sentence marks (such as Thai, Lao, Khmer or Burmese), "
        "which cannot be summarised yet: try a translation.",
    )


def _not_text(document: Document) -> Judgement | None:
    found = oddity(document.text, document.language)
    if found is None:
        return None
    otherwise = ", or send it as text/html" if _MARKUP.search(document.text) else ""
    return (
        Verdict.NOT_TEXT,
        f"This looks like {found} rather than written text: paste the article's own words{otherwise}.",
    )


def _wall(document: Document, words: int, settings: Settings) -> Judgement | None:
    """Weigh what a page says of itself against the prose beside it."""
    verdicts = suspects(document.text, words)
    if verdicts:
        weight = weigh(_units(document), verdicts)
        short = weight.prose < settings.min_words or weight.sentences < settings.min_sentences
        if weight.walls and (short or weight.prose < _PROSE_SHARE * weight.total):
            return _refused(weight.heaviest, weight)
        if weight.offer_last and weight.prose < _TEASER_WORDS:
            return _refused(Verdict.PAYWALL_STUB, weight)
    return _page_wall(document, words, settings)


def _page_wall(document: Document, words: int, settings: Settings) -> Judgement | None:
    """Look at the whole page when its body is no article by itself."""
    enough = words >= settings.min_words and len(document.sentences) >= settings.min_sentences
    if document.page_text is None or enough:
        return None
    lines = [(line, _words(line), True) for line in document.page_text.splitlines() if line.strip()]
    weight = weigh(lines, suspects(document.page_text, 0))
    if not weight.walls:
        return None
    verdict = weight.heaviest
    least = _OFFER_WORDS if verdict is Verdict.PAYWALL_STUB else _PAGE_SHARE * weight.total
    return _refused(verdict, weight) if weight.walls[verdict] >= least else None


def _units(document: Document) -> list[tuple[str, int, bool]]:
    """Return what to weigh, in reading order: the title, each sentence of the body, and every other block whole."""
    body = [(start, end, True) for start, end, _ in document.sentences]
    other = [(block.start, block.end, False) for block in document.blocks if not block.kind.is_body]
    texts = [(document.text[start:end], inside) for start, end, inside in sorted(body + other)]
    return [(text, _words(text), inside) for text, inside in texts]


def _refused(verdict: Verdict, weight: Weight) -> Judgement:
    words = weight.evidence[verdict].split()
    said = " ".join(words[:_EVIDENCE_WORDS]) + (" …" if len(words) > _EVIDENCE_WORDS else "")
    return verdict, _PASTE[verdict].format(said=f"“{said}”")


def _gallery(document: Document, words: int) -> Judgement | None:
    """Tell a picture gallery: more words about pictures than beside them, or a picture for every short paragraph."""
    if words >= LONG_WORDS:
        return None
    kinds = [block.kind for block in document.blocks]
    numbers = sum(1 for block in document.blocks if _COUNTER.match(document.text, block.start, block.end))
    signed = kinds.count(BlockKind.CREDIT) + numbers
    about = [block for block in document.blocks if block.kind in _PICTURE]
    pictures = len(about) + numbers
    if pictures < _FEWEST_PICTURES or not (signed or _WORDED_CAPTION.search(document.text)):
        return None
    pieces = sum(1 for kind in kinds if kind.is_body)
    captioned = pictures >= pieces and words <= _CAPTION_WORDS * pieces
    if not captioned and sum(_words(document.quote(block)) for block in about) <= words:
        return None
    return (
        Verdict.GALLERY,
        f"This looks like a picture gallery with {_count(pictures, 'caption')} and little text of its own: "
        "paste the article that goes with it.",
    )


def _listing(document: Document, words: int, settings: Settings) -> Judgement | None:
    """Tell a list of headlines or results: lines outweigh sentences."""
    text = document.text
    ended = prose = 0
    for start, end, _ in document.sentences:
        if text[end - 1] in _MARKS or _ENDS.search(text, max(start, end - _ENDS_WITHIN), end):
            ended += 1
            prose += _words(text[start:end])
            if prose >= _TEASER_WORDS:
                return None
    other = [block for block in document.blocks if block.kind in _LINES]
    lines = len(document.sentences) - ended + len(other)
    short = prose < settings.min_words or ended < settings.min_sentences
    if lines < _FEWEST_LINES:
        return _page_listing(document) if short else None
    entries = sum(
        1
        for at in document.blocks
        if _BETWEEN_ENTRIES.search(text, at.start, min(at.end, at.start + _ENTRY_CHARACTERS))
    )
    outweighed = lines > ended and words - prose + sum(_words(document.quote(block)) for block in other) > prose
    return _list_of(lines) if short or outweighed or entries >= max(_FEWEST_LINES, ended // 2) else None


def _page_listing(document: Document) -> Judgement | None:
    """Tell an index page whose extracted body says nothing by the lines of the whole page."""
    lines = [line for line in (document.page_text or "").splitlines() if line.strip()]
    ended = sum(1 for line in lines if _ENDS.search(line, max(0, len(line) - _ENDS_WITHIN)))
    return _list_of(len(lines)) if len(lines) >= _FEWEST_PAGE_LINES and ended < _ENDED_SHARE * len(lines) else None


def _list_of(lines: int) -> Judgement:
    return (
        Verdict.LISTING,
        f"This looks like a list of {lines} headlines or links rather than one article: "
        "open one of them and paste its text.",
    )


def _too_short(words: int, document: Document, settings: Settings) -> Judgement | None:
    sentences = len(document.sentences)
    if sentences < settings.min_sentences and words >= settings.min_words:
        sentences += len(_GLUED.findall(document.text))
    if sentences >= settings.min_sentences and words >= settings.min_words:
        return None
    if not sentences:
        return Verdict.TOO_SHORT, "There is no article text here: paste at least a few full sentences."
    return (
        Verdict.TOO_SHORT,
        f"This is too short to summarise: {_count(sentences, 'sentence')} and {_count(words, 'word')}, where at least "
        f"{settings.min_sentences} sentences and {settings.min_words} words are needed.",
    )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
