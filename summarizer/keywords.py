"""Keywords: the words and names that an article is about."""

from __future__ import annotations

import re
from functools import cache

import numpy as np
from numpy.typing import NDArray

from summarizer.document import Document
from summarizer.engines.base import Draft
from summarizer.records import Keyword
from summarizer.text.grammar import REPORTING, is_finite_verb
from summarizer.text.languages import WITHOUT_SPACES, stop_words
from summarizer.text.words import WordIndex, words

COUNT = 8
_FEWEST_LETTERS = 3
_LONGEST_NAME = 4  # words
_BASE_WEIGHT = 0.25  # what a word in a sentence of no salience counts
_NAME_BONUS = 1.4  # readers look for names first; judged by eye on twenty articles of six genres
_PLAIN = frozenset(
    "first last next new old former year years time day days week month people way earlier right left minute minutes "
    "hour hours moment second third chief prime vice call make keep help use need know find give tell turn show "
    "ask try".split()
)
"""English words that say little by themselves; the verbs open advice."""
_SOURCES = frozenset("according following despite during including regarding".split())
"""English words that open a sentence with its source or circumstance."""
_MONTHS = "january february march april may june july august september october november december"
_COUNTED = {
    "en": "two three four five six seven eight nine ten eleven twelve twenty thirty hundred thousand "
    "million billion dozen",
    "de": "zwei drei vier fünf sechs sieben acht neun zehn zwölf hundert tausend million millionen milliarde "
    "milliarden mio mrd",
    "fr": "deux trois quatre cinq six sept huit neuf dix cent mille million millions milliard milliards",
    "es": "dos tres cuatro cinco seis siete ocho nueve diez cien mil millón millones",
    "it": "due tre quattro cinque sei sette otto nove dieci cento mila milione milioni miliardo miliardi",
    "pt": "dois duas três quatro cinco seis sete oito nove dez cem mil milhão milhões bilhão bilhões",
    "nl": "twee drie vier vijf zes zeven acht negen tien honderd duizend miljoen miljard",
    "id": "dua tiga empat lima enam tujuh delapan sembilan sepuluh belas puluh ratus ribu juta miliar triliun",
    "ms": "dua tiga empat lima enam tujuh lapan sembilan sepuluh belas puluh ratus ribu juta bilion",
    "ar": "بالمئة إلى أن مليون مليار",
}
"""Numbers in words, and what lists of stop words spell otherwise."""
_CALENDAR = {
    "en": f"monday tuesday wednesday thursday friday saturday sunday {_MONTHS}",
    "de": "montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag januar februar märz april mai juni "
    "juli august september oktober november dezember",
    "fr": "lundi mardi mercredi jeudi vendredi samedi dimanche janvier février mars avril mai juin juillet août "
    "septembre octobre novembre décembre",
    "es": "lunes martes miércoles jueves viernes sábado domingo enero febrero marzo abril mayo junio julio agosto "
    "septiembre octubre noviembre diciembre",
    "it": "lunedì martedì mercoledì giovedì venerdì sabato domenica gennaio febbraio marzo aprile maggio giugno luglio "
    "agosto settembre ottobre novembre dicembre",
    "pt": "segunda terça quarta quinta sexta sábado domingo janeiro fevereiro março abril maio junho julho agosto "
    "setembro outubro novembro dezembro",
    "nl": "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni juli "
    "augustus september oktober november december",
    "id": "senin selasa rabu kamis jumat sabtu minggu januari februari maret april mei juni juli agustus september "
    "oktober november desember",
}
"""Days and months: an article is about none of them, and they end a name ("New York Tuesday")."""
_ELISION = re.compile(r"(?:[cdjlmnst]|qu|dell|nell|all|dall|sull|un)['’](?=\w{3})", re.IGNORECASE)
_ELIDING = frozenset(("fr", "it"))
_HIRAGANA = re.compile(r"[\u3040-\u309f]+")
_UNITS = frozenset(
    "euro euros dollar dollars pound pounds meter meters metre metres kilometer kilometre kilometres km percent "
    "prozent persen percento uhr kilo kilogram liter litre hektar rupiah".split()
)
"""What a figure is of: no subject right behind one."""
_WORD_BEFORE = re.compile(r"[\w’'&.-]+ $")
_WORD_AFTER = re.compile(r" [\w’'&-]+")


def keywords(document: Document, draft: Draft) -> tuple[Keyword, ...]:
    """Return up to COUNT words or names, weightiest first, each where it first stands in the body.

    A term's weight is its frequency (Luhn 1958), each occurrence counted by the salience of its sentence.
    """
    index = draft.index
    content = index.term_ids >= 0
    if not content.any():
        return ()
    ids, owner = index.term_ids[content], index.owner
    weights = np.bincount(ids, (_BASE_WEIGHT + draft.salience[owner])[content])
    places = np.empty(len(weights), dtype=np.int64)  # of the first word of each term
    places[ids[::-1]] = np.flatnonzero(content)[::-1]  # reversed, so that the earliest is written last
    names = _are_names(index, places)
    weights = np.where(names, weights * _NAME_BONUS, weights)
    most = float(weights.max())
    found: list[Keyword] = []
    covered: set[str] = set()
    named: set[str] = set()
    for term in np.argsort(-weights, kind="stable").tolist():
        word = index.words[places[term]].removesuffix("'s").removesuffix("’s")
        if index.language in _ELIDING:
            word = _ELISION.sub("", word, count=1)
        if len(found) == COUNT:
            break
        usual = word if names[term] or word.isupper() else word.lower()  # the head of a sentence lends a capital
        if not _telling(usual, index.language) or not covered.isdisjoint(_parts(word, index.language)):
            continue
        if _is_unit(index, places[term]):
            continue
        sentence = document.sentences[owner[places[term]]]
        start = document.text.find(word, sentence.start, sentence.end)
        end = start + len(word)
        if names[term]:
            whole = _name_around(document.text, start, end, index.language)
            start, end = _unnamed(document.text, whole, named)
            if (start, end) != whole and " " not in document.text[start:end]:
                continue  # a first name or a title, whose bearer is there already
            named.update(document.text[start:end].split(" "))
        if "." in word and document.text.startswith(".", end):
            end += 1
        phrase = document.text[start:end]
        covered.update(_parts(phrase, index.language))
        score = round(float(weights[term]) / most, 4)
        found.append(Keyword(text=phrase, offset=start, length=end - start, score=score))
    return tuple(found)


def _are_names(index: WordIndex, places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return of each term, by the place of its first word, whether it has a capital of its own.

    At the head of a sentence it has one if the next word has, or if it has one inside another sentence.
    """
    words = index.words
    opens = np.zeros(len(words) + 1, dtype=bool)
    opens[index.bounds] = True
    inside = np.zeros(len(index.forms), dtype=bool)
    inside[index.form_ids[~opens[:-1]]] = True
    names = np.array([words[place][0].isupper() for place in places.tolist()])
    for term in np.flatnonzero(names & opens[places]).tolist():
        place = places[term]
        names[term] = inside[index.form_ids[place]] or (not opens[place + 1] and words[place + 1][0].isupper())
    return names


def _telling(word: str, language: str) -> bool:
    """Whether a word says what a text is about: no figure, no snippet, and in English no verb."""
    lower, english = word.lower(), language == "en"
    snippet = len(word) < _FEWEST_LETTERS and language not in WITHOUT_SPACES
    if word[0].isdigit() or (snippet and not (word.isupper() and len(word) > 1)) or lower in _numbers(language):
        return False
    if (lower in _calendar(language) and not (english and word[0].islower())) or _says_nothing_alone(word, language):
        return False
    if not english or word[0].isupper():
        return not english or (lower not in _PLAIN and lower not in _SOURCES)
    return not (word in _PLAIN or is_finite_verb(word) or word.endswith("ing") or word in REPORTING)


def _says_nothing_alone(word: str, language: str) -> bool:
    """Whether a word of a language without spaces is one character or all grammar: "月", "から"."""
    return language in WITHOUT_SPACES and (len(word) == 1 or _HIRAGANA.fullmatch(word) is not None)


@cache
def _numbers(language: str) -> frozenset[str]:
    return frozenset(_COUNTED.get(language, "").split())


@cache
def _calendar(language: str) -> frozenset[str]:
    return frozenset(_CALENDAR.get("id" if language == "ms" else language, "").split())


def _is_unit(index: WordIndex, place: int) -> bool:
    """Whether a word is what a figure counts: "46 Mio. Euro"."""
    if index.words[place].lower() not in _UNITS or not place:
        return False
    before = index.words[place - 1].lower()
    return before[0].isdigit() or before in _numbers(index.language)


def _parts(phrase: str, language: str) -> set[str]:
    """Return what two phrases may not share: words, or characters where words are not set apart."""
    return set(phrase) if language in WITHOUT_SPACES else {word.lower() for word in words(phrase, language)}


def _name_around(text: str, start: int, end: int, language: str) -> tuple[int, int]:
    """Widen a capitalised word to the run of capitalised words around it, no common word and no day among them."""
    common, calendar = stop_words(language), _calendar(language)
    for _ in range(_LONGEST_NAME):
        before = _WORD_BEFORE.search(text, max(0, start - 40, text.rfind(" ", 0, max(0, start - 1)) + 1), start)
        if not before or not before[0][0].isupper() or "." in before[0]:
            break
        word = before[0].strip()
        if word.lower() in common or _plain(word) in calendar or _opens_sentence(text, before.start()):
            break
        start = before.start()
    for _ in range(_LONGEST_NAME):
        after = _WORD_AFTER.match(text, end)
        if not after or not after[0][1].isupper() or _plain(after[0][1:]) in calendar:
            break
        if _is_of_dateline(text, text[start:end].rpartition(" ")[2], after[0][1:]):
            break
        end = after.end() - (2 if after[0].endswith(("'s", "’s")) else 0)
    return start, end


def _plain(word: str) -> str:
    return word.lower().removesuffix("'s").removesuffix("’s")


def _is_of_dateline(text: str, word: str, following: str) -> bool:
    """Whether a word in capitals is a place before the first word of an article: "MOLE Fishermen"."""
    return len(word) >= _FEWEST_LETTERS and word.isupper() and not following.isupper() and word.title() in text


def _unnamed(text: str, name: tuple[int, int], named: set[str]) -> tuple[int, int]:
    """Return a name without the words at its ends that another has."""
    start, end = name
    pieces = text[start:end].split(" ")
    while len(pieces) > 1 and pieces[0] in named:
        start += len(pieces.pop(0)) + 1
    while len(pieces) > 1 and pieces[-1] in named:
        end -= len(pieces.pop()) + 1
    return start, end


def _opens_sentence(text: str, at: int) -> bool:
    return at == 0 or text[at - 1] == "\n" or text[max(0, at - 2) : at].strip()[-1:] in {".", "!", "?", "”", '"', ":"}
