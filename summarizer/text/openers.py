"""Words of languages other than English that tie a sentence to the one before it, when they open it.

Closed lists of pronouns and of what stands for a whole statement, and of conjunctions and adverbs that join; a word
that is as often an article or an expletive ("das", "es", "het") is on none of them.
"""

from __future__ import annotations

import re
from functools import cache

_POINTING = {
    "da": "han|hun|dette",
    "no": "han|hun|dette",
    "sv": "han|hon|detta",
    "tr": "onlar|bunlar",
    "de": "er|sie(?! alle)|ihm|ihnen|ihre?|ihren|ihrer|seine?|seinen|seiner|damit|dabei|dafür|dagegen|dadurch|danach"
    "|dazu|davon|darüber|darin|daran|darauf|daraufhin|dies|dieser|dieses(?! Jahr)|diesen?(?! (?:Woche|Montag|Dienstag"
    "|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Sommer|Winter))|letztere[rs]?",
    "nl": "hij|zij|ze|hem|haar|hun|dit(?! (?:jaar|weekend|seizoen))|dat|deze(?! (?:week|maand|zomer|winter))|die"
    "|daarmee|daardoor|daarop|daarbij|daarvoor|daarover|daarvan|hiermee|hierdoor|hierop|volgens (?:hem|haar|hen)",
    "fr": "il(?! (?:y a|faut|s['’]agit|est|suffit|semble|reste)\\b)|elle|ils|elles|lui|cela|ceci|ça|c['’](?:est|était)"
    "|celui-ci|celle-ci|ceux-ci|celles-ci|cette dernière|ce dernier|selon (?:lui|elle|eux)",
    "es": "él|ella|ellos|ellas|esto|eso|ello|aquello|estos|estas|esos|esas|ese|esa|dicho|dicha|según él|según ella"
    "|su|sus",
    "it": "lui|lei|egli|essi|esse|loro|ciò|questo|questi|queste|quest['’]ultim[oa]|secondo (?:lui|lei)",
    "pt": "ele|ela|eles|elas|isso|isto|aquilo|esses?|essas?|segundo (?:ele|ela)|seus?|suas?",
    "id": "ia|dia|mereka|beliau|ini|itu|hal (?:itu|ini|tersebut)|menurutnya|katanya|ujarnya|tuturnya|imbuhnya"
    "|jumlah (?:itu|ini|tersebut)",
}
"""What stands for something said before."""
_JOINING = {
    "de": "und|aber|doch|denn|sondern|jedoch|allerdings|dennoch|trotzdem|deshalb|deswegen|daher|darum|außerdem|zudem"
    "|stattdessen|hingegen|seitdem|also|somit|sonst",
    "nl": "en|maar|want|dus|toch|echter|bovendien|vervolgens|daarom|daarna|daarnaast|ook",
    "fr": "et|mais|donc|or|car|ainsi|pourtant|cependant|toutefois|ensuite|puis|en revanche|par ailleurs|de plus",
    "es": "y|pero|además|también|así|entonces|sin embargo|no obstante|por (?:eso|ello)|por otro lado",
    "it": "e|ma|però|quindi|inoltre|così|poi|infatti|tuttavia|per questo|anche",
    "pt": "e|mas|porém|então|assim|também|depois|contudo|entretanto|no entanto|por isso|além disso",
    "id": "dan|namun|tetapi|tapi|selain itu|sementara itu|(?:oleh )?karena itu|dengan demikian"
    "|meski (?:begitu|demikian)|akibatnya|kemudian|lalu|bahkan|di sisi lain",
}
"""What joins a sentence to the one before."""
_SAME = {"ms": "id"}


def points_back(sentence: str, language: str) -> bool:
    """Whether a sentence opens with a word for something said before; never in a language without a list."""
    return _opens(_POINTING, language, sentence)


def joins_on(sentence: str, language: str) -> bool:
    """Whether a sentence opens by joining itself to the one before; never in a language without a list."""
    return _opens(_JOINING, language, sentence)


def _opens(lists: dict[str, str], language: str, sentence: str) -> bool:
    name = _SAME.get(language, language)
    return name in lists and _compiled(lists[name]).match(sentence) is not None


@cache
def _compiled(words: str) -> re.Pattern[str]:
    return re.compile(rf"[\"“„«‘'(\[—–-]*\s*(?:{words})(?![\w-])", re.IGNORECASE)
