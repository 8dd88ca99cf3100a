"""Words of languages other than English that tie a sentence to the one before it, when they open it.

Closed lists of pronouns and of what stands for a whole statement, of verbs of speech without a speaker, and of
conjunctions and adverbs that join; a word that is as often an article or an expletive ("das", "es", "het") is on none.
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
    "|Mittwoch|Donnerstag|Freitag|Samstag|Sonntag|Sommer|Winter))|letztere[rs]?|deren|dessen|demnach|dort"
    "|es handelt sich|das (?:teilten?|sagten?|erklärten?|berichteten?|gab(?:en)?|geht|ging|ergab|zeigte?|meldeten?)",
    "nl": "hij|zij|ze|hem|haar|hun|dit(?! (?:jaar|weekend|seizoen))|dat|deze(?! (?:week|maand|zomer|winter))|die"
    "|daarmee|daardoor|daarop|daarbij|daarvoor|daarover|daarvan|hiermee|hierdoor|hierop|volgens (?:hem|haar|hen)",
    "fr": "il(?! (?:y a|faut|s['’]agit|est|suffit|semble|reste)\\b)|elle|ils|elles|lui|cela|ceci|ça|c['’](?:est|était)"
    "|celui-ci|celle-ci|ceux-ci|celles-ci|cette dernière|ce dernier|selon (?:lui|elle|eux)",
    "es": "él|ella|ellos|ellas|esto|eso|ello|aquello|estos|estas|esos|esas|ese|esa|dicho|dicha|según él|según ella"
    "|su|sus|(?:añadió|agregó|explicó|señaló|dijo|indicó|afirmó|aseguró|precisó|destacó|apuntó|subrayó|recordó|advirtió)"
    "(?= (?:que|además|también)\\b)",
    "it": "lui|lei|egli|essi|esse|loro|ciò|questo|questi|queste|quest['’]ultim[oa]|secondo (?:lui|lei)"
    "|(?:ha )?(?:aggiunto|aggiunge|spiega|spiegato|precisato|detto)(?= che\\b)",
    "pt": "ele|ela|eles|elas|isso|isto|aquilo|esses?|essas?|segundo (?:ele|ela)|seus?|suas?"
    "|(?:acrescentou|disse|afirmou|explicou|destacou|informou)(?= que\\b)",
    "id": "ia|dia|mereka|beliau|ini|itu|hal (?:itu|ini|tersebut)|menurutnya|katanya|ujarnya|tuturnya|imbuhnya"
    "|jumlah (?:itu|ini|tersebut)",
    "ru": "он|она|они|это|его|её|ее|их|по (?:его|её|ее|их) словам|об этом",
    "ar": "[وف]?(?:أضاف|قال|أوضح|أكد|أشار|تابع|ذكر|لفت|صرح|شدد)ت? (?:[أإ]ن(?:ه|ها|هم)?|إلى|قائلا|قائلة)"
    "|و?(?:هو|هي|هم|ذلك)",
    "ja": "彼(?:ら|女)?|同(?:氏|社|省|庁|市|県|国|党|紙|署)|これ|それ|この|その|こうした|そうした",
    "zh": "[他她它]们?|此举|此事|这|其(?!实|中)|该",
    "ko": "그(?:는|가|의|녀는|들은)|이(?:는|에|를|로|날)|이에 대해",
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
    "|meski (?:begitu|demikian)|akibatnya|kemudian|lalu|bahkan|di sisi lain"
    "|(?:ia|dia|beliau) (?:juga |pun )?(?:menambahkan|mengatakan|menjelaskan|menyebut(?:kan)?|menuturkan|mengungkapkan"
    "|menegaskan|menilai|mengaku|berharap)",
    "ru": "и|а|но|однако|также|кроме того|поэтому|при этом|между тем|затем|потом|тем не менее",
    "ar": "و?(?:لكن|كما|بينما)|في المقابل|من جهة أخرى|[وف]?بالتالي|إضافة إلى ذلك",
    "ja": "また|しかし|一方|さらに|だが|ただ|なお|そして|このため|そのため|それでも",
    "zh": "此外|另外|对此|与此同时|同时|但|不过|然而|因此|而且|据介绍|据悉",
    "ko": "그러나|하지만|또|또한|한편|다만|이어|따라서|그리고",
}
"""What joins a sentence to the one before; in Indonesian so does who goes on speaking."""
_NAMELESS = {
    "de": r"[«»“”\"],? (?:sagte?|erklärte|meinte|betonte|so) (?:er|sie)\b",
    "fr": r"\b(?:a|ajoute|dit|explique|précise|poursuit|conclut)-t?-?(?:il|elle)\b",
    "id": r"\b(?:kata|ujar|tutur|ungkap|jelas|imbuh)(?:nya| dia| ia)\b",
    "nl": r"['’”\"],? (?:zei|zegt|aldus) (?:hij|ze|zij)\b",
}
"""How a pronoun is said to have spoken, behind its words."""
_SAME = {"ms": "id"}
_WITHOUT_SPACES = ("ja", "zh")


def points_back(sentence: str, language: str) -> bool:
    """Whether a sentence opens with a word for something said before; never in a language without a list."""
    return _opens(_POINTING, language, sentence)


def joins_on(sentence: str, language: str) -> bool:
    """Whether a sentence opens by joining itself to the one before; never in a language without a list."""
    return _opens(_JOINING, language, sentence)


def is_nameless(sentence: str, language: str) -> bool:
    """Whether a sentence gives somebody's words to a pronoun; never in a language without a list."""
    pattern = _NAMELESS.get(_SAME.get(language, language))
    return pattern is not None and re.search(pattern, sentence) is not None


def _opens(lists: dict[str, str], language: str, sentence: str) -> bool:
    name = _SAME.get(language, language)
    return name in lists and _compiled(lists[name], spaced=name not in _WITHOUT_SPACES).match(sentence) is not None


@cache
def _compiled(words: str, *, spaced: bool) -> re.Pattern[str]:
    end = r"(?![\w-])" if spaced else ""
    return re.compile(rf"[\"“„«‘'(\[—–-]*\s*(?:{words}){end}", re.IGNORECASE)
