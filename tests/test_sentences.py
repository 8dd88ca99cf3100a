"""Sentences: what is split, what is kept together, and that nothing is lost whatever the text."""

from __future__ import annotations

import gzip
import json
import lzma
import time
from pathlib import Path

import pytest
from boundaries import boundary_f1, exact_matches, join, read_paragraphs
from hypothesis import given
from hypothesis import strategies as st

from summarizer.document import Span
from summarizer.text.sentences import split
from summarizer.training.punkt import main

DATA = Path(__file__).parents[2] / "shared" / "data" / "sentences"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="the evaluation data is not here")

# A bar stands where one sentence ends and the next begins; the text has a space there.
ENGLISH = {
    "plain sentences": "The council met. | It voted twice! | Why did it? | Nobody said.",
    "titles": "Sen. John Doe met Dr. Roe. | Gov. Poe, Lt. Col. Moe and Mrs. Low came.",
    "initials": "J.K. Doe and George W. Roe left. | Albert I. Poe and P. Diddy stayed.",
    "the pronoun is no initial": "We won, you and I. | Did you see it?",
    "a letter before a starter": "They ran out of vitamin C. | The shelves were bare.",
    "hours before a name": "It begins at 9 a.m. Monday and ends at 5 p.m. ET, or 2 p.m. Pacific time.",
    "hours before a sentence": "The doors close at 6 p.m. | Police expect a crowd.",
    "a country in a name": "The U.S. Army and the U.S. Forest Service agreed with the U.K. Government.",
    "a country at the end": "She moved to the U.S. | The firm followed. | He likes the U.K. | Shares fell.",
    "a capital": "He lives in Washington, D.C. | The mayor does not. | D.C. Mayor Poe came.",
    "saints and streets": "St. Petersburg is far from Main St. | The road is long. | Mt. Doom smokes.",
    "companies": "Acme Inc. said it bought Bolt Corp. Ltd. for cash. | It is owned by Nut Co. | Shares rose.",
    "a company with a mark": "She left Yahoo! Inc. in May. | He likes Yahoo! in general.",
    "states": "He spoke in Tampa, Fla. | The crowd cheered. | Doe, R-Ariz., did not.",
    "numbers": "It cost $3.5 million. | No. 5 won. | See No. 12, pp. 4-5 and vol. II. | She said no. | They left.",
    "versions": "Version 4.7.1 is out. | Use 5.0 instead.",
    "months": "It opens on Jan. 5. | It closed in Dec. | The owner wept.",
    "cases at law": "The ruling in Doe v. Roe stands. | It was Poe vs. Moe again.",
    "and so on": "Pens, ink, etc. are sold. | He sells pens, ink, etc. | The shop is open.",
    "degrees": "A Ph.D. candidate spoke. | She has a Ph.D. | The dean has none.",
    "quotations": '"We know," she said. | "We do." | "You do not!" | They laughed.',
    "attribution behind a question": '"Is it true?" she asked. | "Never!" Doe said. | "Go away!" | He did.',
    "curly quotation marks": "“It is over.” | ‘No.’ | He nodded.",
    "brackets": "He won (again.) | She lost (see above). | They drew.",
    "a sentence in brackets inside": "He teaches (he studied for years.) at the school.",
    "an ellipsis that goes on": "I was ... well, not sure. | It was…odd, and see...so. | Then it ended... | We left.",
    "an ellipsis in brackets": "They [...] agreed to the plan. | It held.",
    "a leading ellipsis": "... And then it rained.",
    "marks that run on": "What?! | No way!! | Really?? | Yes.",
    "addresses": "Write to Jane.Doe@example.com or see https://www.example.com/A.Html?q=B. | It is free.",
    "domains": "Shares of Amazon.Com rose. | Visit news.example.co.uk today.",
    "tickers": "The Composite .IXIC rose and Japan's .Nikkei fell.",
    "files": "Open readme.Txt and photo.JPG first. | Then read on.",
    "acronyms": "The U.S.A and a Ph.D and U.S.-led troops and St.Mary, J.Doe and One.Tel.",
    "a dateline without a space": "(CNN)Share prices fell. | (CNN)The vote is over.",
    "lower-case brands": "Sales rose. | iPhones led. | eBay fell.",
    "careless typing": "the place is great. | the food is better. | go there.",
    "notes": "It grew fast.[3] | Then it shrank. [4] | It is gone.",
    "a numbered heading": "3. The plan works. | It is cheap.",
    "a list in one line": "1) Buy milk | 2) Sell eggs | 3) Rest",
    "a list of sentences in one line": "1. Buy milk. | 2. Sell eggs. | 3. Rest.",
    "a lettered list": "a. Buy milk | b. Sell eggs | c. Rest",
    "bullets in one line": "• Buy milk | • Sell eggs | • Rest",
    "figures are no list": "1. We met 2 of them and 3 more. | That was it.",
    "dashes": "Then -- boom! -- it fell. | -- It was loud.",
    "a postscript": "P.S. The shop is shut. | Go elsewhere.",
    "a smiley": "Love it. :) | Come back soon.",
}

LANGUAGES = [
    ("de", "Am 3. Oktober kam Dr. Weiß z. B. mit 3 Mio. Euro. | Es war im Jahr 2004. | Das war viel."),
    ("de", "Er sagte: „Das ist gut.“ | Danach ging er. | Nr. 5 lebt, d. h. sie atmet."),
    ("fr", "M. Petit a dit : « Bonjour. » | Il est parti avec Mme Roux. | Les chats, p. ex. les noirs, dorment."),
    ("fr", "Il habite bd. Voltaire. | Pourquoi ? | Parce que !"),
    ("es", "El Sr. López vive en EE.UU. desde 1990. | ¿Qué pasa? | ¡Nada! | Llegó a las 5 p.m. | El perro no."),
    ("pt", "O Sr. Silva chegou. | A Dra. Lima saiu. | Ver pág. 5."),
    ("it", "Il Sig. Rossi è qui. | La Dott.ssa Bianchi no. | Vedi pag. 5."),
    ("nl", "Dhr. Smit en mevr. Bos zijn er, o.a. vandaag. | De rest niet."),
    ("id", "Ir. Budi, S.H. M.Si. tinggal di Jl. Melati No. 5. | Beras, gula, dsb. | Namun ia pergi."),
    ("ms", "Syarikat Maju Sdn. Bhd. untung. | En. Ali dan Pn. Siti gembira. | Menurut Dr. Tan, ia baik."),
    ("ru", "Это было в 2012 г. | Он уехал. | Проф. Иванов остался."),
    ("hi", "यह एक वाक्य है। | डॉ. शर्मा आए। | ठीक है।"),
    ("ur", "یہ ایک جملہ ہے۔ | کیا حال ہے؟ | ٹھیک ہے۔"),
    ("ar", "هل جاء د. أحمد؟ | نعم جاء. | ثم ذهب."),
    ("en-GB", "Mr. Doe left. | He went home."),
    ("xx", "Mr. Doe left. | He went home."),
]

UNSPACED = [
    ("zh", ["他说：“你好。”", "然后离开了。", "真的吗？", "是的！", "完。"]),
    ("zh", ["你好吗?", "我很好!", "好。"]),
    ("ja", ["「今日は。」と彼は言った。", "明日は雨です。", "本当？"]),
    ("en", ["The talks ended.", "The sides agreed in 2012.", "They met NATO.", "The rest left."]),
    ("en", ['She said: "It is over."', "They left.", '"Good," he said.']),
    ("en", ["They left.", "“Good,” he said."]),
    ("en", ['He fell "near China."', "Doctors came on Sunday.", "Ramesh stayed (in town).", "India won."]),
    ("en", ["It was late...", "They went home."]),
    ("en", ["The talks ended.", "BBC reporters left.", "Following the vote, all left."]),
]

any_text = st.one_of(
    st.text(),
    st.text(alphabet="aA1.!?…。\"'”“)([ \n\t\u00a0-•_=,:", max_size=60),
    st.lists(
        st.sampled_from(["U.S.", "Mr.", "p.m.", "the", "The", "1.", "2)", '"', "No.", "?", "\n\n", "...", "»", "I"])
    ).map(" ".join),
)


def quotes(text: str, language: str = "en") -> list[str]:
    return [text[start:end] for start, end in split(text, language=language)]


@pytest.mark.parametrize("case", ENGLISH)
def test_english_is_split_where_sentences_end(case: str) -> None:
    expected = ENGLISH[case].split(" | ")
    assert quotes(" ".join(expected)) == expected


@pytest.mark.parametrize(("language", "text"), LANGUAGES)
def test_other_languages_have_their_own_abbreviations_and_marks(language: str, text: str) -> None:
    expected = text.split(" | ")
    assert quotes(" ".join(expected), language) == expected


@pytest.mark.parametrize(("language", "sentences"), UNSPACED)
def test_sentences_are_parted_where_no_space_does_it(language: str, sentences: list[str]) -> None:
    assert quotes("".join(sentences), language) == sentences


def test_a_blank_line_always_ends_a_sentence() -> None:
    assert quotes("no stop\n\nMr.\n \t\nDoe") == ["no stop", "Mr.", "Doe"]


def test_a_single_line_break_ends_a_sentence_only_where_the_text_does() -> None:
    assert quotes("A line that\ngoes on. It\nends.\nThen more") == ["A line that\ngoes on.", "It\nends.", "Then more"]


def test_a_line_that_opens_with_a_list_mark_opens_a_sentence() -> None:
    assert quotes("We need:\n- milk\n- eggs\n2. bread") == ["We need:", "- milk", "- eggs", "2. bread"]


def test_a_typed_rule_ends_what_stands_before_it() -> None:
    assert quotes("The end _______ Next item") == ["The end _______", "Next item"]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\t"])
def test_text_without_words_has_no_sentences(text: str) -> None:
    assert split(text) == []


@given(any_text, st.sampled_from(["en", "de", "fr", "ja", "und"]))
def test_no_character_is_lost_and_spans_are_in_order_and_stripped(text: str, language: str) -> None:
    end_before = 0
    for start, end in split(text, language=language):
        assert end_before <= start < end
        assert not text[end_before:start].strip()
        assert text[start:end] == text[start:end].strip()
        end_before = end
    assert not text[end_before:].strip()


@given(any_text, any_text, any_text)
def test_nothing_outside_the_range_is_looked_at(before: str, text: str, after: str) -> None:
    shift = len(before)
    inside = split(before + text + after, shift, shift + len(text))
    assert inside == [Span(start + shift, end + shift) for start, end in split(text)]


@given(any_text)
def test_splitting_is_deterministic_and_a_blank_line_between_sentences_changes_nothing(text: str) -> None:
    sentences = quotes(text)
    assert quotes(text) == sentences
    parted = quotes("\n\n".join(sentences))
    assert len(parted) >= len(sentences)
    assert "".join("".join(parted).split()) == "".join("".join(sentences).split())


HOSTILE = {
    "full stops": "." * 100_000,
    "full stops apart": ". " * 100_000,
    "stops and letters": "a." * 100_000,
    "capitals and stops": "A.B " * 100_000,
    "quotation marks": '."' * 100_000,
    "opening brackets": ". " + "(" * 100_000,
    "closing brackets": "." + ")" * 100_000 + "x",
    "spaces": "a." + " " * 1_000_000 + "b",
    "lines": "\n \t" * 300_000,
    "dashes": ("." + " " + "-" * 300) * 1_000,
    "list marks": "1. " * 100_000,
    "bullets": "• " * 100_000,
    "abbreviations": "Mr. Inc. U.S. " * 50_000,
    "abbreviations in lines": "Mr.\n" * 100_000,
    "one word": "x" * 5_000_000,
    "one line": "The quick brown fox said no. " * 172_500,
    "one line without spaces": "TheQuickBrownFox.Said" * 240_000,
    "underscores": "_" * 100_000 + "=" * 100_000,
    "questions and quotations": '"?Said A ' * 100_000,
    "names without end": '." ' + "Aaaa " * 200_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_split_in_linear_time(name: str) -> None:
    started = time.process_time()
    spans = split(HOSTILE[name])
    assert time.process_time() - started < 5  # a quadratic scan takes minutes
    assert sum(len(HOSTILE[name][start:end].split()) for start, end in spans) >= len(HOSTILE[name].split())


@pytest.mark.parametrize(
    "text", ["A\x00b. C\x00. D", "\ud800. \udfff! A", "🎉. 🎊! 👩‍👩‍👧. Yes", "שלום. מה שלומך? טוב."]
)
def test_odd_characters_are_kept(text: str) -> None:
    assert "".join("".join(quotes(text)).split()) == "".join(text.split())
    assert len(quotes(text)) > 1


def test_boundary_f1_counts_boundaries_inside_paragraphs_only() -> None:
    assert join(["Ab.", "C."]) == ("Ab. C.", {3})
    paragraphs = [["Ab.", "C.", "D."], ["Only one."]]
    score = boundary_f1(lambda text: [(0, 3), (4, len(text))] if text[0] == "A" else [(0, len(text))], paragraphs)
    assert score == (1.0, 0.5, 2 / 3)


def test_training_learns_abbreviations_and_ordinary_words_and_writes_the_same_bytes_again(tmp_path: Path) -> None:
    towns = ["Aber", "Bere", "Cole", "Dunn", "Esse", "Fell", "Gare", "Hove"]
    text = " ".join(
        f"The mayor of {a} met Xdr. {b} there. They ate fish, said the mayor." for a in towns for b in towns
    )
    (tmp_path / "news.jsonl").write_text(json.dumps({"text": text}) + "\n")
    outputs = [tmp_path / "first.json.gz", tmp_path / "second.json.gz"]
    for output in outputs:
        assert main([str(tmp_path / "news.jsonl"), "--output", str(output)]) == 0
    learned = json.loads(gzip.decompress(outputs[0].read_bytes()))
    assert "xdr" in learned["abbreviations"].split("\n")
    assert "mayor" in learned["ordinary"].split("\n")
    assert "aber" not in learned["ordinary"].split("\n")
    assert outputs[0].read_bytes() == outputs[1].read_bytes()


@needs_data
@pytest.mark.parametrize(("name", "floor"), [("gum-dev", 0.965), ("ewt-dev", 0.90)])
def test_boundaries_inside_paragraphs_reach_the_floor(name: str, floor: float) -> None:
    assert boundary_f1(split, read_paragraphs(DATA / f"{name}.jsonl.xz")).f1 >= floor


@needs_data
def test_hard_english_cases_reach_the_floor() -> None:
    with lzma.open(DATA / "golden-english.jsonl.xz", "rt", encoding="utf-8") as lines:
        cases = [(case["text"], case["sentences"]) for case in map(json.loads, lines)]
    assert len(cases) == 48
    assert exact_matches(split, cases) >= 44
