"""What was said of articles, for their copies under other addresses: a table in a file that a run's workers share.

A summary is made from all of its document but the site and the address, which it repeats and no more. So a copy of an
article takes the outcome that is there, with its own site and address put in; that is, byte for byte, what an engine
that says the same twice would have come to. Whether an earlier one is still remembered decides how long a copy takes,
never what is written.

Each article has one slot of the table, by its digest, and the last to come keeps it: the file is bounded, and a worker
asks in microseconds. There are no locks. What two workers write into a slot at once fails its checksum, and is nothing.
"""

from __future__ import annotations

import os
import pickle
import struct
from dataclasses import fields
from hashlib import blake2b
from json import dumps
from operator import attrgetter
from typing import NamedTuple

from pydantic_core import PydanticSerializationError, to_json

from summarizer.batch.outcome import Outcome, Status
from summarizer.document import Document

_DIGEST = 16
_HEAD = struct.Struct(f"<{_DIGEST}s{_DIGEST}sI")
"""Digest of the article, checksum, and length of what follows."""
_SLOT_BYTES = 1 << 15
"""Most articles' outcomes take a fifth of it, and what is not written takes no room on the disk; longer ones are not
remembered."""
SLOTS = 1 << 14
"""A hundred megabytes of outcomes of the usual length, half a gigabyte at the very most."""
_TRANSIENT = "fell_back"
"""Warning of a result that another attempt might better: an endpoint did not answer, or not in time."""
_MADE_FROM = attrgetter(*(field.name for field in fields(Document) if field.name not in ("site", "url")))


class Slot(NamedTuple):
    """Where the outcome of an article, and of its copies, is looked for and kept."""

    descriptor: int
    digest: bytes
    address: bytes
    """The article's own site and address, as they stand in its record."""

    @property
    def offset(self) -> int:
        """Where the slot begins in the file."""
        return int.from_bytes(self.digest[:8], "little") % SLOTS * _SLOT_BYTES

    def recall(self) -> Outcome | None:
        """Return the outcome of an article that differs in site and address at most, with these put in; or None."""
        head = os.pread(self.descriptor, _HEAD.size, self.offset)
        if len(head) < _HEAD.size or not head.startswith(self.digest):
            return None
        _, checksum, length = _HEAD.unpack(head)
        data = os.pread(self.descriptor, min(length, _SLOT_BYTES), self.offset + _HEAD.size)
        if _digest(self.digest + data) != checksum:
            return None
        before, after, outcome = pickle.loads(data)  # noqa: S301 — from a worker of this run, in a file without a name
        return Outcome(*outcome)._replace(tail=before + self.address + after, reused=True)

    def keep(self, outcome: Outcome) -> None:
        """Remember an outcome, if it is one that would come out the same again."""
        if outcome.status is not Status.DONE or _TRANSIENT in outcome.warnings:
            return
        before, found, after = outcome.tail.partition(self.address)  # no string of JSON has such quotes in it
        data = pickle.dumps((before, after, tuple(outcome._replace(tail=b""))), protocol=pickle.HIGHEST_PROTOCOL)
        if not found or _HEAD.size + len(data) > _SLOT_BYTES:
            return
        head = _HEAD.pack(self.digest, _digest(self.digest + data), len(data))
        try:
            os.pwrite(self.descriptor, head + data, self.offset)
        except OSError:  # the disk is full: copies are summarised anew
            return


def slot_of(document: Document, descriptor: int) -> Slot | None:
    """Return the slot of an article in an open file; None for an address that its record does not say as it is.

    The digest is of values as they are written: equal times of two time zones are not the same to a record.
    """
    try:
        address = b'"site":' + to_json(document.site) + b',"url":' + to_json(document.url)
    except PydanticSerializationError:  # a lone surrogate
        return None
    return Slot(descriptor, _digest(dumps(_MADE_FROM(document), default=str).encode()), address)


def _digest(data: bytes) -> bytes:
    return blake2b(data, digest_size=_DIGEST).digest()
