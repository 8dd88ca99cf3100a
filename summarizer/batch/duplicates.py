"""Which records of a run say the same as one before them, found once all are done.

In one pass at the end and in input order, so that neither workers nor stops can change what is found, and so that the
run itself pays nothing for it. Equal articles have the same canonical text and title; near-duplicates like sketches.

Whether a record is named so has nothing to do with whether it took the result of another. A record that is equal in
everything shares a line with the earlier one; where it is equal in all that its summary is made from, which leaves site
and address, a worker takes what was said of the other (see memory.py). Where text and title alone are equal it gets a
summary of its own: headings may stand elsewhere in it, and the title may name the writer of the byline where the text
does not. So a result depends on its own record and on no other, whichever of two was done first and wherever a run was
stopped.
"""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.batch.ledger import Ledger


def mark_duplicates(ledger: Ledger, *, near: bool) -> None:
    """Set ``duplicate_of`` of each record that repeats an earlier one, with ``near`` also of those that nearly do."""
    ledger.connection.execute("CREATE TEMP TABLE first (canonical BLOB PRIMARY KEY, position INTEGER) WITHOUT ROWID")
    ledger.connection.execute(
        "INSERT INTO first SELECT canonical, min(position) FROM record JOIN result "
        "ON result.content = record.content AND configuration = ? WHERE canonical IS NOT NULL GROUP BY canonical",
        (ledger.configuration,),
    )
    ledger.connection.execute(
        "UPDATE record SET duplicate_of = first.position FROM result JOIN first ON first.canonical = result.canonical "
        "WHERE result.content = record.content AND configuration = ? AND first.position < record.position",
        (ledger.configuration,),
    )
    if near:
        for position, original in _near(ledger):
            ledger.connection.execute("UPDATE record SET duplicate_of = ? WHERE position = ?", (original, position))
    ledger.connection.execute("DROP TABLE first")


def _near(ledger: Ledger) -> Iterator[tuple[int, int]]:
    """Yield the positions of records that nearly repeat an earlier one, and that one's."""
    rows = ledger.connection.execute(
        "SELECT position, sketch FROM record JOIN result ON result.content = record.content AND configuration = ? "
        "WHERE sketch IS NOT NULL AND duplicate_of IS NULL ORDER BY position",
        (ledger.configuration,),
    )
    from summarizer.batch.near import earliest_alike, unpacked

    positions: list[int] = []
    data = bytearray()
    for position, sketch in rows:
        positions.append(position)
        data += sketch
    for later, earlier in enumerate(earliest_alike(unpacked(bytes(data))).tolist()):
        if earlier < later:
            yield positions[later], positions[earlier]
