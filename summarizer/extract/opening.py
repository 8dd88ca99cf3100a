"""What stands before a sentence proper: an agency's dateline, and words that join it to the sentence before.

Nothing that is said is lost with them. English; closed lists.
"""

from __future__ import annotations

import re

from summarizer.document import Span
from summarizer.text.discourse import leans
from summarizer.text.grammar import AUXILIARIES

_PLACE = r"[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,5}"
_AGENCY = r"(?:CNN|CNN Business|Reuters|AP|AFP|UPI|ANI|IANS|PTI|Xinhua|Bernama|dpa|BBC|PA|CNET|Mashable|Rolling Stone)"
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}))?"
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
    rf"|{_PLACE} \([A-Z][\w. ]{{1,30}}\) [—–-]{{1,2}} (?![a-z])"
    rf"|[A-Z]{{3,}}[A-Z .'’-]*(?:, [A-Z][\w. ]{{2,20}})?{_DATE} [—–-]{{1,2}} "
    rf"|(?:{_CITIES})(?:/[A-Z]{{2,}}(?: [A-Z]{{2,}})?)?(?:, [A-Z][a-z]+\.?)? (?=(?:[A-Z]\.)|[A-Z]?[a-z]| |A ))(?=\S)"
)
_CONNECTIVE = re.compile(
    r"(?:(?:And|But|Yet|So|Nor)(?: (?:then|yet|still))?,? (?!far\b|much\b|many\b|that\b|if\b)"
    r"|(?:(?:And|But|Yet|So) )?(?:(?i:However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless"
    r"|Still|Also|Indeed|Instead|Then|Thus|Hence|Therefore|Consequently|Accordingly|Conversely|Similarly|Likewise"
    r"|Besides|Plus|Afterwards?|In addition|In turn|In fact|At the same time|For example|For instance|As a result"
    r"|Of course|On the other hand|That said|Even so|By contrast|In contrast|In the meantime|To that end|After that)), "
    r"|(?:Instead|Meanwhile) (?=[A-Z][a-z]+ ))"
)


def begin(text: str, sentence: Span) -> int:
    """Return where an English sentence begins to say something, where the rest leans on nothing before it."""
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    start = dateline.end() if dateline else sentence.start
    joined = _CONNECTIVE.match(text, start, sentence.end)
    return joined.end() if joined and _stands_alone(text[joined.end() : sentence.end]) else start


def _stands_alone(rest: str) -> bool:
    """Whether the rest of a sentence is a statement that leans on nothing: no question, and no order."""
    return not leans(rest) and rest.split(" ", 1)[0].lower().replace("’", "'") not in AUXILIARIES
