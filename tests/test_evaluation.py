"""The evaluation reads what it is given, counts honestly, and draws a page that stands alone."""

from __future__ import annotations

import gzip
import json
import lzma
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summarizer import Summarizer
from summarizer.errors import SourceError, UnknownEngineError, UsageError
from summarizer.evaluation import compression, quality, systems
from summarizer.evaluation.bootstrap import mean_interval, ratio_interval
from summarizer.evaluation.charts import gap_chart, length_chart, places_chart
from summarizer.evaluation.datasets import Example, read_examples
from summarizer.evaluation.evaluate import LEAD, ORACLE, Plan, rows, run, trim_rows
from summarizer.evaluation.headlines import headline_rows
from summarizer.evaluation.measure import BINS, measure
from summarizer.evaluation.page import render_html, write_html
from summarizer.evaluation.report import Report, to_json
from summarizer.evaluation.rouge import tokens
from summarizer.evaluation.systems import Answer
from summarizer.evaluation.table import render_text
from summarizer.settings import Settings

ARTICLES = Path(__file__).parent / "quality" / "articles.jsonl"
SETTINGS = Settings()
EXTRACTIVE = Summarizer(SETTINGS, engine="extractive", highlights=3, fallback=False)
FERRY = Example(
    id="ferry",
    title="Ferry runs aground",
    text="A ferry ran aground near Kilbrae on Sunday. Nobody was hurt. The owner blamed a buoy that had drifted.\n"
    "Sailings stopped for the night. Divers will look at the hull of the Lady Fionn on Monday.",
    highlights=("Ferry ran aground near Kilbrae", "Divers will look at the hull on Monday"),
)
BRIDGE = Example(
    id="bridge",
    text="The bridge at Hexley shut on Friday. A crack was found by a painter. Drivers face a detour of nine miles.\n"
    "Engineers hope to open one lane in May.",
    highlights=("A painter found a crack in Hexley bridge", "One lane may open in May"),
)


def written(path: Path, records: Sequence[object]) -> Path:
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


# Data


@pytest.mark.parametrize(("suffix", "compress"), [("", bytes), (".gz", gzip.compress), (".xz", lzma.compress)])
def test_examples_are_read_from_plain_and_compressed_files(tmp_path: Path, suffix: str, compress: object) -> None:
    line = b'{"id": 7, "text": "Rain.", "title": null, "highlights": ["Rain fell"], "source": "x"}\n\n'
    path = tmp_path / f"data.jsonl{suffix}"
    path.write_bytes(compress(line * 2))  # type: ignore[operator]
    assert list(read_examples(path, limit=1)) == [Example(id="7", text="Rain.", highlights=("Rain fell",))]


def test_a_zstandard_file_is_read_where_its_package_is_installed(tmp_path: Path) -> None:
    zstandard = pytest.importorskip("zstandard")
    path = tmp_path / "data.jsonl.zst"
    path.write_bytes(zstandard.compress(b'{"text": "Rain."}'))
    assert [example.text for example in read_examples(path)] == ["Rain."]


@pytest.mark.parametrize(("suffix", "compress"), [("gz", gzip.compress), ("xz", lzma.compress), ("zst", None)])
@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda data: data[:20] + bytes(9) + data[29:]])
def test_a_file_that_is_cut_short_or_damaged_is_refused_by_its_name(
    tmp_path: Path, suffix: str, compress: Any, damage: Callable[[bytes], bytes]
) -> None:
    data = (compress or pytest.importorskip("zstandard").compress)(b'{"text": "Rain."}\n' * 9_000)
    path = tmp_path / f"data.jsonl.{suffix}"
    path.write_bytes(damage(data))
    with pytest.raises(SourceError, match=f"data.jsonl.{suffix}"):
        list(read_examples(path))


def test_a_summary_is_one_highlight(tmp_path: Path) -> None:
    path = written(tmp_path / "a.jsonl", [{"text": "Rain fell.", "summary": "It rained"}])
    assert next(read_examples(path)).highlights == ("It rained",)


@pytest.mark.parametrize("line", ["{", "[]", '{"id": 1}', '{"text": "a", "highlights": [1]}', '{"text": 3}'])
def test_a_bad_line_is_named(tmp_path: Path, line: str) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text(f'{{"text": "fine"}}\n{line}\n', encoding="utf-8")
    with pytest.raises(SourceError, match=r"bad\.jsonl:2"):
        list(read_examples(path))


def test_a_file_that_is_missing_or_not_what_its_name_says_is_refused(tmp_path: Path) -> None:
    (tmp_path / "false.jsonl.xz").write_text("{}", encoding="utf-8")
    for name in ("none.jsonl", "false.jsonl.xz"):
        with pytest.raises(SourceError, match=name):
            list(read_examples(tmp_path / name))


def test_data_that_serve_no_figure_are_refused(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="no example has"):
        run(written(tmp_path / "bare.jsonl", [{"text": "Rain fell."}]))


# Intervals


@given(st.lists(st.floats(0, 1), min_size=2, max_size=40))
def test_an_interval_holds_its_mean_and_comes_out_the_same_again(values: list[float]) -> None:
    interval = mean_interval(values)
    assert min(values) - 1e-9 <= interval.low <= interval.high <= max(values) + 1e-9
    assert interval.low - 0.1 <= interval.value <= interval.high + 0.1
    assert interval == mean_interval(values)


def test_rows_are_compared_on_the_same_resampled_documents() -> None:
    gaps = [0.1, 0.9, 0.4, 0.7, 0.2]
    half = ratio_interval([gap / 2 for gap in gaps], gaps)
    assert half is not None
    assert (half.low, half.value, half.high) == pytest.approx((0.5, 0.5, 0.5))


def test_no_gap_is_closed_where_there_is_none() -> None:
    assert ratio_interval([0.1, 0.2], [0.0, 0.0]) is None


def test_more_documents_make_a_narrower_interval() -> None:
    few, many = (mean_interval([0.0, 1.0] * count) for count in (5, 500))
    assert many.high - many.low < few.high - few.low


# Systems and rows


def test_the_lead_is_the_first_sentences_and_begins_at_the_top() -> None:
    answer = systems.lead(SETTINGS, 2)(BRIDGE)
    assert answer.highlights == ("The bridge at Hexley shut on Friday.", "A crack was found by a painter.")
    assert answer.places[0] == 0.0
    assert 0 < answer.places[1] < 0.5


def test_the_oracle_picks_the_sentences_nearest_to_the_reference() -> None:
    answer = systems.greedy_oracle(SETTINGS, 3)(FERRY)
    assert answer.highlights[-1].startswith("Divers will look at the hull")
    assert len(answer.highlights) == 2


def test_an_engine_answers_through_the_public_door() -> None:
    example = next(read_examples(ARTICLES))
    answer = systems.engine(EXTRACTIVE)(example)
    assert len(answer.highlights) == len(answer.places) == 3
    assert all(0 <= place < 1 for place in answer.places)


def test_a_language_that_there_is_not_is_said_in_a_line() -> None:
    with pytest.raises(UsageError, match="language"):
        systems.engine(EXTRACTIVE)(Example(id="a", text=FERRY.text, language="English"))


def test_an_article_that_the_product_refuses_is_scored_nothing_and_counted() -> None:
    stub = Example(id="stub", text="Rain fell.", highlights=("Rain fell",))
    runs = measure(
        {
            LEAD: systems.lead(SETTINGS, 3),
            "engine": systems.engine(EXTRACTIVE),
            ORACLE: systems.greedy_oracle(SETTINGS, 3),
        },
        [stub],
        tick=lambda: None,
    )
    refused = rows(runs, [stub])[1]
    assert (refused.refused, refused.mean.value, refused.highlights) == ({"too_short": 1}, 0.0, 0.0)


def test_gap_closed_is_nothing_at_lead_and_all_at_oracle() -> None:
    lead, oracle = systems.lead(SETTINGS, 1), systems.greedy_oracle(SETTINGS, 3)
    examples = [FERRY, BRIDGE]
    runs = measure({LEAD: lead, "low": lead, "high": oracle, ORACLE: oracle}, examples, tick=lambda: None)
    gaps = {row.name: row.gap_closed for row in rows(runs, examples)}
    assert gaps[LEAD] is gaps[ORACLE] is None
    assert gaps["low"] is not None
    assert gaps["high"] is not None
    assert (gaps["low"].value, gaps["high"].value) == pytest.approx((0.0, 1.0))


def test_a_row_counts_words_highlights_and_places() -> None:
    def ask(example: Example) -> Answer:
        return Answer(("One two three.", "Four five."), (0.05, 1.0))

    runs = measure({LEAD: ask, ORACLE: ask}, [FERRY, BRIDGE], tick=lambda: None)
    row = rows(runs, [FERRY, BRIDGE])[0]
    assert (row.words, row.highlights) == (5.0, 2.0)
    assert row.places == (0.5, *[0.0] * (BINS - 2), 0.5)
    assert row.documents_per_second > 0


def test_progress_is_told_once_an_answer() -> None:
    told: list[int] = []
    measure({LEAD: systems.lead(SETTINGS, 1)}, [FERRY, BRIDGE], tick=lambda: told.append(1))
    assert len(told) == 2


# Headlines and trimming


def test_headline_writers_never_see_the_title() -> None:
    seen: list[str | None] = []

    def write(example: Example) -> str:
        seen.append(example.title)
        return "Ferry runs aground"

    ours, chopped, best = headline_rows({"ours": write}, [FERRY], settings=SETTINGS, tick=lambda: None)
    assert seen == [None]
    assert ours.rouge1.value == ours.rouge2.value == 1.0
    assert chopped.characters == len("A ferry ran aground near Kilbrae on Sunday.")
    assert best.rouge1.value >= chopped.rouge1.value > 0


def test_trimming_counts_words_cut_rightly_and_wrongly() -> None:
    examples = [
        Example(
            id="1",
            text="The mayor said on Monday that the old bridge will close.",
            compression="The bridge will close.",
        ),
    ]
    whole, tail = trim_rows({"whole": lambda s: s, "tail": lambda s: "the old bridge will close."}, examples)
    assert (whole.cut_precision, whole.cut_sentences, whole.exact.value) == (None, 0.0, 0.0)
    # Cut are "The mayor said on Monday that"; the reference keeps one "the", and it may be either.
    assert tail.cut_precision is not None
    assert tail.cut_precision >= 5 / 6
    assert 0.8 < tail.f1.value < 1
    perfect = trim_rows({"perfect": lambda s: "the bridge will close"}, examples)[0]
    assert (perfect.exact.value, perfect.f1.value, perfect.cut_precision) == (1.0, 1.0, 1.0)


def test_the_products_trimming_only_deletes() -> None:
    sentence = "However, the bridge (pictured) will close in May, according to AFP."
    assert len(compression.product(sentence)) < len(sentence)
    assert set(tokens(compression.product(sentence))) <= set(tokens(sentence))


# Faults and coverage


@pytest.mark.parametrize(
    ("highlights", "fault"),
    [
        (["He left the party on Monday."], "unresolved"),
        (["But the bridge will close in May."], "unresolved"),
        (["the bridge will close in May."], "incomplete"),
        (["The bridge will close in May"], "incomplete"),
        (['The bridge "will close in May.'], "incomplete"),
        (["A bridge of sighs and iron over the river."], "incomplete"),
        (["The bridge was closed in May.", "In May the old bridge was closed."], "repeats"),
        (["Photograph: Tom Ashgrove was there."], "boilerplate"),
        (["Sign up to our newsletter and win."], "boilerplate"),
        (["HALVERTON — Councillors voted for a tram."], "boilerplate"),
    ],
)
def test_a_fault_is_found(highlights: list[str], fault: str) -> None:
    assert getattr(quality.faults(highlights), fault) == 1


def test_sound_highlights_have_no_fault() -> None:
    sound = [
        "Halverton council voted by 31 to 24 for a second tram line.",
        '"We stopped talking," said Priya Nandakumar, who leads it.',
        "This week the government promised two thirds of the cost.",
        "Unlike most owls it hunts by day.",
        "Doctors expect Meg Rowntree to walk again by the summer.",
    ]
    assert quality.faults(sound) == (0, 0, 0, 0)


def test_openings_and_verbs_are_judged_in_english_only() -> None:
    assert quality.faults(["He kaupapa nui."], language="mi")[:2] == (0, 0)


def test_coverage_weighs_names_by_their_mentions() -> None:
    article = (
        "On Monday the mayor, Ada Finch, met Bo Reed. Later Finch paid 40 crowns, and Finch left at 9.30 with 40 men."
    )
    assert quality.coverage(article, ["Mayor Finch paid 40 crowns."]) == pytest.approx((3 / 6, 1 / 2))


def test_an_article_without_names_and_numbers_has_no_coverage() -> None:
    assert quality.coverage("It rained all day.", ["It rained."]) == (None, None)


# The report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Report:
    path = tmp_path_factory.mktemp("data") / "mixed <&>.jsonl"
    lines = ARTICLES.read_text(encoding="utf-8").splitlines()[:6]
    hostile = {**json.loads(lines[0]), "id": "hostile", "title": "<script>alert(1)</script> & more"}
    trimmed = {"text": "However, the old bridge will close in May.", "compression": "The bridge will close in May."}
    path.write_text("\n".join([*lines, json.dumps(hostile), json.dumps(trimmed)]), encoding="utf-8")
    return run(path, Plan(engines=("extractive",)))


def test_a_run_gives_lead_the_engines_and_oracle(report: Report) -> None:
    assert [row.name for row in report.rows] == ["lead", "extractive", "oracle"]
    assert report.rows[0].mean.value < report.rows[2].mean.value
    assert [row.name for row in report.headlines] == ["extractive", "lead, chopped at 80", "best sentence"]
    assert [row.name for row in report.trimming] == ["product", "keep everything", "first 14 words"]
    assert (report.articles, report.sentences) == (7, 1)


def test_a_run_is_the_same_again_but_for_its_speed(report: Report, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text("\n".join(ARTICLES.read_text(encoding="utf-8").splitlines()[:3]), encoding="utf-8")
    first, second = (json.loads(to_json(run(path, Plan(engines=("extractive",))))) for _ in range(2))
    for made in (first, second):
        for row in made["rows"]:
            del row["documents_per_second"]
    assert first == second


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.jsonl"
    path.write_text(ARTICLES.read_text(encoding="utf-8").splitlines()[0], encoding="utf-8")
    with pytest.raises(UnknownEngineError):
        run(path, Plan(engines=("nonesuch",)))


def test_the_json_has_every_row_and_no_article(report: Report) -> None:
    fields = json.loads(to_json(report))
    assert {row["name"] for row in fields["rows"]} == {"lead", "extractive", "oracle"}
    assert "gallery" not in fields
    assert report.gallery


def test_the_text_shows_each_figure_with_its_interval(report: Report) -> None:
    text = render_text(report)
    row = report.rows[0]
    assert f"{100 * row.rouge1.value:.1f} [{100 * row.rouge1.low:.1f}, {100 * row.rouge1.high:.1f}]" in text
    assert [text.count(name) for name in ("\nlead ", "\nextractive ", "\noracle ")] == [2, 3, 2]


def test_the_page_stands_alone_and_runs_nothing(report: Report, tmp_path: Path) -> None:
    write_html(report, tmp_path / "page.html")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert not re.search(r"<script|<link|\bsrc=|\bhref=|@import|url\(", page)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "prefers-color-scheme: dark" in page


def test_the_gallery_sets_the_systems_side_by_side(report: Report) -> None:
    page = render_html(report)
    sample = report.gallery[0]
    assert [column.name for column in sample.columns] == ["lead", "extractive", "oracle"]
    assert page.count("<article>") == len(report.gallery) == 7
    assert all(column.highlights for column in sample.columns)


def test_every_chart_is_sound_svg_that_says_what_it_shows(report: Report) -> None:
    for chart in (gap_chart(report.rows), places_chart(report.rows), length_chart(report.rows)):
        tree = ElementTree.fromstring(chart)
        named = [tree.find(f"*[@id='{key}']") for key in tree.attrib["aria-labelledby"].split()]
        assert tree.attrib["role"] == "img"
        assert all(element is not None and element.text for element in named)
    assert "extractive" in gap_chart(report.rows)


def test_nothing_of_a_chart_lies_outside_it(report: Report) -> None:
    for chart in (gap_chart(report.rows), places_chart(report.rows), length_chart(report.rows)):
        tree = ElementTree.fromstring(chart)
        width, height = (float(side) for side in tree.attrib["viewBox"].split()[2:])
        for element in tree.iter():
            for key, most in (
                ("x", width),
                ("cx", width),
                ("x2", width),
                ("y", height),
                ("cy", height),
                ("y2", height),
            ):
                assert 0 <= float(element.attrib.get(key, 0)) <= most
