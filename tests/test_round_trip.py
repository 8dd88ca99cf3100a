"""Sources written back: read by our own reader and by others as before, with the summaries in them and nothing else."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from articles import GERMAN, NEWS, NEWS_TITLE
from batches import EXTRACTIVE
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from summarizer import summarize
from summarizer.batch.plan import Plan, Shard
from summarizer.batch.report import render
from summarizer.batch.run import Result, run
from summarizer.batch.worker import line
from summarizer.errors import UsageError
from summarizer.outputs.filled import Filled
from summarizer.outputs.jsonedit import with_members
from summarizer.outputs.ninjs import COMPOSITE
from summarizer.outputs.ninjsfile import write_json, write_lines
from summarizer.outputs.wxrfile import write_wxr
from summarizer.outputs.xmlscan import tokens
from summarizer.settings import Settings
from summarizer.sources.entries import entries

WP = "{http://wordpress.org/export/1.2/}"
EXCERPT = "{http://wordpress.org/export/1.2/excerpt/}encoded"
BY_MODEL = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia"
RECORD: dict[str, Any] = json.loads(line(summarize(NEWS, title=NEWS_TITLE, engine="extractive", highlights=3)))


def item(number: int, content: str, *, excerpt: str | None = "", more: str = "", status: str = "publish") -> str:
    told = "" if excerpt is None else f"\n\t\t<excerpt:encoded><![CDATA[{excerpt}]]></excerpt:encoded>"
    return f"""
	<item>
		<title><![CDATA[{NEWS_TITLE} {number}]]></title>
		<content:encoded><![CDATA[{content}]]></content:encoded>{told}
		<wp:post_id>{number}</wp:post_id>
		<wp:status><![CDATA[{status}]]></wp:status>
		<wp:post_type><![CDATA[post]]></wp:post_type>
		<wp:postmeta><wp:meta_key>_edit_last</wp:meta_key><wp:meta_value><![CDATA[1]]></wp:meta_value></wp:postmeta>{more}
	</item>"""


def export(*items: str, encoding: str = "UTF-8") -> str:
    return f"""<?xml version="1.0" encoding="{encoding}" ?>
<!-- An export; <item> is not an item here. -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
	<title>Bay News</title>
	<wp:wxr_version>1.2</wp:wxr_version>{"".join(items)}
</channel>
</rss>
"""


def trip(source: Path, output: Path, **plan: Any) -> Result:
    return run([source], output, Plan(options=EXTRACTIVE, workers=1, round_trip=True, **plan))


def posts(path: Path) -> list[dict[str, Any]]:
    found = []
    for each in etree.parse(path).iter("item"):
        meta = {m.findtext(f"{WP}meta_key"): m.findtext(f"{WP}meta_value") for m in each.iter(f"{WP}postmeta")}
        found.append({"excerpts": [e.text for e in each.iter(EXCERPT)], "meta": meta})
    return found


def test_an_export_comes_back_with_excerpts_and_key_points(tmp_path: Path) -> None:
    tricky = NEWS + "\n\n<pre>]]]]><![CDATA[> </item><item> </pre>"
    source, output = tmp_path / "in.xml", tmp_path / "out.xml"
    source.write_text(
        export(
            item(1, NEWS),
            item(2, GERMAN, excerpt="Mine."),
            item(3, NEWS, status="draft"),
            item(4, tricky, excerpt=None),
            item(5, "Too short."),
        ),
        encoding="utf-8",
    )
    result = trip(source, output)
    assert (result.statistics.done, result.statistics.failed) == (3, 1)
    first, second, draft, last, short = posts(output)
    assert second["excerpts"] == ["Mine."]
    assert "_newsroom_summary" in second["meta"]
    for post in (first, last):
        assert post["excerpts"] == [post["meta"]["_newsroom_summary"]]
        assert post["excerpts"][0] in NEWS
        assert len(json.loads(post["meta"]["_newsroom_highlights"])) == 3
        assert post["meta"]["_edit_last"] == "1"
    assert draft == {"excerpts": [""], "meta": {"_edit_last": "1"}}
    assert short == draft
    before, after = (list(entries([path], settings=Settings())) for path in (source, output))
    assert [(each.id, each.sha256) for each in before] == [(each.id, each.sha256) for each in after]


def back(data: str | bytes, *positions: int, record: Any = RECORD, overwrite: bool = False, ids: str = "") -> bytes:
    source = io.BytesIO(data if isinstance(data, bytes) else data.encode())
    target = io.BytesIO()
    results = [Filled(position, ids or str(position), record) for position in positions]
    write_wxr(source, target, results, overwrite=overwrite)
    return target.getvalue()


def test_all_bytes_of_an_export_stay_but_those_set() -> None:
    before = export(item(1, NEWS), item(2, NEWS, excerpt="Mine.")).encode()
    kept = [row for row in back(before, 1, 2).split(b"\n") if b"_newsroom_" not in row]
    changed = [(old, new) for old, new in zip(before.split(b"\n"), kept, strict=True) if old != new]
    assert [old.strip() for old, _ in changed] == [b"<excerpt:encoded><![CDATA[]]></excerpt:encoded>"]


def test_a_second_round_trip_changes_nothing() -> None:
    once = back(export(item(1, NEWS), item(2, GERMAN, excerpt=None)), 1, 2)
    assert back(once, 1, 2) == once


def test_what_editors_wrote_is_replaced_only_when_asked() -> None:
    given_ = export(item(1, NEWS, excerpt="Mine."))
    assert b"Mine." in back(given_, 1)
    assert b"Mine." not in back(given_, 1, overwrite=True)


def test_an_item_that_is_not_the_articles_is_left_alone() -> None:
    data = export(item(1, NEWS)).encode()
    assert back(data, 1, ids="77") == data
    assert back(data, 9) == data


def test_hostile_words_are_words_in_an_export(tmp_path: Path) -> None:
    words = "A ]]> b <item> & \x08 \ud800 é</wp:postmeta>"
    record = {**RECORD, "summary": {**RECORD["summary"], "text": words}, "digital_source_type": BY_MODEL}
    for encoding in ("UTF-8", "ISO-8859-1"):
        path = tmp_path / f"{encoding}.xml"
        path.write_bytes(back(export(item(1, NEWS), encoding=encoding), 1, record=record))
        (post,) = posts(path)
        assert post["meta"]["_newsroom_summary"] == "A ]]> b <item> &   é</wp:postmeta>"
        assert post["excerpts"] == ["A ]]&gt; b &lt;item&gt; &amp;   é&lt;/wp:postmeta&gt;"]
        assert post["meta"]["_newsroom_digital_source_type"] == BY_MODEL


@given(st.binary(max_size=300) | st.text("<>!-[]CDATA?/ab\"' =item", max_size=300).map(str.encode), st.integers(1, 9))
@settings(deadline=None)
def test_tokens_put_together_are_the_file(data: bytes, step: int) -> None:
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("summarizer.outputs.xmlscan._STEP", step)
        assert b"".join(token.data for token in tokens(io.BytesIO(data))) == data
    assert back(data, 1, 2) is not None


def test_a_cut_export_comes_back_as_far_as_it_goes() -> None:
    data = export(item(1, NEWS), item(2, NEWS)).encode()
    cut = data[: data.rindex(b"</item>")]
    assert back(cut, 1, 2).endswith(cut[-200:])


# ninjs

OLD = {"uri": "urn:1", "headline": "", "body_text": NEWS, "n": 1.10}
MIDDLE = {"uri": "urn:2", "headlines": [{"value": "Mine"}], "bodies": [{"contenttype": "text/plain", "value": NEWS}]}
NEW = {
    "uri": "urn:3", "standard": {"name": "ninjs", "version": "3.0", "schema": "http://x"},
    "bodies": [{"contentType": "text/plain", "value": GERMAN}], "descriptions": [{"role": "note", "value": "Mine"}],
}  # fmt: skip


@pytest.mark.parametrize("name", ["in.json", "in.jsonl"])
def test_ninjs_items_come_back_with_what_their_version_has(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    items: list[dict[str, Any]] = [OLD, MIDDLE, NEW, {"uri": "urn:4", "body_text": "Too short."}]
    text = json.dumps(items, indent=2) if name == "in.json" else "".join(f"{json.dumps(each)}\n" for each in items)
    source.write_text(text, encoding="utf-8")
    trip(source, tmp_path / f"out-{name}")
    written = (tmp_path / f"out-{name}").read_text(encoding="utf-8")
    old, middle, new, short = json.loads(written) if name == "in.json" else map(json.loads, written.splitlines())
    assert old["headline"]
    assert old["description_summary_text"] in NEWS
    assert len(old["description_highlights_text"].split("\n")) == 3
    assert middle["headlines"] == [{"value": "Mine"}]
    assert [each["role"] for each in middle["descriptions"]] == ["summary", "highlight", "highlight", "highlight"]
    assert set(middle["descriptions"][0]) == {"role", "contenttype", "value"}
    assert new["descriptions"][0] == {"role": "note", "value": "Mine"}
    assert set(new["descriptions"][1]) == {"role", "contentType", "value"}
    assert new["headlines"][0]["role"] == "main"
    assert short == items[3]
    for before, after in zip(items, (old, middle, new, short), strict=True):
        set_here = {"headline", "headlines", "descriptions"}
        assert {k: v for k, v in after.items() if k in before and k not in set_here} == {
            k: v for k, v in before.items() if k not in set_here
        }


def buffered(text: str) -> io.BufferedReader:
    raw: Any = io.BytesIO(text.encode())
    return io.BufferedReader(raw)


def ninjs(item_: dict[str, Any], *, overwrite: bool = False) -> dict[str, Any]:
    target = io.BytesIO()
    record = {**RECORD, "digital_source_type": BY_MODEL}
    source = buffered(json.dumps(item_))
    write_json(source, target, [Filled(1, "1", record)], limit=10_000, overwrite=overwrite)
    return dict(json.loads(target.getvalue()))


def test_an_item_says_where_a_model_wrote_by_the_name_of_its_version() -> None:
    assert ninjs(OLD)["digitalsourcetype"] == {"uri": COMPOSITE}
    assert ninjs(MIDDLE)["digitalsourcetype"] == {"uri": COMPOSITE}
    new = ninjs(NEW)
    assert new["digitalSourceType"] == {"uri": COMPOSITE}
    assert new["standard"]["version"] == "3.1"  # the first that has the member
    assert new["standard"]["schema"].endswith("ninjs-schema_3.1.json")
    later = {**NEW, "standard": {"version": "3.2"}}
    assert ninjs(later)["standard"] == {"version": "3.2"}


def test_a_second_round_trip_of_ninjs_changes_nothing() -> None:
    for each in (OLD, MIDDLE, NEW):
        assert ninjs(ninjs(each)) == ninjs(each)
        assert ninjs(ninjs(each), overwrite=True) == ninjs(each)


def test_numbers_and_layout_of_json_stay(tmp_path: Path) -> None:
    text = '{ "a" : 1.10 ,\n "big": 123456789012345678901234567890.00, "a2":"\\u00e9"}'
    assert with_members(text, {"b": "x"}) == (
        '{ "a" : 1.10 ,\n "big": 123456789012345678901234567890.00, "a2":"\\u00e9", "b" : "x"}'
    )
    assert with_members("{}", {"b": 1}) == '{"b": 1}'


@given(
    st.dictionaries(st.text(max_size=5), st.none() | st.lists(st.text(max_size=3))),
    st.dictionaries(st.text(max_size=5), st.integers()),
    st.sampled_from([None, 1, "\t"]),
)
def test_members_are_set_whatever_is_there(given_: dict[str, Any], members: dict[str, Any], indent: Any) -> None:
    for ascii_only in (True, False):
        text = json.dumps(given_, indent=indent, ensure_ascii=ascii_only)
        assert json.loads(with_members(text, members)) == {**given_, **members}


def test_wrapped_records_long_ones_and_damage_keep_the_count() -> None:
    inner = json.dumps({"uri": "urn:1", "body_text": NEWS})
    texts = (
        f'{{"items": [{inner}, {inner}]}} 7 {{"long": "{"x" * 20_000}"}} {inner}',
        f'[{inner}, {inner}, 7, {{"long": "{"x" * 20_000}"}}, {inner}]',
    )
    for text in texts:
        target = io.BytesIO()
        results = [Filled(number, "1", RECORD) for number in (2, 5)]
        source = buffered(f"{text} {{")
        write_json(source, target, results, limit=10_000, overwrite=False)
        written = target.getvalue().decode()
        assert written.count("description_summary_text") == 2
        assert written.endswith(" {")
    target = io.BytesIO()
    long = f'{{"long": "{"x" * 20_000}"}}\n\n\ufeff{inner}\n'
    write_lines(buffered(long), target, [Filled(3, "1", RECORD)], limit=10_000, overwrite=False)
    assert target.getvalue().count(b"description_summary_text") == 1


# Which sources, and where to


def test_a_folder_comes_back_as_a_folder(tmp_path: Path) -> None:
    source = tmp_path / "in"
    (source / "a").mkdir(parents=True)
    (source / "a" / "one.xml").write_text(export(item(1, NEWS)), encoding="utf-8")
    (source / "b.xml").write_text(export(item(2, NEWS, status="draft")), encoding="utf-8")
    (source / "c.json").write_text(json.dumps(OLD), encoding="utf-8")
    (source / "d.txt").write_text(GERMAN, encoding="utf-8")
    for _ in range(2):
        result = trip(source, tmp_path / "out")
    assert result.statistics.done == 3
    found = sorted(
        path.relative_to(tmp_path / "out" / "in").as_posix()
        for path in (tmp_path / "out").rglob("*.*")
        if path.parent != tmp_path / "out"
    )
    assert found == ["a/one.xml", "b.xml", "c.json"]
    assert b"_newsroom_summary" in (tmp_path / "out/in/a/one.xml").read_bytes()
    assert (tmp_path / "out/in/b.xml").read_bytes() == (source / "b.xml").read_bytes()
    assert "description_summary_text" in json.loads((tmp_path / "out/in/c.json").read_bytes())


def test_what_is_left_out_of_a_round_trip_is_said(tmp_path: Path) -> None:
    source = tmp_path / "in"
    source.mkdir()
    (source / "a.xml").write_text(export(item(1, NEWS)), encoding="utf-8")
    assert "not written back" not in render(trip(source, tmp_path / "out"))
    with zipfile.ZipFile(source / "b.zip", "w") as packed:
        packed.writestr("more.xml", export(item(2, GERMAN)))
    said = render(trip(source, tmp_path / "out"))
    assert "2 summarised" in said
    assert "  not written back: in/b.zip; --round-trip takes WordPress exports and ninjs, not in archives\n" in said
    (source / "c.txt").write_text(GERMAN, encoding="utf-8")
    assert "not written back: 2 files, the first of them in/b.zip;" in render(trip(source, tmp_path / "out"))
    assert [path.name for path in (tmp_path / "out" / "in").iterdir()] == ["a.xml"]


def test_what_cannot_be_written_back_is_refused_before_anything_is_done(tmp_path: Path) -> None:
    (tmp_path / "in.txt").write_text(NEWS, encoding="utf-8")
    with pytest.raises(UsageError, match="can be written back"):
        trip(tmp_path / "in.txt", tmp_path / "out.txt")
    with pytest.raises(UsageError, match="shards"):
        trip(tmp_path / "in.txt", tmp_path / "out.txt", shard=Shard(1, 2))
    assert [path.name for path in tmp_path.iterdir()] == ["in.txt"]


def test_memory_does_not_grow_with_an_export_that_comes_back() -> None:
    import tracemalloc

    row = item(1, NEWS * 3).replace("<wp:post_id>1<", "<wp:post_id>x<").encode()
    head, tail = export().encode().split(b"\n</channel>")

    class Export(io.RawIOBase):
        """An export of 12 MB, made as it is read."""

        pieces = iter([head, *[row] * (12_000_000 // len(row)), tail])

        def read(self, size: int = -1) -> bytes:
            return next(self.pieces, b"")

    class Nowhere(io.BytesIO):
        def write(self, data: Any) -> int:
            return len(data)

    tracemalloc.start()
    results = (Filled(number, "x", RECORD) for number in range(1, 12_000_000 // len(row), 50))
    write_wxr(Export(), Nowhere(), results, overwrite=False)  # type: ignore[arg-type]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2_000_000
