"""The shards of an input, and the names and notes of what becomes of them."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from summarizer.cluster.storage import Copy, Storage, opened
from summarizer.errors import UsageError

ENDINGS = (".jsonl", ".jsonl.gz", ".jsonl.zst", ".parquet")
"""Of files that are shards."""
PREFIX = "part-"
_OURS = re.compile(r"part-[0-9a-f]{16}\.(jsonl|errors\.jsonl|manifest\.json)")
_MANIFEST = ".manifest.json"


class Shard(NamedTuple):
    """One input file: the source that led to it, which any machine can open, and its path there."""

    source: str
    path: str

    def __str__(self) -> str:
        scheme, found, _ = self.source.partition("://")
        return f"{scheme}://{self.path.lstrip('/')}" if found and scheme != "file" else self.path

    def stored(self) -> Storage:
        """Return the file."""
        return opened(self.source).at(self.path)


class Part(NamedTuple):
    """What becomes of a shard: lines, problems if there are any, and a manifest, which is put in place last."""

    folder: Storage
    name: str

    def lines(self) -> Storage:
        """Return where the records go."""
        return self.folder.within(f"{self.name}.jsonl")

    def errors(self) -> Storage:
        """Return where the problems go."""
        return self.folder.within(f"{self.name}.errors.jsonl")

    def manifest(self) -> Storage:
        """Return where it is noted what is in the two; if it is there, the shard is finished."""
        return self.folder.within(f"{self.name}{_MANIFEST}")

    def known(self) -> dict[str, Any] | None:
        """Return the manifest, or None if the shard is not finished."""
        data = self.manifest().read()
        return None if data is None else dict(json.loads(data))


def find_shards(sources: Sequence[str], *, output: str) -> list[Shard]:
    """Return the shards of files and folders, paths or URLs: each once, in the sources' order, folders' by path.

    Raises UsageError for a source that is not there, is no shard or has none.
    """
    ours = opened(output).path.rstrip("/") + "/"
    found: dict[Shard, None] = {}
    for source in sources:
        held = opened(source)
        kind = held.kind()
        if kind == "nothing":
            raise UsageError(f"{source} does not exist.")
        if kind == "file" and not held.path.endswith(ENDINGS):
            raise UsageError(f"{source} is no shard; shards end in {', '.join(ENDINGS)}.")
        paths = [held.path] if kind == "file" else [path for path in held.paths() if _is_shard(path, held.path)]
        found.update(dict.fromkeys(Shard(source, path) for path in paths if not path.startswith(ours)))
    if not found:
        raise UsageError(f"There are no shards; shards end in {', '.join(ENDINGS)}.")
    return list(found)


def _is_shard(path: str, folder: str) -> bool:
    below = path.removeprefix(folder).strip("/").split("/")
    return path.endswith(ENDINGS) and not any(name.startswith(".") for name in below)


def part_name(copy: Copy, configuration: str, fields: Mapping[str, str]) -> str:
    """Return the name that what becomes of a shard has, of all that decides it.

    The shard's own name is part of that: records without an id are named after it.
    """
    said = json.dumps([copy.path.name, copy.sha256, configuration, sorted(fields.items())])
    return PREFIX + hashlib.sha256(said.encode()).hexdigest()[:16]


def is_part(name: str) -> bool:
    """Whether a file's name is one of a part's."""
    return _OURS.fullmatch(name) is not None


def finished(names: Sequence[str]) -> set[str]:
    """Return the names of the finished parts among a folder's files."""
    return {name.removesuffix(_MANIFEST) for name in names if is_part(name) and name.endswith(_MANIFEST)}
