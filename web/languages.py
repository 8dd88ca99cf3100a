"""Languages by name, for people who choose one: those that have an ISO 639-1 code and that the detector knows."""

from __future__ import annotations

from functools import cache

from pydantic import Field

from summarizer.records import Record
from summarizer.text.languages import WITHOUT_SPACES, stemmer, stop_words

# English names of ISO 639-1.
_NAMES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "az": "Azerbaijani", "be": "Belarusian", "bg": "Bulgarian",
    "bn": "Bengali", "bs": "Bosnian", "ca": "Catalan", "cs": "Czech", "cy": "Welsh", "da": "Danish", "de": "German",
    "el": "Greek", "en": "English", "eo": "Esperanto", "es": "Spanish", "et": "Estonian", "eu": "Basque",
    "fa": "Persian", "fi": "Finnish", "fo": "Faroese", "fr": "French", "fy": "Frisian", "ga": "Irish",
    "gd": "Scottish Gaelic", "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "he": "Hebrew", "hi": "Hindi",
    "hr": "Croatian", "ht": "Haitian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "ig": "Igbo",
    "is": "Icelandic", "it": "Italian", "ja": "Japanese", "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh",
    "kn": "Kannada", "ko": "Korean", "ku": "Kurdish", "ky": "Kyrgyz", "lb": "Luxembourgish", "lt": "Lithuanian",
    "lv": "Latvian", "mg": "Malagasy", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "nb": "Norwegian Bokmål", "ne": "Nepali", "nl": "Dutch",
    "nn": "Norwegian Nynorsk", "om": "Oromo", "or": "Odia", "pa": "Punjabi", "pl": "Polish", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "si": "Sinhala", "sk": "Slovak",
    "sl": "Slovenian", "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish",
    "sw": "Swahili", "ta": "Tamil", "te": "Telugu", "tg": "Tajik", "tk": "Turkmen", "tl": "Tagalog",
    "tr": "Turkish", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "xh": "Xhosa",
    "yo": "Yoruba", "zh": "Chinese", "zu": "Zulu",
}  # fmt: skip


class Language(Record):
    """A language that is read, and what is known of it."""

    code: str = Field(description="ISO 639-1 code.")
    name: str = Field(description="English name.")
    stop_words: bool = Field(description="Whether its function words are known.")
    stemming: bool = Field(description="Whether its word forms are reduced to stems.")
    spaces: bool = Field(
        description="Whether words have spaces between them; if not, it is read by pairs of characters."
    )


@cache
def languages() -> tuple[Language, ...]:
    """Return every language with a name here, by name."""
    return tuple(
        Language(
            code=code,
            name=name,
            stop_words=bool(stop_words(code)),
            stemming=stemmer(code) is not None,
            spaces=code not in WITHOUT_SPACES,
        )
        for code, name in sorted(_NAMES.items(), key=lambda item: item[1])
    )


def language_name(code: str) -> str:
    """Return the English name of a language, or its code where we have no name for it."""
    return "not known" if code == "und" else _NAMES.get(code, code)
