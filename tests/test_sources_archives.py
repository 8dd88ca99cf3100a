"""Containers and compressions: what they hold comes out, and what is hostile or damaged costs no more than itself."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import random
import struct
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import zstandard
from articles import GERMAN, NEWS
from hypothesis import given, settings
from hypothesis import strategies as st

from summarizer.errors import MissingExtraError, SourceError, TooLargeError, UnsupportedMediaError
from summarizer.settings import Settings
from summarizer.sources import Entry, entries, read_entry
from summarizer.sources.entry import Form

SETTINGS = Settings()
SMALL = Settings(max_bytes=20_000)

PACK: dict[str, Callable[[bytes], bytes]] = {
    "gz": gzip.compress,
    "bz2": lambda data: bz2.compress(data, 1),
    "xz": lambda data: lzma.compress(data, preset=0),
    "zst": zstandard.ZstdCompressor(write_checksum=True).compress,
}


def walk(path: Path, settings: Settings = SETTINGS) -> list[Entry]:
    return list(entries([path], settings=settings))


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def good(found: list[Entry]) -> list[str]:
    return [entry.id for entry in found if entry.problem is None]


def problems(found: list[Entry]) -> list[tuple[str, str]]:
    return [(entry.id, entry.problem.code) for entry in found if entry.problem is not None]


def records(count: int, text: str = NEWS) -> bytes:
    return b"".join(json.dumps({"id": f"r{number}", "text": text}).encode() + b"\n" for number in range(count))


def varied(count: int) -> bytes:
    """Return records that do not compress away, so that a cut falls among them."""
    source = random.Random(5)
    return b"".join(
        json.dumps({"id": f"r{number}", "text": source.randbytes(400).hex()}).encode() + b"\n"
        for number in range(count)
    )


def zipped(members: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED, made: io.BytesIO | None = None) -> bytes:
    made = io.BytesIO() if made is None else made
    with zipfile.ZipFile(made, "w", how) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return made.getvalue()


def tarred(members: dict[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, data in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(data)
            archive.addfile(told, io.BytesIO(data))
    return made.getvalue()


MEMBERS = {
    "a/one.txt": NEWS.encode(),
    "more.jsonl": records(2),
    "b/two.html": f"<html><body><p>{GERMAN}</p></body></html>".encode(),
    "c/three.md.gz": gzip.compress(f"# A title\n\n{NEWS}".encode()),
}
INSIDE = ["{0}/a/one.txt", "r0", "r1", "{0}/b/two.html", "{0}/c/three.md.gz"]


@pytest.mark.parametrize("kind", PACK)
def test_compressed_lines_are_read(tmp_path: Path, kind: str) -> None:
    found = walk(file(tmp_path, f"in.jsonl.{kind}", PACK[kind](records(3))))
    assert good(found) == ["r0", "r1", "r2"]
    assert {entry.place.name for entry in found} == {f"in.jsonl.{kind}"}


@pytest.mark.parametrize("kind", PACK)
def test_streams_in_a_row_are_one(tmp_path: Path, kind: str) -> None:
    lines = records(3).splitlines(keepends=True)
    parts = b"".join(PACK[kind](line) for line in lines)
    assert good(walk(file(tmp_path, f"in.jsonl.{kind}", parts + b"\0" * 8))) == ["r0", "r1", "r2"]


def test_the_frames_of_a_parallel_zstandard_are_read(tmp_path: Path) -> None:
    note = b"\x50\x2a\x4d\x18\x04\x00\x00\x00size"
    data = b"".join(note + PACK["zst"](line) for line in records(2).splitlines(keepends=True))
    assert good(walk(file(tmp_path, "in.jsonl.zst", data))) == ["r0", "r1"]


@pytest.mark.parametrize("kind", PACK)
def test_what_came_before_a_cut_stays(tmp_path: Path, kind: str) -> None:
    whole = PACK[kind](varied(500))
    found = walk(file(tmp_path, f"in.jsonl.{kind}", whole[: len(whole) * 3 // 4]))
    kept = good(found)
    assert kept == [f"r{number}" for number in range(len(kept))]
    assert len(kept) > 200
    assert problems(found) == [(f"in.jsonl.{kind}", "unreadable_source")]
    assert "ends too early" in str(found[-1].problem)


@pytest.mark.parametrize("kind", PACK)
def test_damage_in_the_middle_is_one_problem(tmp_path: Path, kind: str) -> None:
    data = bytearray(PACK[kind](varied(500)))
    middle = len(data) // 2
    data[middle : middle + 64] = bytes(64)
    found = walk(file(tmp_path, f"in.jsonl.{kind}", bytes(data)))
    assert found[-1].problem is not None
    assert len(good(found)) < 500


@pytest.mark.parametrize("kind", PACK)
def test_a_bomb_is_refused_before_it_goes_off(tmp_path: Path, kind: str) -> None:
    bomb = PACK[kind](b" " * 60_000_000)
    found = walk(file(tmp_path, f"in.jsonl.{kind}", bomb))
    assert len(found) <= 2
    assert isinstance(found[-1].problem, TooLargeError)
    assert "200 times" in found[-1].problem.detail


def test_a_short_text_may_compress_to_nothing(tmp_path: Path) -> None:
    (entry,) = walk(file(tmp_path, "a.txt.xz", lzma.compress(b"ho " * 1_000_000)))
    assert entry.problem is None


def test_an_archive_that_holds_too_much_ends(tmp_path: Path) -> None:
    members = {f"{number}.jsonl": varied(100) for number in range(10)}
    limit = Settings(max_archive_bytes=200_000)
    found = walk(file(tmp_path, "in.zip", zipped(members)), limit)
    assert len(good(found)) in range(200, 300)
    assert len(problems(found)) == 1


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_of_too_many_files_ends(tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]) -> None:
    data = pack({f"{number}.txt": b"Words." for number in range(30)})
    found = walk(file(tmp_path, "in.bin", data), Settings(max_archive_members=20))
    assert len(good(found)) == 20
    assert problems(found) == [("in.bin", "too_large")]


def test_a_window_that_asks_for_all_memory_is_refused(tmp_path: Path) -> None:
    wide = zstandard.ZstdCompressor(
        compression_params=zstandard.ZstdCompressionParameters(window_log=30, enable_ldm=True)
    ).compressobj()
    data = wide.compress(records(1)) + wide.flush()
    big = lzma.compress(records(1), filters=[{"id": lzma.FILTER_LZMA2, "dict_size": 1 << 29}])
    for name, packed in (("in.jsonl.zst", data), ("in.jsonl.xz", big)):
        assert problems(walk(file(tmp_path, name, packed))) == [(name, "unreadable_source")]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("in.zip", zipped(MEMBERS)),
        ("in.tar", tarred(MEMBERS)),
        ("in.tar", tarred(MEMBERS, tarfile.GNU_FORMAT)),
        ("in.tar", tarred(MEMBERS, tarfile.USTAR_FORMAT)),
        ("in.tar.gz", gzip.compress(tarred(MEMBERS))),
        ("in.tgz", gzip.compress(tarred(MEMBERS))),
        ("in.tar.bz2", bz2.compress(tarred(MEMBERS))),
        ("in.tar.xz", lzma.compress(tarred(MEMBERS))),
        ("in.tar.zst", PACK["zst"](tarred(MEMBERS))),
        ("no suffix", zipped(MEMBERS, zipfile.ZIP_STORED)),
    ],
    ids=str,
)
def test_containers_are_opened_in_their_own_order(tmp_path: Path, name: str, data: bytes) -> None:
    found = walk(file(tmp_path, name, data))
    assert good(found) == [pattern.format(name) for pattern in INSIDE]
    read = [read_entry(entry, SETTINGS).article for entry in found]
    assert all(article.blocks for article in read)
    assert read[-1].title == "A title"


def test_long_names_are_read(tmp_path: Path) -> None:
    name = "/".join(["folder" * 8] * 8) + "/ä.txt"
    for form in (tarfile.PAX_FORMAT, tarfile.GNU_FORMAT):
        found = walk(file(tmp_path, "in.tar", tarred({name: b"Words.", "b.txt": b"More."}, form)))
        assert good(found) == [f"in.tar/{name}", "in.tar/b.txt"]


def test_a_document_that_is_a_zip_is_an_article(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    made = io.BytesIO()
    document = docx.Document()
    for paragraph in NEWS.split("\n\n"):
        document.add_paragraph(paragraph)
    document.save(made)
    for name, data in (
        ("a.docx", made.getvalue()),
        ("in.tar", tarred({"a.docx": made.getvalue()})),
        ("in.zip", zipped({"b.zip": zipped({"a.docx": made.getvalue()})})),
    ):
        (entry,) = walk(file(tmp_path, name, data))
        assert read_entry(entry, SETTINGS).article.blocks, name


def test_archives_are_opened_inside_one_another_to_a_depth(tmp_path: Path) -> None:
    inner = {"a.txt": NEWS.encode()}
    two = tarred({"x.zip": zipped(inner), "z.txt": NEWS.encode()})
    assert good(walk(file(tmp_path, "in.tar", two))) == ["in.tar/x.zip/a.txt", "in.tar/z.txt"]
    three = zipped({"y.tar.gz": gzip.compress(two), "b.txt": NEWS.encode()})
    found = walk(file(tmp_path, "in.zip", three))
    assert good(found) == ["in.zip/y.tar.gz/z.txt", "in.zip/b.txt"]
    assert problems(found) == [("in.zip/y.tar.gz/x.zip", "too_large")]


def test_a_compressed_file_inside_a_compressed_file_is_refused(tmp_path: Path) -> None:
    (entry,) = walk(file(tmp_path, "in.jsonl.gz.gz", gzip.compress(gzip.compress(records(1)))))
    assert isinstance(entry.problem, UnsupportedMediaError)


def test_names_that_climb_are_ids_and_nothing_else(tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    for name, pack in (("in.zip", zipped), ("in.tar", tarred)):
        found = walk(file(folder, name, pack({"../../evil.txt": b"Words.", "/etc/evil.txt": b"Words."})))
        assert len(good(found)) == 2
        assert b"".join(entry.content for entry in found if isinstance(entry.content, bytes)) == b"Words.Words."
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["in.tar", "in.zip", "work"]


def test_what_systems_write_beside_is_passed_over(tmp_path: Path) -> None:
    members = {
        "__MACOSX/._a.txt": b"x",
        ".DS_Store": b"x",
        "a/.hidden": b"x",
        "a/Thumbs.db": b"x",
        "a/desktop.ini": b"x",
    }
    assert good(walk(file(tmp_path, "in.zip", zipped({**members, "a/": b"", "a/a.txt": b"Words."})))) == [
        "in.zip/a/a.txt"
    ]


def test_links_and_devices_in_a_tar_are_passed_over(tmp_path: Path) -> None:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.CHRTYPE, tarfile.FIFOTYPE, tarfile.DIRTYPE):
            told = tarfile.TarInfo(f"kind-{kind.decode()}")
            told.type, told.linkname = kind, "/etc/passwd"
            archive.addfile(told)
        told = tarfile.TarInfo("a.txt")
        told.size = 6
        archive.addfile(told, io.BytesIO(b"Words."))
    assert good(walk(file(tmp_path, "in.tar", made.getvalue()))) == ["in.tar/a.txt"]


def test_a_member_over_the_limit_costs_itself(tmp_path: Path) -> None:
    members = {"a.txt": random.Random(1).randbytes(30_000).hex().encode(), "b.txt": b"Words."}
    for pack in (zipped, tarred):
        found = walk(file(tmp_path, "in", pack(members)), SMALL)
        assert (good(found), problems(found)) == (["in/b.txt"], [("in/a.txt", "too_large")])


def test_a_bomb_in_a_zip_costs_itself(tmp_path: Path) -> None:
    members = {"a.jsonl": b" " * 40_000_000, "b.txt": b"Words."}
    found = walk(file(tmp_path, "in.zip", zipped(members)))
    assert (good(found), problems(found)) == (["in.zip/b.txt"], [("in.zip/a.jsonl", "too_large")])


def test_a_damaged_or_encrypted_member_costs_itself(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Words of A.", "b.txt": b"Words of B."}, zipfile.ZIP_STORED))
    data[data.index(b"Words of A")] ^= 1
    found = walk(file(tmp_path, "in.zip", bytes(data)))
    assert (good(found), problems(found)) == (["in.zip/b.txt"], [("in.zip/a.txt", "unreadable_source")])
    data = bytearray(zipped({"a.txt": b"Words of A."}, zipfile.ZIP_STORED))
    data[data.index(b"PK\x01\x02") + 8] |= 1
    data[6] |= 1
    (entry,) = walk(file(tmp_path, "in.zip", bytes(data)))
    assert "encrypted" in str(entry.problem)


def test_a_zip_with_an_endless_directory_is_refused(tmp_path: Path) -> None:
    data = bytearray(zipped({"a.txt": b"Words."}))
    end = data.index(b"PK\x05\x06")
    struct.pack_into("<I", data, end + 12, 0x7FFFFFFF)
    assert problems(walk(file(tmp_path, "in.zip", bytes(data)))) == [("in.zip", "unreadable_source")]
    many = zipped({f"{number:0100}.txt": b"" for number in range(50)})
    assert problems(walk(file(tmp_path, "in.zip", many), Settings(max_archive_members=10))) == [("in.zip", "too_large")]


class Pipe(io.BytesIO):
    """A file that cannot go back, so that a zip written to it says sizes behind each file."""

    def seekable(self) -> bool:
        return False

    def seek(self, *_: int) -> int:
        raise io.UnsupportedOperation


@pytest.mark.parametrize("how", [zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
@pytest.mark.parametrize("piped", [False, True])
def test_a_zip_cut_short_keeps_what_came_before(tmp_path: Path, how: int, piped: bool) -> None:
    members = {f"{number}/ä.txt": varied(3) for number in range(20)}
    whole = zipped(members, how, Pipe() if piped else io.BytesIO())
    found = walk(file(tmp_path, "in.zip", whole[: len(whole) // 2]))
    kept = good(found)
    assert [entry.content for entry in found[: len(kept)]] == [varied(3)] * len(kept)
    assert kept == [f"in.zip/{number}/ä.txt" for number in range(len(kept))]
    if not (piped and how == zipfile.ZIP_STORED):
        assert 5 < len(kept) < 15
    assert problems(found)[-1] == ("in.zip", "unreadable_source")


@pytest.mark.parametrize("form", [tarfile.PAX_FORMAT, tarfile.GNU_FORMAT])
def test_a_tar_cut_short_keeps_what_came_before(tmp_path: Path, form: int) -> None:
    whole = tarred({f"{number}.txt": varied(1) for number in range(20)}, form)
    for cut in (len(whole) // 2, len(whole) // 2 + 77):
        found = walk(file(tmp_path, "in.tar", whole[:cut]))
        assert 5 < len(good(found)) < 18
        assert len(problems(found)) in (1, 2)
        assert problems(found)[-1] == ("in.tar", "unreadable_source")


def test_headers_that_lie_about_their_length_cost_no_memory(tmp_path: Path) -> None:
    told = tarfile.TarInfo("x")
    told.type, told.size = tarfile.XHDTYPE, 1 << 33
    header = told.tobuf(tarfile.GNU_FORMAT)
    assert problems(walk(file(tmp_path, "in.tar", header + bytes(4_096)))) == [("in.tar", "too_large")]
    told.type = tarfile.REGTYPE
    assert problems(walk(file(tmp_path, "in.tar", told.tobuf(tarfile.GNU_FORMAT) + b"abc")))[-1][0] == "in.tar"
    pax = b"999999999 path=a\n"
    told.type, told.size = tarfile.XHDTYPE, len(pax)
    data = told.tobuf(tarfile.GNU_FORMAT) + pax.ljust(512, b"\0")
    assert problems(walk(file(tmp_path, "in.tar", data))) == [("in.tar", "unreadable_source")]


def test_zstandard_without_its_package_names_what_to_install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "zstandard", None)
    (entry,) = walk(file(tmp_path, "in.jsonl.zst", PACK["zst"](records(1))))
    assert isinstance(entry.problem, MissingExtraError)
    assert "pip install 'newsroom-summarizer[archive]'" in entry.problem.detail


def test_a_story_ends_where_its_highlights_begin(tmp_path: Path) -> None:
    data = f"{NEWS}\n\n@highlight\n\nA lighthouse is rebuilt\n\n@highlight\n\nBy hand\n".encode()
    (entry,) = walk(file(tmp_path, "0a1b.story", data))
    assert (entry.id, entry.form, entry.place.format) == ("0a1b.story", Form.FILE, "story")
    assert isinstance(entry.content, bytes)
    assert entry.content.decode().strip() == NEWS.strip()


def hostile() -> Iterator[bytes]:
    whole = zipped(MEMBERS), tarred(MEMBERS), *(pack(tarred(MEMBERS)) for pack in PACK.values())
    yield from whole


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_no_change_of_bytes_breaks_the_walk(data: st.DataObject) -> None:
    from tempfile import TemporaryDirectory

    whole = bytearray(data.draw(st.sampled_from(list(hostile()))))
    for position in data.draw(st.lists(st.integers(0, len(whole) - 1), min_size=1, max_size=4)):
        whole[position] = data.draw(st.integers(0, 255))
    with TemporaryDirectory() as folder:
        for entry in walk(file(Path(folder), "in", bytes(whole[: data.draw(st.integers(1, len(whole)))])), SMALL):
            assert entry.id
            assert entry.problem is None or isinstance(entry.problem, SourceError)
