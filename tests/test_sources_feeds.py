"""Feeds, WordPress exports, ninjs and web archives: the articles in them, and none of what is around them."""

from __future__ import annotations

import gzip
import io
import json
import sys
import zlib
from pathlib import Path

import brotli
import pytest
import zstandard
from articles import GERMAN, NEWS, NEWS_TITLE
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from summarizer.errors import MissingExtraError, TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources import Entry, entries, read_entry
from summarizer.sources.entry import Form, Told
from summarizer.sources.wordpress import as_html

SETTINGS = Settings()
HTML = "".join(f"<p>{paragraph}</p>" for paragraph in NEWS.split("\n\n"))
PAGE = (
    f"<!doctype html><html lang=en><head><title>{NEWS_TITLE}</title></head>"
    f"<body><article>{HTML}</article></body></html>"
)


def walk(folder: Path, name: str, data: bytes | str, settings: Settings = SETTINGS) -> list[Entry]:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return list(entries([path], settings=settings))


def words(entry: Entry) -> list[str]:
    return [block.text for block in read_entry(entry, SETTINGS).article.blocks]


# RSS and Atom

RSS = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>Bay News</title><link>https://bay.example/</link><description>All the news.</description>
<item><title>{NEWS_TITLE}</title><link>https://bay.example/1</link><guid isPermaLink="false">bay-1</guid>
<pubDate>Tue, 05 Mar 2024 08:30:00 +0100</pubDate><dc:creator>Ada Moor</dc:creator>
<description>A teaser.</description><content:encoded><![CDATA[{HTML}]]></content:encoded></item>
<item><title>Short</title><link>https://bay.example/2</link>
<description>Just a line &amp;amp; no more.</description></item>
<item><title>Empty</title></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Bay News</title><id>urn:feed</id>
<entry><id>urn:1</id><title>{NEWS_TITLE}</title><link href="https://bay.example/1"/>
<updated>2024-03-05T08:30:00Z</updated>
<author><name>Ada Moor</name></author><content type="html">{HTML.replace("<", "&lt;")}</content></entry>
<entry><id>urn:2</id><title>Text</title><updated>2024-03-05T08:30:00Z</updated>
<content type="text">{GERMAN}</content></entry>
</feed>"""


def test_items_of_rss_are_articles(tmp_path: Path) -> None:
    whole, short, empty = walk(tmp_path, "feed.xml", RSS)
    assert (whole.id, whole.place.format, whole.form) == ("bay-1", "feed", Form.HTML)
    assert whole.told == Told(
        title=NEWS_TITLE,
        published="Tue, 05 Mar 2024 08:30:00 +0100",
        byline="Ada Moor",
        site="Bay News",
        url="https://bay.example/1",
    )
    assert words(whole) == NEWS.split("\n\n")
    assert (short.id, words(short)) == ("https://bay.example/2", ["Just a line & no more."])
    assert (empty.id, str(empty.problem)) == ("feed.xml:3", "feed.xml:3 has no text.")


@pytest.mark.parametrize("name", ["feed.atom", "feed.rss", "feed", "feed.xml.gz"])
def test_entries_of_atom_are_articles_whatever_the_file_is_called(tmp_path: Path, name: str) -> None:
    html, text = walk(tmp_path, name, gzip.compress(ATOM.encode()) if name.endswith("gz") else ATOM)
    assert (html.id, html.told.title, html.told.byline) == ("urn:1", NEWS_TITLE, "Ada Moor")
    assert words(html) == NEWS.split("\n\n")
    assert (text.id, text.form) == ("urn:2", Form.TEXT)
    assert text.content == GERMAN.strip()


def test_a_feed_with_a_fault_gives_what_can_be_read(tmp_path: Path) -> None:
    found = walk(tmp_path, "feed.xml", RSS.replace("</channel></rss>", "<item><title>Cut"))
    assert found[0].id == "bay-1"
    for broken in (
        b"<rss><channel",
        b"<?xml version='1.0' encoding='UTF\xb58'?><rss>",
    ):
        (entry,) = walk(tmp_path, "feed.xml", broken)
        assert entry.problem is not None
        assert entry.problem.code == "unreadable_source"


def test_a_feed_over_the_limit_is_refused(tmp_path: Path) -> None:
    (entry,) = walk(tmp_path, "feed.xml", RSS, Settings(max_bytes=500))
    assert isinstance(entry.problem, TooLargeError)


def test_other_xml_is_no_feed(tmp_path: Path) -> None:
    (entry,) = walk(tmp_path, "map.xml", "<?xml version='1.0'?><urlset><url>x</url></urlset>")
    assert (entry.form, entry.place.format) == (Form.FILE, "file")
    with pytest.raises(UnsupportedMediaError):
        read_entry(entry, SETTINGS)


def test_a_feed_without_its_package_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    (entry,) = walk(tmp_path, "feed.xml", RSS)
    assert isinstance(entry.problem, MissingExtraError)


# WordPress

CLASSIC = NEWS.replace("\n\n", "\r\n\r\n")


def post(number: int, content: str, *, status: str = "publish", kind: str = "post", more: str = "") -> str:
    return f"""
    <item>
        <title><![CDATA[{NEWS_TITLE}]]></title>
        <link>https://bay.example/{number}</link>
        <pubDate>Tue, 05 Mar 2024 07:30:00 +0000</pubDate>
        <dc:creator><![CDATA[ada]]></dc:creator>
        <guid isPermaLink="false">https://bay.example/?p={number}</guid>
        <description></description>
        <content:encoded><![CDATA[{content}]]></content:encoded>
        <excerpt:encoded><![CDATA[]]></excerpt:encoded>
        <wp:post_id>{number}</wp:post_id>
        <wp:status><![CDATA[{status}]]></wp:status>
        <wp:post_type><![CDATA[{kind}]]></wp:post_type>
        <category domain="category" nicename="town"><![CDATA[Town]]></category>
        <wp:postmeta><wp:meta_key>_x</wp:meta_key><wp:meta_value><![CDATA[1]]></wp:meta_value></wp:postmeta>{more}
    </item>"""


def export(*items: str, doctype: str = "", version: str = "1.2") -> str:
    return f"""<?xml version="1.0" encoding="UTF-8" ?>{doctype}
<!-- This is a WordPress eXtended RSS file generated by WordPress as an export of your site. {"x" * 1_500} -->
<rss version="2.0"
    xmlns:excerpt="http://wordpress.org/export/{version}/excerpt/"
    xmlns:content="http://purl.org/rss/1.0/modules/content/"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:wp="http://wordpress.org/export/{version}/">
<channel>
    <title>Bay News</title>
    <wp:wxr_version>{version}</wp:wxr_version>
    <wp:author><wp:author_id>1</wp:author_id><wp:author_login><![CDATA[ada]]></wp:author_login></wp:author>
    <wp:category><wp:term_id>1</wp:term_id><wp:cat_name><![CDATA[Town]]></wp:cat_name></wp:category>
    {"".join(items)}
</channel>
</rss>"""


@pytest.mark.parametrize("version", ["1.0", "1.2"])
def test_published_posts_and_pages_of_an_export_are_articles(tmp_path: Path, version: str) -> None:
    items = [
        post(11, CLASSIC),
        post(12, CLASSIC, status="draft"),
        post(13, CLASSIC, kind="attachment"),
        post(14, CLASSIC, status="private"),
        post(15, CLASSIC, more="<wp:post_password>secret</wp:post_password>"),
        post(16, " "),
        post(17, GERMAN, kind="page"),
    ]
    first, second = walk(tmp_path, "export.xml", export(*items, version=version))
    assert (first.id, second.id) == ("11", "17")
    assert (first.place.position, second.place.position) == (1, 7)
    assert (first.place.format, first.form) == ("wxr", Form.POST)
    assert first.told == Told(
        title=NEWS_TITLE,
        published="Tue, 05 Mar 2024 07:30:00 +0000",
        byline="ada",
        site="Bay News",
        url="https://bay.example/11",
    )
    assert words(first) == NEWS.split("\n\n")


BLOCKS = "\n\n".join(
    f"<!-- wp:paragraph -->\n<p>{paragraph}</p>\n<!-- /wp:paragraph -->" for paragraph in NEWS.split("\n\n")
)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (BLOCKS, NEWS.split("\n\n")),
        ("One line.\n\n<b>Two</b> [sic] lines,\nof [the] same.", ["One line.", "Two [sic] lines, of [the] same."]),
        ('[caption id="a" width="3"]<img src=x> A boat.[/caption]\n\nOne.', ["A boat.", "One."]),
        ('[gallery ids="1,2"]\n\nOne.\n\n[embed]https://x.example/v[/embed]', ["One."]),
        ('One.\n\n[ad_unit slot="4" size=big]\n\n[quote by="A"]Two.[/quote]', ["One.", "Two."]),
        ("<h2>Part</h2>\nOne.\n\n<ul>\n<li>Two</li>\n\n<li>Three</li>\n</ul>", ["Part", "One.", "Two", "Three"]),
    ],
)
def test_a_post_is_read_as_wordpress_shows_it(tmp_path: Path, content: str, expected: list[str]) -> None:
    (entry,) = walk(tmp_path, "export.xml", export(post(1, content)))
    assert words(entry) == expected


def test_a_caption_is_told_from_the_text() -> None:
    assert as_html("[caption]A boat.[/caption]") == "<figcaption>A boat.</figcaption>"


def test_what_editors_paste_does_not_end_an_export(tmp_path: Path) -> None:
    data = export(post(1, "A\x08 b\x0b c."), post(2, "D."), post(3, "E.")).encode().replace(b"D.", b"D\xff\xe9.")
    found = walk(tmp_path, "export.xml", data)
    assert [entry.content for entry in found] == ["A b c.", "D\ufffd\ufffd.", "E."]
    latin = export(post(1, "Café.")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
    assert [entry.content for entry in walk(tmp_path, "export.xml", latin)] == ["Café."]


def test_an_export_cut_short_keeps_what_came_before(tmp_path: Path) -> None:
    whole = export(*(post(number, NEWS) for number in range(200)))
    found = walk(tmp_path, "export.xml", whole[: len(whole) // 2])
    assert [entry.id for entry in found[:-1]] == [str(number) for number in range(len(found) - 1)]
    assert len(found) > 90
    assert found[-1].problem is not None
    assert "ends too early" in str(found[-1].problem)


LAUGHS = "".join(
    f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' if n else '<!ENTITY l0 "lolololololololol">' for n in range(12)
)


@pytest.mark.parametrize(
    "doctype",
    [
        f"<!DOCTYPE rss [{LAUGHS}<!ENTITY bad '&l11;'>]>",
        "<!DOCTYPE rss [<!ENTITY bad SYSTEM 'file:///etc/passwd'>]>",
        "<!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd' [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]>",
    ],
    ids=["laughs", "file", "parameter"],
)
def test_entities_of_an_export_or_feed_are_not_expanded(tmp_path: Path, doctype: str) -> None:
    bad = post(2, NEWS).replace("<title>", "<title>&bad;")
    for found in (
        walk(tmp_path, "export.xml", export(post(1, NEWS), bad, doctype=doctype)),
        walk(tmp_path, "feed.xml", RSS.replace("<rss", f"{doctype}<rss").replace("All the", "&bad;")),
    ):
        told = repr(found)
        assert len(told) < 20_000
        assert "root:" not in told
        assert "lolol" not in told


def test_memory_does_not_grow_with_an_export(tmp_path: Path) -> None:
    import subprocess

    path = tmp_path / "export.xml"
    path.write_text(export(*(post(number, NEWS * 4) for number in range(6_000))), encoding="utf-8")
    script = (
        "import resource, sys, pathlib; from summarizer import Settings, sources\n"
        "walk = sources.entries([pathlib.Path(sys.argv[1])], settings=Settings()); next(walk)\n"
        "first = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "count = sum(1 for _ in walk)\n"
        "print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - first)"
    )
    told = subprocess.run([sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True)
    count, grown = map(int, told.stdout.split())
    assert count == 5_999
    assert path.stat().st_size > 30_000_000
    assert grown < 6_000, "kilobytes"


# ninjs


def test_ninjs_items_are_articles(tmp_path: Path) -> None:
    first = {
        "uri": "urn:1",
        "type": "text",
        "headline": NEWS_TITLE,
        "title": "A name for editors",
        "versioncreated": "2024-03-05T08:30:00Z",
        "language": "en-GB",
        "byline": "Ada Moor",
        "body_html": HTML,
    }
    second = {
        "uri": "urn:2",
        "headlines": [{"role": "main", "value": NEWS_TITLE}],
        "bodies": [{"role": "main", "contentType": "text/html", "value": HTML}, {"value": "Short."}],
        "by": "Ada Moor",
        "versionCreated": "2024-03-05T08:30:00Z",
    }
    third = {"uri": "urn:3", "body_text": NEWS, "headline": NEWS_TITLE}
    for name, text in (
        ("in.json", json.dumps([first, second, third])),
        ("in.jsonl", "\n".join(map(json.dumps, (first, second, third)))),
    ):
        found = walk(tmp_path, name, text)
        assert [entry.id for entry in found] == ["urn:1", "urn:2", "urn:3"]
        assert {entry.place.format for entry in found} == {"ninjs"}
        assert [entry.place.position for entry in found] == [1, 2, 3]
        assert [entry.form for entry in found] == [Form.HTML, Form.HTML, Form.TEXT]
        assert all(words(entry) == NEWS.split("\n\n") for entry in found)
        assert {entry.told.title for entry in found} == {NEWS_TITLE}
        assert found[0].told == Told(NEWS_TITLE, "en-GB", "2024-03-05T08:30:00Z", "Ada Moor")
        assert found[1].told == Told(NEWS_TITLE, None, "2024-03-05T08:30:00Z", "Ada Moor")
    (alone,) = walk(tmp_path, "item.json", json.dumps(first))
    assert (alone.id, alone.place.format) == ("urn:1", "ninjs")


# Web archives


class Warc:
    """A web archive as warcio writes it."""

    def __init__(self, *, packed: bool) -> None:
        self.made = io.BytesIO()
        self.writer = WARCWriter(self.made, gzip=packed)
        self.writer.write_record(self.writer.create_warcinfo_record("in.warc", {"software": "test"}))

    def respond(self, url: str, body: bytes, *, status: str = "200 OK", kind: str = "text/html", **more: str) -> str:
        headers = [("Content-Type", kind), *((name.replace("_", "-"), value) for name, value in more.items())]
        http = StatusAndHeaders(status, headers, protocol="HTTP/1.1")
        record = self.writer.create_warc_record(url, "response", payload=io.BytesIO(body), http_headers=http)
        self.writer.write_record(record)
        return str(record.rec_headers.get_header("WARC-Record-ID")).strip("<>")


@pytest.mark.parametrize("packed", [False, True])
def test_pages_of_a_web_archive_are_articles(tmp_path: Path, packed: bool) -> None:
    warc = Warc(packed=packed)
    first = warc.respond("https://bay.example/1", PAGE.encode(), kind="text/html; charset=utf-8")
    warc.respond("https://bay.example/2", PAGE.encode(), status="404 Not Found")
    warc.respond("https://bay.example/3", b"", status="301 Moved Permanently", Location="/1")
    warc.respond("https://bay.example/4.png", b"\x89PNG", kind="image/png")
    latin = warc.respond(
        "https://bay.example/5", PAGE.replace("stone", "stöne").encode("latin-1"), kind="Text/HTML; charset=ISO-8859-1"
    )
    again = warc.respond("https://bay.example/1", PAGE.encode(), kind="application/xhtml+xml")
    name = "in.warc.gz" if packed else "in.warc"
    found = walk(tmp_path, name, warc.made.getvalue())
    assert [entry.id for entry in found] == [first, latin, again]
    assert [entry.told.url for entry in found] == [f"https://bay.example/{number}" for number in (1, 5, 1)]
    assert (found[0].place.format, found[0].place.position, found[0].place.name) == ("warc", 2, name)
    assert [len(words(entry)) for entry in found] == [len(NEWS.split("\n\n"))] * 3
    assert "stöne" in " ".join(words(found[1]))
    assert read_entry(found[0], SETTINGS).article.title == NEWS_TITLE


def chunked(data: bytes) -> bytes:
    parts = [data[start : start + 100] for start in range(0, len(data), 100)]
    return b"".join(b"%x;x=y\r\n%b\r\n" % (len(part), part) for part in parts) + b"0\r\n\r\n"


CODED = {
    "gzip": gzip.compress(PAGE.encode()),
    "deflate": zlib.compress(PAGE.encode()),
    "br": brotli.compress(PAGE.encode()),
    "zstd": zstandard.ZstdCompressor().compress(PAGE.encode()),
    "identity": PAGE.encode(),
}


@pytest.mark.parametrize("coding", CODED)
@pytest.mark.parametrize("transfer", ["", "chunked", "joined"])
def test_pages_are_stored_in_all_codings(tmp_path: Path, coding: str, transfer: str) -> None:
    warc = Warc(packed=False)
    body = chunked(CODED[coding]) if transfer == "chunked" else CODED[coding]
    more = {"Transfer_Encoding": "chunked"} if transfer else {}
    warc.respond("https://bay.example/1", body, Content_Encoding=coding, **more)
    (entry,) = walk(tmp_path, "in.warc", warc.made.getvalue())
    assert entry.content == PAGE.encode()


def test_a_page_decoded_beside_its_header_and_bare_deflate_are_read(tmp_path: Path) -> None:
    warc = Warc(packed=False)
    bare = zlib.compressobj(wbits=-15)
    warc.respond("https://bay.example/1", PAGE.encode(), Content_Encoding="gzip")
    warc.respond("https://bay.example/2", bare.compress(PAGE.encode()) + bare.flush(), Content_Encoding="deflate")
    assert [entry.content for entry in walk(tmp_path, "in.warc", warc.made.getvalue())] == [PAGE.encode()] * 2


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "identity"])
def test_a_page_that_is_a_bomb_costs_itself(tmp_path: Path, coding: str) -> None:
    page = PAGE.encode() + b" " * 12_000_000
    pack = {"gzip": gzip.compress, "deflate": zlib.compress, "br": lambda data: brotli.compress(data, quality=1)}
    pack |= {"zstd": zstandard.ZstdCompressor().compress, "identity": bytes}
    warc = Warc(packed=False)
    warc.respond("https://bay.example/1", pack[coding](page), Content_Encoding=coding)
    warc.respond("https://bay.example/2", PAGE.encode())
    bomb, page_entry = walk(tmp_path, "in.warc", warc.made.getvalue())
    assert isinstance(bomb.problem, TooLargeError)
    assert page_entry.problem is None


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd", "no-such"])
def test_a_damaged_page_costs_itself(tmp_path: Path, coding: str) -> None:
    data = CODED.get(coding, b"x")
    warc = Warc(packed=False)
    warc.respond("https://bay.example/1", data[:2] + b"\xff" * 90, Content_Encoding=coding)
    warc.respond("https://bay.example/2", PAGE.encode())
    bad, good = walk(tmp_path, "in.warc", warc.made.getvalue())
    assert bad.problem is not None
    assert good.problem is None


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_cut_short_keeps_what_came_before(tmp_path: Path, packed: bool) -> None:
    warc = Warc(packed=packed)
    for number in range(20):
        warc.respond(f"https://bay.example/{number}", PAGE.encode())
    whole = warc.made.getvalue()
    found = walk(tmp_path, "in.warc", whole[: len(whole) // 2])
    assert [entry.problem for entry in found[:8]] == [None] * 8
    assert found[-1].problem is not None
    assert len(found) < 14


@pytest.mark.parametrize(
    "data",
    [
        b"WARC/1.0\r\n" + b"x" * 200_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 1_000,
        b"WARC/1.0\r\nWARC-Type: response\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: 9999999999\r\n\r\nHTTP/1.1 200 OK\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: response\r\nContent-Length: -5\r\n\r\n",
        b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 1\r\n\r\nx\r\n\r\nnothing known",
    ],
    ids=["long line", "headers", "no length", "length", "negative", "rubbish"],
)
def test_a_web_archive_that_lies_is_one_problem(tmp_path: Path, data: bytes) -> None:
    (entry,) = walk(tmp_path, "in.warc", data)
    assert (entry.id, entry.problem.code if entry.problem else "") == ("in.warc", "unreadable_source")
