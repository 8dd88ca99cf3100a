"""A headline where there is no tree to cut by: whole sentences, for half of one may say the opposite.

"Die Polizei schließt einen Zusammenhang … nicht aus": in many languages what turns a sentence round stands at its end.

1. The first sentence, if it fits.
2. Its beginning, up to a mark after which nothing can turn it: a semicolon, or the last comma before a clause that only
   says why or when.
3. Of the opening sentences that fit, the one that says most of what the article is about.
4. The first sentence cut at the end of a word, with an ellipsis that shows it, and a notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from summarizer.document import Document, Span
from summarizer.extract.opening import begin
from summarizer.records import Method, Notice, Statement
from summarizer.text.discourse import is_torn, opens_unresolved
from summarizer.text.openers import points_back
from summarizer.text.similarity import Floats
from summarizer.text.words import WordIndex

ELLIPSIS = "…"
"""Closes a headline that is cut where no clause ends."""
_OPENING = 6
"""Sentences considered, as for headlines from trees."""
_FEWEST, _FEWEST_IDEOGRAPHS = 30, 12
"""Characters of a later sentence or a clause that may say enough: "The talks go on." does not. By judgement."""
_LEANS = 0.5  # what a pronoun or somebody's words at the front cost, in salience: two places among six. By judgement.
_NEAR = 0.3  # what being next to the first sentence adds, as for the summary: news tells first what happened
_QUOTES = '"“„«»「『'
_STOPS = ".。।۔．｡ "
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")
_SEMICOLON = re.compile(r"[;；؛](?=\s|[^\x00-\x7f])")
_WHOLE_WORD = re.compile(r"[,;:،、，；：–—-]*\s")
# Conjunctions of clauses that say why, when or in spite of what: the clause before them is true without them. None
# that may set a condition (if, until, unless), quote (that, as) or tell which one is meant (who, which).
_REASON_OR_TIME = {
    "da": "fordi efter mens selv",
    "de": "weil nachdem obwohl obgleich während sodass",
    "es": "porque tras después mientras aunque",
    "fr": "parce puisque après alors tandis",
    "id": "karena setelah sehingga usai meski meskipun",
    "it": "perché dopo mentre sebbene",
    "nl": "omdat nadat terwijl hoewel zodat doordat",
    "no": "fordi etter mens selv",
    "pt": "porque após depois enquanto embora",
    "sv": "eftersom efter medan",
}
# In a denial they may be what is denied: "not because it was old".
_DENIALS = {
    "da": "ikke ingen intet aldrig uden",
    "de": "nicht nichts kein keine keinen keinem keiner keines nie niemals niemand weder ohne kaum",
    "es": "no ni nunca jamás nadie ningún ninguno ninguna sin tampoco",
    "fr": "ne pas non ni jamais aucun aucune sans personne",
    "id": "tidak bukan belum tak tanpa jangan",
    "it": "non né mai nessuno nessun nessuna senza",
    "nl": "niet niets geen nooit niemand zonder noch",
    "no": "ikke ingen intet aldri uten",
    "pt": "não nem nunca jamais ninguém nenhum nenhuma sem",
    "sv": "inte ingen inget inga aldrig utan",
}
_ELIDED = re.compile(r"\bn['’]", re.IGNORECASE)


class Uncut(NamedTuple):
    """The words for a headline, and whether they break off."""

    span: Span
    is_cut: bool


def uncut(document: Document, index: WordIndex, salience: Floats, *, first: int, limit: int) -> Uncut:
    """Return the words of a headline of at most ``limit`` characters; ``first`` is the sentence that says most."""
    whole = _spoken(document, first)
    if _fits(document, whole, limit):
        return Uncut(whole, False)
    opening = _clause(document, whole, limit) or _another(document, index, salience, first=first, limit=limit)
    return Uncut(opening, False) if opening else _broken_off(document.text, whole, limit)


def cut_notice(headline: Statement) -> Iterator[Notice]:
    """Say so where a headline breaks off in the middle of a sentence."""
    broken = headline.method is Method.TRIMMED and headline.text.endswith(ELLIPSIS)
    if broken and not headline.contexts[-1].quote.endswith(ELLIPSIS):
        yield Notice(
            code="headline_cut",
            message="The headline breaks off: no opening sentence is short enough. Read it against the article.",
            pointer="/headline",
        )


def _spoken(document: Document, place: int) -> Span:
    """Return a sentence without its dateline and full stop."""
    start, end, _ = document.sentences[place]
    start = begin(document.text, Span(start, end), language=document.language)
    said = document.text[start:end].rstrip(_STOPS)
    # Three full stops are an ellipsis of the author's.
    return Span(start, start + len(said)) if said and not document.text.endswith("..", start, end) else Span(start, end)


def _fits(document: Document, span: Span, limit: int) -> bool:
    return span.end - span.start <= limit and not is_torn(document.quote(span))


def _says_enough(text: str) -> bool:
    return len(text) >= (_FEWEST_IDEOGRAPHS if _IDEOGRAPH.search(text) else _FEWEST)


def _clause(document: Document, whole: Span, limit: int) -> Span | None:
    """Return the clause before a mark after which nothing can turn it, if it fits."""
    text = document.quote(whole)
    if text.endswith(("?", "？", "؟")):
        return None
    ends = [found.start() for found in _SEMICOLON.finditer(text) if document.language != "el"][:1]
    ends += _before_a_reason(text, document.language)
    for end in ends:
        span = Span(whole.start, whole.start + end)
        # After a colon, or in brackets, marks part the items of a list.
        listed = re.search(r"[:：]\s", text[:end]) or text.count("(", 0, end) > text.count(")", 0, end)
        if _says_enough(text[:end]) and not listed and _fits(document, span, limit):
            return span
    return None


def _before_a_reason(text: str, language: str) -> list[int]:
    """Return where the last comma stands, if only a reason or a time follows it, and nothing before it is denied."""
    end = text.rfind(", ")
    following = text[end + 2 :].split(" ", 1)[0].lower()
    if end < 0 or following not in _REASON_OR_TIME.get(language, "").split() or re.search(r"[–—:;]", text[end:]):
        return []
    said = text[:end].lower()
    denied = _ELIDED.search(said) or not set(re.findall(r"\w+", said)).isdisjoint(_DENIALS[language].split())
    return [] if denied else [end]


def _another(document: Document, index: WordIndex, salience: Floats, *, first: int, limit: int) -> Span | None:
    """Return the opening sentence that says most of what the first one does, and of what the article is about."""
    topic = _terms(index, first)
    best, most = None, float("-inf")
    for place in range(first + 1, min(first + _OPENING, len(document.sentences))):
        span = _spoken(document, place)
        text = document.quote(span)
        if not _fits(document, span, limit) or not _says_enough(text) or text.endswith(("?", "？", "؟")):
            continue
        own = _terms(index, place)
        worth = float(salience[place]) + len(own & topic) / max(len(own), 1) + _NEAR / (place - first)
        worth -= _LEANS * (_leans(text, document.language) or text[0] in _QUOTES)
        if worth > most:
            best, most = span, worth
    return best


def _terms(index: WordIndex, place: int) -> set[int]:
    return set(index.term_ids[index.bounds[place] : index.bounds[place + 1]].tolist()) - {-1}


def _leans(text: str, language: str) -> bool:
    return opens_unresolved(text) if language == "en" else points_back(text, language)


def _broken_off(text: str, whole: Span, limit: int) -> Uncut:
    """Return as much of a sentence as fits with an ellipsis, up to a word's end where words have one."""
    if whole.end - whole.start <= limit:
        return Uncut(whole, False)
    end = whole.start + limit - len(ELLIPSIS)
    ends = [found.start() for found in _WHOLE_WORD.finditer(text, whole.start, end + 1) if found.start() > whole.start]
    return Uncut(Span(whole.start, ends[-1] if ends else end), True)
