"""The ledger: what is done, where its line lies, and what it took. A SQLite file beside the output.

The standard library's sqlite3 and not SQLAlchemy: there is one file and one kind of database, and a layer between would
cost more than the insert itself. An exclusive lock, which ends with the process that holds it, makes two runs on one
output refuse each other.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple, Self

from summarizer.batch.outcome import Outcome, Status, json_text
from summarizer.batch.schema import migrate
from summarizer.errors import OutputInUseError, UsageError

SPOOL, OUTPUT, NOWHERE = "spool", "output", ""
"""Files that a result's line may lie in; one without a line lies nowhere."""


class Known(NamedTuple):
    """A result that the ledger has."""

    number: int
    status: Status
    session: int
    attempts: int


class Location(NamedTuple):
    """A record of the run, and where its result's line lies."""

    position: int
    id: str
    """As a JSON string."""
    result: int
    file: str
    offset: int
    length: int
    problem: str | None


class Ledger:
    """Records and results of one output. Everything since the last ``save`` is lost if the process ends."""

    def __init__(self, path: Path) -> None:
        """Open or make a ledger. Raises OutputInUseError if another run holds it, UsageError if it is none."""
        try:
            self.connection = sqlite3.connect(path, timeout=0, isolation_level=None)
        except sqlite3.Error as error:
            raise UsageError(f"{path} cannot be opened: {error}") from error
        self.configuration = self.session = 0
        try:
            self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self.connection.execute("PRAGMA journal_mode = WAL")
            # A commit may be lost with the power, never torn; what is lost is done again.
            self.connection.execute("PRAGMA synchronous = NORMAL")
            self.connection.execute("BEGIN IMMEDIATE")
            self.connection.execute("COMMIT")
            migrate(self.connection)
            self.connection.execute("BEGIN IMMEDIATE")
        except sqlite3.DatabaseError as error:
            self.connection.close()
            if "locked" in str(error):
                raise OutputInUseError(f"Another run is writing this output: it holds {path}.") from error
            raise UsageError(f"{path} is no ledger: {error}") from error
        except UsageError:
            self.connection.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.connection.close()

    def begin(self, sha256: str, described: str, *, workers: int) -> None:
        """Begin a session under a configuration; results of any other are not found."""
        run = self.connection.execute
        run("INSERT OR IGNORE INTO configuration (sha256, described) VALUES (?, ?)", (sha256, described))
        (self.configuration,) = run("SELECT number FROM configuration WHERE sha256 = ?", (sha256,)).fetchone()
        self.session = run(
            "INSERT INTO session (configuration, started, workers) VALUES (?, ?, ?) RETURNING number",
            (self.configuration, _now(), workers),
        ).fetchone()[0]
        run("DELETE FROM record")

    def recall(self) -> None:
        """Take up the configuration of the last session again, to read what it did."""
        found = self.connection.execute("SELECT configuration, number FROM session ORDER BY number DESC").fetchone()
        self.configuration, self.session = found or (0, 0)

    def configured(self) -> str:
        """Return the SHA-256 of the configuration."""
        found = self.connection.execute("SELECT sha256 FROM configuration WHERE number = ?", (self.configuration,))
        return str(found.fetchone()[0])

    def find(self, content: bytes) -> Known | None:
        """Return what is known of an article's content under this configuration."""
        found = self.connection.execute(
            "SELECT number, status, session, attempts FROM result WHERE content = ? AND configuration = ?",
            (content, self.configuration),
        ).fetchone()
        return found and Known(found[0], Status(found[1]), found[2], found[3])

    def forget(self, known: Known) -> None:
        """Drop a result, so that it is done again."""
        self.connection.execute("DELETE FROM result WHERE number = ?", (known.number,))

    def forget_file(self, file: str) -> None:
        """Drop the results whose lines lay in a file that is no more."""
        self.connection.execute("DELETE FROM result WHERE file = ?", (file,))

    def add_record(self, position: int, identifier: str, content: bytes) -> None:
        """Note that an article stands at a position of the input; ``identifier`` is its JSON string."""
        self.connection.execute(
            "INSERT INTO record (position, id, content) VALUES (?, ?, ?)", (position, identifier, content)
        )

    def add_result(self, content: bytes, outcome: Outcome, offset: int) -> None:
        """Note what became of an article, and where in the spool the rest of its line lies."""
        problem = None if outcome.problem is None else json_text(outcome.problem)
        self.connection.execute(
            "INSERT INTO result (content, configuration, session, status, attempts, file, offset, length, problem, "
            "verdict, language, engine, warnings, canonical, sketch, seconds, finished, reused) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                content, self.configuration, self.session, outcome.status, outcome.attempts,
                SPOOL if outcome.tail else NOWHERE, offset, len(outcome.tail), problem,
                outcome.verdict, outcome.language, outcome.engine, " ".join(outcome.warnings),
                outcome.canonical, outcome.sketch, outcome.seconds, _now(), outcome.reused,
            ),
        )  # fmt: skip

    def save(self, seconds: float) -> None:
        """Commit what was added; ``seconds`` is how long the session has run."""
        self.connection.execute("UPDATE session SET seconds = ? WHERE number = ?", (seconds, self.session))
        self.commit()

    def commit(self) -> None:
        """Commit, and go on."""
        self.connection.execute("COMMIT")
        self.connection.execute("BEGIN IMMEDIATE")

    def spool_length(self) -> int:
        """Return the length of the spool as far as results lie in it."""
        found = self.connection.execute("SELECT max(offset + length) FROM result WHERE file = ?", (SPOOL,)).fetchone()
        return found[0] or 0

    def live_length(self) -> int:
        """Return the bytes of the spool that results of the run's records take."""
        found = self.connection.execute(
            "SELECT sum(length) FROM result WHERE file = ? AND configuration = ? "
            "AND content IN (SELECT content FROM record)",
            (SPOOL, self.configuration),
        ).fetchone()
        return found[0] or 0

    def locations(self, *, as_they_came: bool = False) -> Iterator[Location]:
        """Yield the records of the run that have a result, in input order."""
        rows = self.connection.execute(
            "SELECT position, id, result.number, file, offset, length, problem FROM record "
            "JOIN result ON result.content = record.content AND configuration = ? "
            "ORDER BY CASE WHEN ? THEN result.number END, position",
            (self.configuration, as_they_came),
        )
        return map(Location._make, rows)

    def fact(self, name: str) -> str | None:
        """Return a fact about the files, if it is noted."""
        found = self.connection.execute("SELECT value FROM fact WHERE name = ?", (name,)).fetchone()
        return None if found is None else str(found[0])

    def set_fact(self, name: str, value: object) -> None:
        """Note a fact about the files."""
        self.connection.execute("INSERT OR REPLACE INTO fact VALUES (?, ?)", (name, str(value)))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
