"""What agencies and papers print before the first words of an article, in languages other than English.

Closed forms, at the head of a paragraph only: a place with an agency, a paper or a day behind it, a place in capitals
and a dash, a reporter in brackets.
"""

from __future__ import annotations

import re

from summarizer.document import Span

_PLACE = r"[A-ZÀ-Þ][\w.’'/-]*(?:[ ,/]+[A-ZÀ-Þ][\w.’'/-]*){0,5}"
_IN_CAPITALS = r"[A-ZÀ-Þ]{3,}[A-ZÀ-Þ .’'-]*"
_DAY = r"(?:,? (?:le )?\d{1,2}\.?(?: de)? [^\W\d_]{3,10}\.?)?"
_IN_BRACKETS = r"\([A-Za-z][\w./ -]{1,25}\)"
# Known, for behind a person's name the brackets hold a party: "Anna Perrin (SPD) – Ministerin seit Mai – sagte".
_AGENCY = (
    r"\((?:[a-z]{2,4}|AFP|AP|Reuters|EFE|ANSA|ANP|APA|ATS|Antara|BBC|Belga|Bernama|CNN|DPA|EPD|Europa Press|KNA|Lusa"
    r"|NTB|Ritzau|(?:Keystone-)?SDA|Télam|TT|UPI|Xinhua)(?:[/-]\w+)*\)"
)
_DASH = r"\s*\.?\s?[—–-]{1,2}\s*"
# "JAKARTA, KOMPAS.com - ", "Liputan6.com, Jakarta - ".
_PAPER = r"[\w-]+\.(?:com|co\.id|co|id|net|tv)"
_LATIN = re.compile(
    # "Berlin (dpa) – ", "MADRID, 14 may (EFE).- ", "(ANSA) - ROMA, 14 MAG - ".
    rf"(?:{_PLACE}{_DAY} ?{_AGENCY}{_DASH}|{_IN_CAPITALS}{_DAY} ?{_IN_BRACKETS}{_DASH}"
    rf"|(?:{_AGENCY}{_DASH})?{_IN_CAPITALS}{_DAY}(?:, [\w.]{{2,20}}(?: [A-Z]\w+)?)?\s+[—–-]{{1,2}}\s+"
    rf"|(?:{_PAPER},? (?:[A-Z][\w-]+(?: [A-Z][\w-]+)?)?|[A-Z]\w+, {_PAPER})\s*(?:\([^()]{{1,20}}\))?\s*[—–-]{{1,2}}\s+)"
    r"(?![a-zß-ÿ ])(?=\S)"
)
# Indonesian and Malay papers print their name with a dash before the first word: "Rimanews - ", "JUARA.NET, MISANO - ".
_PAPER_FIRST = re.compile(r"(?:[A-Z][\w.]*+,? ){1,5}[—–-](?: ?[—–-])? (?=[A-Z])")
# "東京（時事）", "【ロンドン＝山田花子】", "［ワシントン 14日 ロイター］ ― ".
_JAPANESE = re.compile(
    r"(?:【[^】]{1,30}】|［[^］]{2,30}］\s*[―—-]*|[^\s、。（]{1,8}[（(](?:時事|共同|ロイター|AFP|CNN|AP)[^）)]{0,10}[）)])\s*"
)
# "新华社上海5月14日电（记者 李明）", "（中央社記者王小明台北14日電）", "本报讯（记者 李明）".
_CHINESE = re.compile(
    r"(?:[（(]中央社[^）)]{2,25}[電电][）)]|[^\s，。、]{2,12}?(?:\d{1,2}月)?\d{1,2}日[电電訊讯]|本\S{1,3}[讯訊](?=\s|[（(]))"
    r"\s*(?:[（(][^）)]{2,25}[）)])?\s*"
)
# "[서울=연합뉴스] 김기자 기자 = ", "(서울=연합뉴스) ".
_KOREAN = re.compile(r"[\[(][^\])=]{1,20}=[^\])]{1,20}[\])]\s*(?:[가-힣]{2,4}(?: [가-힣]{2,6})? = )?")
# "الرباط (رويترز) - ".
_ARABIC = re.compile(r"[\u0600-\u06ff]+(?: [\u0600-\u06ff]+){0,3} ?\([\u0600-\u06ff .]{2,20}\)\s*[—–:ـ-]+\s*(?=\S)")
# "МОСКВА, 14 мая — РИА Новости. ", "МИНСК, 14 мая /ТАСС/. ", "Москва. 14 мая. INTERFAX.RU - ".
_RUSSIAN = re.compile(
    r"(?:[А-ЯЁ]{3,}(?:[ -][А-ЯЁ]+)*, \d{1,2} [а-я]+(?: ?/ТАСС/\.?| [—–-] (?:РИА Новости|ТАСС)[.,]?| [—–-])"
    r"|[А-ЯЁ][а-яё-]+\. \d{1,2} [а-я]+\. [A-Z.]+ [—–-])\s+(?=\S)"
)
_OTHERS = {
    "ar": _ARABIC, "fa": _ARABIC, "ja": _JAPANESE, "ko": _KOREAN, "ru": _RUSSIAN, "uk": _RUSSIAN, "zh": _CHINESE,
}  # fmt: skip


def after_dateline(text: str, sentence: Span, language: str) -> int:
    """Return where a sentence of another language than English begins to say something."""
    start, end = sentence
    if start and text[start - 1] != "\n":
        return start
    found = _OTHERS.get(language, _LATIN).match(text, start, end)
    if not found and language in ("id", "ms"):
        found = _PAPER_FIRST.match(text, start, end)
    return found.end() if found and found.end() < end else start
