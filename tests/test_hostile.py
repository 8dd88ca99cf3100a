"""Input that nobody meant kindly: an answer or a typed error, never anything else, and in bounded memory."""

from __future__ import annotations

import subprocess
import sys

import pytest
from articles import CHINESE, NEWS

from summarizer import Summarizer, Summary, Verdict
from summarizer.errors import TooLargeError, UnusableArticleError, UsageError

SUMMARIZER = Summarizer(engine="extractive")
ARABIC = (
    "أعلن مجلس المدينة يوم الثلاثاء أنه سيعيد بناء المنارة القديمة بالحجر المحلي. وقال رئيس البلدية إن التكلفة ستبلغ "
    "مليوني دينار. ولم يصب أحد بأذى في العاصفة التي ضربت الساحل في فبراير. وحذر عضو المجلس من أن المتطوعين قد لا "
    "يلتزمون بقواعد السلامة. وستبدأ الأعمال في مايو وتستمر ستة أشهر على الأقل."
)
REPEATED = "The council of Harlow Bay voted on Tuesday to rebuild the old lighthouse by hand."

ANSWERED = {
    "null bytes": NEWS.replace(" ", "\x00 "),
    "lone surrogates": NEWS.replace("ee", "e\ud800e").replace("oo", "o\udfffo"),
    "byte-order marks and soft hyphens": "\ufeff" + NEWS.replace("li", "l\u00adi\u200b"),
    "carriage returns alone": NEWS.replace("\n", "\r"),
    "no-break spaces": NEWS.replace(" ", "\u00a0"),
    "bidirectional overrides": NEWS.replace("lighthouse", "\u202elighthouse\u202c"),
    "right to left": ARABIC,
    "emoji in every sentence": NEWS.replace(". ", ". 👩‍👩‍👧‍👦 🎉 "),
    "a million spaces": " " * 1_000_000 + NEWS,
    "a million newlines": NEWS + "\n" * 1_000_000,
    "one line": " ".join(NEWS.split()) * 40,
    "Chinese without an end": CHINESE.replace("\n", "") * 100,
}
REFUSED = {
    "twenty thousand identical sentences": f"{REPEATED} " * 20_000,
    "twenty thousand identical paragraphs": f"{REPEATED}\n\n" * 20_000,
    "nothing": "",
    "white space": " \n\t\u00a0\u2028",
    "surrogates only": "\ud800" * 10_000,
    "punctuation only": ".!?,;: " * 20_000,
    "one mark": "." * 300_000,
    "digits only": "1234567890 " * 20_000,
    "emoji only": "👍🎉🙏 " * 5_000,
    "one word": "a" * 2_000_000,
    "one word over and over": "word " * 100_000,
    "a hundred thousand words without a mark": "The " + "lamp mason reef vote harbour stone " * 17_000,
    "open brackets": "(" * 100_000,
    "accents without letters": "\u0301" * 100_000,
}


def answer(text: str) -> Summary:
    summary = SUMMARIZER.summarize(text)
    whole = SUMMARIZER.document(text).text
    for statement in (summary.headline, summary.summary, *summary.highlights):
        assert statement.text
        for context in statement.contexts:
            assert whole[context.offset : context.offset + context.length] == context.quote
    summary.model_dump_json().encode("utf-8")
    return summary


@pytest.mark.parametrize("kind", sorted(ANSWERED))
def test_an_article_with_something_odd_in_it_is_answered(kind: str) -> None:
    assert answer(ANSWERED[kind]).highlights


@pytest.mark.parametrize("kind", sorted(REFUSED))
def test_what_is_no_article_is_refused_with_a_verdict(kind: str) -> None:
    with pytest.raises(UnusableArticleError) as caught:
        SUMMARIZER.summarize(REFUSED[kind])
    assert caught.value.verdict in set(Verdict) - {Verdict.ARTICLE}
    assert len(caught.value.detail) < 300


def test_a_hundred_thousand_paragraphs_are_over_the_limit() -> None:
    with pytest.raises(TooLargeError, match="100,000 paragraphs"):
        SUMMARIZER.summarize("\n\n".join(["reef", "lamp", "mason", "vote"] * 25_000))


def test_five_megabytes_on_one_line_are_over_the_limit() -> None:
    with pytest.raises(TooLargeError, match="5,000,000 characters"):
        SUMMARIZER.summarize("word " * 1_000_000)


@pytest.mark.parametrize("title", ["\x00", "\ud800", "a" * 1_000, "<script>", "👍", "\n", "—"])
def test_any_title_is_kept_or_is_none(title: str) -> None:
    summary = SUMMARIZER.summarize(NEWS, title=title)
    assert summary.headline.text
    summary.model_dump_json().encode("utf-8")


def test_a_title_longer_than_any_is_wrong_use() -> None:
    with pytest.raises(UsageError, match="1,000 characters") as caught:
        SUMMARIZER.summarize(NEWS, title="a" * 1_001)
    assert caught.value.pointer == "/title"


def test_a_book_of_sixty_thousand_words_stays_under_half_a_gigabyte() -> None:
    code = """
import random, re
from pathlib import Path
from summarizer import Summarizer
dice = random.Random(7)
rare = ["".join(dice.choices("abcdefghijklmnoprstu", k=dice.randint(3, 9))) for _ in range(9000)]
common = "the of and to in a is that for it was on with as by at from".split()
def sentence():
    words = [dice.choice(common if dice.random() < 0.4 else rare) for _ in range(dice.randint(8, 30))]
    return " ".join(words).capitalize() + "."
text = "\\n\\n".join(" ".join(sentence() for _ in range(4)) for _ in range(800))
summary = Summarizer(engine="extractive").summarize(text)
# The process's own peak: ru_maxrss would start from that of the test run which it was forked from.
peak = re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]
print(summary.document.words, len(summary.highlights), peak)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    words, highlights, kilobytes = map(int, done.stdout.split())
    assert words > 55_000
    assert highlights == 4
    assert kilobytes < 500 * 1024
