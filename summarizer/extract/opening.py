"""What stands before a sentence proper: a dateline, an answer's label, words that join it to the sentence before.

Nothing that is said is lost with them. Closed lists, in English; of other languages' sentences only a dateline goes.
"""

from __future__ import annotations

import re

from summarizer.document import Document, Span
from summarizer.extract.dateline import after_dateline
from summarizer.text.discourse import leans
from summarizer.text.grammar import AUXILIARIES, is_finite_verb

_PLACE = r"[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,5}"
_AGENCY = (
    r"(?:CNN|CNN Business|CNNMoney|Reuters|AP|AFP|UPI|ANI|IANS|PTI|Xinhua|Bernama|dpa|BBC|PA|CNET|Mashable"
    r"|Rolling Stone|WIRED|Variety|Fortune|Billboard|The Hollywood Reporter|Entertainment Weekly|Health\.com|TIME)"
)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}))?"
_ISSUED = rf"(?:(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})? [—–-]{{1,2}} )?"
"""The day of a press release, set off from its place: "LEIPZIG, Germany – 14 May 2024 – "."""
# Where agencies write most from, without a dash behind it.
_CITIES = (
    "WASHINGTON|NEW YORK|LONDON|LOS ANGELES|SAN FRANCISCO|CHICAGO|BOSTON|HOUSTON|MIAMI|ATLANTA|DETROIT|SEATTLE"
    "|DALLAS|PARIS|BERLIN|BRUSSELS|GENEVA|ROME|MADRID|MOSCOW|KIEV|ISTANBUL|ANKARA|CAIRO|BAGHDAD|BEIRUT|JERUSALEM"
    "|DUBAI|TEHRAN|KABUL|ISLAMABAD|NEW DELHI|MUMBAI|BEIJING|SHANGHAI|HONG KONG|TOKYO|SEOUL|SYDNEY|SINGAPORE"
    "|BANGKOK|JAKARTA|MANILA|NAIROBI|JOHANNESBURG|LAGOS|MEXICO CITY|SAO PAULO|SAN DIEGO|ATHENS|VIENNA|WARSAW"
    "|LISBON|DUBLIN|MANCHESTER|AUSTIN|DENVER|PHOENIX|PHILADELPHIA|OAKLAND|LAS VEGAS|RIO DE JANEIRO|BUENOS AIRES"
    "|TORONTO|OTTAWA|UNITED NATIONS"
)
_DATELINE = re.compile(
    rf"(?:(?:{_PLACE}{_DATE} ?)?\({_AGENCY}\)\s*(?:[—–-]{{1,2}}\s*|(?![a-z]))"
    rf"|(?:{_AGENCY}|[A-Z]\w+\.com) -- "
    # Stuck to the first word, a name in brackets is whoever sold the story, whatever it is.
    r"|\([A-Z][\w.&]*(?: [A-Z][\w.&]*){0,3}\)(?=[A-Z][a-z]|A )"
    # "TAIPEI Taiwan — ", "TAIPEI Taiwan The ".
    r"|[A-Z]{4,}(?: [A-Z]{2,}){0,2} [A-Z][a-z]+(?: [A-Z][a-z]+)?(?: [—–-]{1,2} | (?=(?:The|A|An) ))"
    rf"|{_PLACE} \([A-Z][\w. ]{{1,30}}\) [—–-]{{1,2}} (?![a-z])"
    r"|[A-Z][a-z]+(?: [A-Z][a-z]+)?, (?:[A-Z][a-z]+|[A-Z]\.[A-Z]\.)(?: [A-Z][a-z]+)? [—–]{1,2} (?=[A-Z])"
    rf"|[A-Z]{{3,}}[A-Z .'’-]*(?:, [A-Z][\w. ]{{2,20}})?{_DATE} [—–-]{{1,2}} {_ISSUED}"
    rf"|(?:{_CITIES})(?:/[A-Z]{{2,}}(?: [A-Z]{{2,}})?)?(?:, [A-Z][a-z]+\.?)? (?=(?:[A-Z]\.)|[A-Z]?[a-z]| |A ))(?=\S)"
)
# "AUSTIN, Texas A mother", "TAIPEI Shares": a place in capitals, which the article itself names in small letters.
_IN_STATE = r"[A-Z]{4,}(?:[ -][A-Z]{2,}){0,2}, (?:(?:North|South|West|New) )?(?:[A-Z]\.[A-Z]\.|[A-Z][a-z]+\.?)"
_NAMED = r"([A-Z]{4,}(?: [A-Z]{2,}){0,2})"
_IN_CAPITALS = re.compile(rf"(?:{_IN_STATE}|{_NAMED})(?:/[A-Z]+(?: [A-Z]+)?)? (?=[A-Z][a-z. ])")
_NOTHING_ELSE = re.compile(r"[A-Z]{4,}[A-Z .'’-]*, [A-Z][\w./ ]{2,20}")
_REMAINS_OF_A_TAG = re.compile(r"[a-z]?\"/?>\s*")
_ANSWER = re.compile(r"(?:(?:A|Answer) ?:|(?:Dear )?(?:Sirs?|Madam|Editor) [—–-]) (?=[\"“‘]?[A-Z])")
"""What an interview's answer or a letter to the editor opens with."""
_CONNECTIVE = re.compile(
    r"(?:(?:And|But|Yet|So|Nor)(?: (?:then|yet|still))?,? (?!far\b|much\b|many\b|that\b|if\b)"
    r"|(?:(?:And|But|Yet|So) )?(?:(?i:However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless"
    r"|Still|Also|Indeed|Instead|Then|Thus|Hence|Therefore|Consequently|Accordingly|Conversely|Similarly|Likewise"
    r"|Besides|Plus|Afterwards?|In addition|In turn|In fact|At the same time|For example|For instance|As a result"
    r"|Of course|On the other hand|That said|Even so|By contrast|In contrast|In the meantime|To that end|After that)), "
    r"|(?:Instead|Meanwhile) (?=[A-Z][a-z]+ ))"
)

_INVERTING = ("So ", "Nor ", "So then ")
"""Words that stand before their verb, which cannot open a sentence: "So began a long dispute"."""


def begin(text: str, sentence: Span, *, language: str = "en") -> int:
    """Return where a sentence begins to say something, where the rest leans on nothing before it."""
    if language != "en":
        return after_dateline(text, sentence, language)
    torn = _REMAINS_OF_A_TAG.match(text, *sentence) or _ANSWER.match(text, *sentence)
    start = torn.end() if torn else sentence.start
    dateline = _DATELINE.match(text, start, sentence.end) or _in_capitals(text, Span(start, sentence.end))
    start = dateline.end() if dateline else start
    joined = _CONNECTIVE.match(text, start, sentence.end)
    if not joined or not _stands_alone(text[joined.end() : sentence.end]):
        return start
    inverted = joined[0] in _INVERTING and is_finite_verb(text[joined.end() : sentence.end].split(" ", 1)[0])
    return start if inverted else joined.end()


def lead(document: Document) -> int:
    """Return the place of the first sentence that says something: a split-off "LITTLE ROCK, Ark." does not."""
    first = document.sentences[0]
    empty = _NOTHING_ELSE.fullmatch(document.text, first.start, first.end)
    return int(empty is not None and len(document.sentences) > 1)


def _in_capitals(text: str, sentence: Span) -> re.Match[str] | None:
    found = _IN_CAPITALS.match(text, *sentence)
    return found if found and (not found[1] or found[1].title() in text) else None


def _stands_alone(rest: str) -> bool:
    """Whether the rest of a sentence is a statement that leans on nothing: no question, and no order."""
    return not leans(rest) and rest.split(" ", 1)[0].lower().replace("’", "'") not in AUXILIARIES
