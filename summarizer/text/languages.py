"""What is known of each language: its Snowball stemmer, its stop words, and whether words have spaces between them."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

NAMES = {
    "af": "Afrikaans", "am": "Amharic", "an": "Aragonese", "ar": "Arabic", "as": "Assamese", "az": "Azerbaijani",
    "be": "Belarusian", "bg": "Bulgarian", "bn": "Bengali", "br": "Breton", "bs": "Bosnian", "ca": "Catalan",
    "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German", "el": "Greek", "en": "English", "eo": "Esperanto",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fo": "Faroese",
    "fr": "French", "fy": "Frisian", "ga": "Irish", "gd": "Scottish Gaelic", "gl": "Galician", "gu": "Gujarati",
    "ha": "Hausa", "he": "Hebrew", "hi": "Hindi", "hr": "Croatian", "ht": "Haitian", "hu": "Hungarian",
    "hy": "Armenian", "id": "Indonesian", "ig": "Igbo", "is": "Icelandic", "it": "Italian", "ja": "Japanese",
    "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh", "kn": "Kannada", "ko": "Korean", "ku": "Kurdish",
    "ky": "Kyrgyz", "la": "Latin", "lb": "Luxembourgish", "lt": "Lithuanian", "lv": "Latvian", "mg": "Malagasy",
    "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi", "ms": "Malay", "mt": "Maltese",
    "nb": "Norwegian Bokmål", "ne": "Nepali", "nl": "Dutch", "nn": "Norwegian Nynorsk", "no": "Norwegian",
    "oc": "Occitan", "om": "Oromo", "or": "Odia", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto", "pt": "Portuguese",
    "qu": "Quechua", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "se": "Northern Sami", "si": "Sinhala",
    "sk": "Slovak", "sl": "Slovenian", "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian",
    "sv": "Swedish", "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "tk": "Turkmen", "tl": "Tagalog",
    "tr": "Turkish", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese",
    "vo": "Volapük", "wa": "Walloon", "xh": "Xhosa", "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip
"""ISO 639-1 code → English name, of the languages that are read."""

# ISO 639-1 code → algorithm of the Snowball project (snowballstem.org). Malay shares Indonesian's affixes.
_STEMMERS = {
    "ar": "arabic", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek", "en": "english",
    "es": "spanish", "et": "estonian", "eu": "basque", "fa": "persian", "fi": "finnish", "fr": "french", "ga": "irish",
    "hi": "hindi", "hu": "hungarian", "hy": "armenian", "id": "indonesian", "it": "italian", "lt": "lithuanian",
    "ms": "indonesian", "nb": "norwegian", "ne": "nepali", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian", "sv": "swedish",
    "ta": "tamil", "tr": "turkish",
}  # fmt: skip

# ISO 639-1 code → list in the package stop-words. English has a list of its own below: that package's takes content
# words ("bill", "case", "court") for stop words.
_STOP_LISTS = {
    "ar": "arabic", "bg": "bulgarian", "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "es": "spanish", "fi": "finnish", "fr": "french", "he": "hebrew", "hi": "hindi", "hu": "hungarian",
    "id": "indonesian", "it": "italian", "ko": "korean", "ms": "malaysian", "nb": "norwegian", "nl": "dutch",
    "nn": "norwegian", "no": "norwegian", "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian",
    "sk": "slovak", "sv": "swedish", "tr": "turkish", "uk": "ukrainian",
}  # fmt: skip

_ENGLISH = """
a about above after again against ago all along already also although always am amid among an and another any are
aren't around as at away back be became because become been before behind being below beneath beside besides between
beyond both but by can can't cannot come could couldn't did didn't do does doesn't doing don't done down during each
either else ever every few for from further get go had hadn't has hasn't have haven't having he he'd he'll he's her here
hers herself him himself his how however i i'd i'll i'm i've if in including indeed instead into is isn't it it's its
itself just least less let let's like made make many may maybe me meanwhile might more moreover most much must my myself
near neither never next no nor not now of off often on once one only onto or other others our ours ourselves out over
own per perhaps put quite rather really said same saw say says see seem seen several shall she she'd she'll she's should
shouldn't since so some soon still such take than that that's the their theirs them themselves then there there's
therefore these they they'd they'll they're they've this those though through throughout thus to together too toward
towards told took under until up upon us very via want was wasn't we we'd we'll we're we've well went were weren't what
what's when where whether which while who who's whom whose why will with within without won't would wouldn't yes yet you
you'd you'll you're you've your yours yourself yourselves
"""

WITHOUT_SPACES = frozenset({"zh", "ja"})
"""Languages whose words are not set apart, read by character bigrams."""

UNSUPPORTED = frozenset({"th", "km", "lo", "my", "bo", "dz"})
"""Languages written with neither spaces nor sentence marks."""


@cache
def stemmer(language: str) -> Callable[[str], str] | None:
    """Return the Snowball stemming function of a language, or None where there is none."""
    algorithm = _STEMMERS.get(language)
    if algorithm is None:
        return None
    import Stemmer

    # No cache of its own: words.py keeps one. stemWord holds the interpreter lock, so threads may share it.
    stem: Callable[[str], str] = Stemmer.Stemmer(algorithm, 0).stemWord
    return stem


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the words of a language, in lower case, that say nothing about a text's subject."""
    if language == "en":
        return frozenset(_ENGLISH.split())
    name = _STOP_LISTS.get(language)
    if name is None:
        return frozenset()
    from stop_words import get_stop_words

    return frozenset(word.lower() for word in get_stop_words(name))
