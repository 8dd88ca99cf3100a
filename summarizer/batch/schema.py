"""The ledger's tables, as numbered migrations: the file's ``user_version`` says how many it has seen."""

from __future__ import annotations

import sqlite3

from summarizer.errors import UsageError

MIGRATIONS = (
    """
    CREATE TABLE fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE configuration (number INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, described TEXT NOT NULL);
    CREATE TABLE session (
        number INTEGER PRIMARY KEY, configuration INTEGER NOT NULL REFERENCES configuration,
        started TEXT NOT NULL, seconds REAL NOT NULL DEFAULT 0, workers INTEGER NOT NULL
    );
    CREATE TABLE result (
        number INTEGER PRIMARY KEY,
        content BLOB NOT NULL,
        configuration INTEGER NOT NULL REFERENCES configuration,
        session INTEGER NOT NULL REFERENCES session,
        status TEXT NOT NULL,
        attempts INTEGER NOT NULL,
        file TEXT NOT NULL,
        offset INTEGER NOT NULL,
        length INTEGER NOT NULL,
        problem TEXT,
        verdict TEXT NOT NULL,
        language TEXT NOT NULL,
        engine TEXT NOT NULL,
        warnings TEXT NOT NULL,
        canonical BLOB,
        sketch BLOB,
        seconds REAL NOT NULL,
        finished TEXT NOT NULL,
        UNIQUE (content, configuration)
    );
    CREATE TABLE record (
        position INTEGER PRIMARY KEY,
        id TEXT NOT NULL,
        content BLOB NOT NULL,
        duplicate_of INTEGER REFERENCES record
    );
    """,
    "ALTER TABLE result ADD COLUMN reused INTEGER NOT NULL DEFAULT 0",
)


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables of a ledger up to date. Raises UsageError for one that a later version wrote."""
    (seen,) = connection.execute("PRAGMA user_version").fetchone()
    if seen > len(MIGRATIONS):
        raise UsageError("A later version of this program wrote the ledger; --fresh starts over.")
    for number, script in enumerate(MIGRATIONS[seen:], start=seen + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")
