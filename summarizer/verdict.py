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
from summarizer.text.walls import LONG_WORDS, suspects, weigh

Judgement = tuple[Verdict, str]

_UNSUPPORTED_LETTER = re.compile(r"[\u0e00-\u0eff\u0f00-\u0fff\u1000-\u109f\u1780-\u17ff]")
_LETTER = re.compile(r"[^\W\d_]")
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
# Chinese and Japanese words are 1.5 to 2 characters long on average; 2 errs towards too few words.
_IDEOGRAPHS_A_WORD = 2
_SCRIPT_SAMPLE = 1_000

# Teasers of metered sites have 20 to 110 words before the offer; with more prose a text is worth summarising.
_TEASER_WORDS = 120
# Under this share of all words, prose beside a wall is the wall's own. A long banner over a brief of six sentences
# leaves it 0.4; the sentences that nothing recognises in cookie walls are 0 to 0.2 of them.
_PROSE_SHARE = 0.3
# On a whole page a wall says at least this share of the words; a banner over an article or an index says less.
_PAGE_SHARE = 0.25

_FEWEST_LINES = 5
_FEWEST_PICTURES = 3
# Captions that end with a full stop read like paragraphs; they have 5 to 20 words, paragraphs of news 25 to 60.
_CAPTION_WORDS = 20
_ENDS = re.compile(r"""[.!?…:;。！？．｡।॥؟۔։።]["'”’»«)\]）」』】〉》\s]*$""")
_MARKS = ".!?。"
# Full stops that lost their space ("on Monday.The party") still end sentences.
_GLUED = re.compile(r"""[a-z]{2}[.!?]["'”’]?[A-Z][a-z]""")
_COUNTER = re.compile(
    r"^\W*(?:(?:photo|image|slide|picture|foto|bild)\s*)?\d{1,3}\s*(?:of|/|von|de|dari|sur|di)\s*\d{1,3}\b", re.I
)
_RESULTS = re.compile(
    r"\b(?:(?:about |of )?[\d,.]+ (?:search )?results|page \d+ of \d+|(?:\d+|an?) (?:minute|min|hour|hr|day)s? ago|next page|older posts|load more|"
    r"showing \d+|sort(?:ed)? by|read more|see all|view all|continue reading)\b",
    re.I,
)


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
    return Verdict.NOT_TEXT, f"This looks like {found} rather than written text: paste the article's own words."


def _wall(document: Document, words: int, settings: Settings) -> Judgement | None:
    """Weigh what a page says of itself against the prose beside it."""
    verdicts = suspects(document.text, words)
    if verdicts:
        weight = weigh(_units(document), verdicts)
        short = weight.prose < settings.min_words or weight.sentences < settings.min_sentences
        if weight.walls and (short or weight.prose < _PROSE_SHARE * weight.total):
            return weight.heaviest, _wall_message(weight.heaviest, weight.evidence[weight.heaviest])
        if weight.offer_last and weight.prose < _TEASER_WORDS:
            return Verdict.PAYWALL_STUB, _wall_message(Verdict.PAYWALL_STUB, weight.evidence[Verdict.PAYWALL_STUB])
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
    if weight.walls[verdict] < _PAGE_SHARE * weight.total and verdict is not Verdict.PAYWALL_STUB:
        return None
    return verdict, _wall_message(verdict, weight.evidence[verdict])


def _units(document: Document) -> list[tuple[str, int, bool]]:
    """Return what to weigh, in reading order: the title, each sentence of the body, and every other block whole."""
    body = [(start, end, True) for start, end, _ in document.sentences]
    other = [(block.start, block.end, False) for block in document.blocks if not block.kind.is_body]
    texts = [(document.text[start:end], inside) for start, end, inside in sorted(body + other)]
    return [(text, _words(text), inside) for text, inside in texts]


def _wall_message(verdict: Verdict, evidence: str) -> str:
    said = f"“{_brief(evidence)}”"
    if verdict is Verdict.CONSENT_WALL:
        return f"This looks like a cookie banner rather than an article ({said}): paste the article's own text."
    if verdict is Verdict.PAYWALL_STUB:
        return f"Only the free part of this article is here; the rest is for subscribers ({said}): paste the full text."
    return f"This looks like an error or security page rather than an article ({said}): open it in a browser and paste its text."


def _brief(evidence: str) -> str:
    words = evidence.split()
    return evidence if len(words) <= 12 else " ".join(words[:12]) + " …"


def _gallery(document: Document, words: int) -> Judgement | None:
    """Tell a picture gallery: as many pictures as paragraphs, and more words about them than beside them."""
    if words >= LONG_WORDS:
        return None
    pictures = pieces = said = counters = 0
    for block in document.blocks:
        if block.kind is BlockKind.CAPTION or block.kind is BlockKind.CREDIT:
            pictures += 1
            said += _words(document.quote(block))
        elif block.kind.is_body:
            pieces += 1
        if _COUNTER.match(document.text, block.start, block.end):
            counters += 1
    pictures += counters
    if pictures < _FEWEST_PICTURES:
        return None
    captioned = pictures >= pieces and words <= _CAPTION_WORDS * pieces
    if said <= words and not captioned:
        return None
    return (
        Verdict.GALLERY,
        f"This looks like a picture gallery: {pictures} captions and credits, and little text of its own; "
        "paste the article that goes with it.",
    )


def _listing(document: Document, words: int, settings: Settings) -> Judgement | None:
    """Tell a list of headlines or results: lines outweigh sentences."""
    text = document.text
    ended = lines = prose = 0
    for start, end, _ in document.sentences:
        if text[end - 1] in _MARKS or _ENDS.search(text, max(start, end - 6), end):
            ended += 1
            prose += _words(text[start:end])
            if prose >= _TEASER_WORDS:
                return None
        else:
            lines += 1
    other = [block for block in document.blocks if block.kind in (BlockKind.HEADING, BlockKind.PROMO, BlockKind.TABLE)]
    lines += len(other)
    if lines < _FEWEST_LINES:
        return None
    marks = sum(1 for block in document.blocks if _RESULTS.search(text, block.start, min(block.end, block.start + 200)))
    rest = words - prose + sum(_words(document.quote(block)) for block in other)
    short = prose < settings.min_words or ended < settings.min_sentences
    if not (short or rest > prose and lines > ended or marks >= max(_FEWEST_LINES, ended // 2)):
        return None
    return (
        Verdict.LISTING,
        f"This looks like a list of {lines} headlines or links rather than one article: open one of them and paste its text.",
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
