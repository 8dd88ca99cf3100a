"""What a ledger says of its last run: counts, times, and the articles to look at."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from summarizer.batch.ledger import Ledger
from summarizer.batch.outcome import Status

_SHARES = (0.5, 0.9, 0.99, 1.0)
_LISTED = 10
_BOUNDS = tuple(2.0**step / 1000 for step in range(-3, 24))
"""Seconds, from an eighth of a millisecond to two hours: nothing takes longer than its time limit."""

Counts = tuple[tuple[str, int], ...]
"""Names and how many, the most first."""


@dataclass(frozen=True, slots=True)
class Slow:
    """An article that took long."""

    id: str
    seconds: float


@dataclass(frozen=True, slots=True)
class Problem:
    """An article that came to nothing, and why."""

    id: str
    code: str
    verdict: str
    detail: str
    attempts: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """What became of the records of a run, whichever session did them."""

    records: int
    """Records with a result."""
    statuses: Counts
    verdicts: Counts
    codes: Counts
    """Codes of the problems."""
    languages: Counts
    engines: Counts
    warnings: Counts
    """Codes of the warnings; a record may have several."""
    equal: int
    """Records whose text and title are those of one before them."""
    reused: int
    """Records that took the result of an equal one: of one equal in everything, or but for site and address."""
    near: int
    """Further records that nearly repeat one before them."""
    percentiles: tuple[tuple[float, float], ...]
    """Shares of the articles, and the seconds that so many took at most."""
    times: tuple[tuple[float, int], ...]
    """Seconds, each bound twice the one before or half the next, and how many articles took at most that long, but
    longer than the bound before."""
    slowest: tuple[Slow, ...]
    problems: tuple[Problem, ...]
    """The first articles, in input order, that were refused or failed."""
    sessions: int
    """How often it took to get here."""
    seconds: float
    """How long all sessions ran under this configuration."""
    workers: int
    """Worker processes of the last session."""

    @property
    def done(self) -> int:
        """Records with a summary."""
        return dict(self.statuses).get(Status.DONE, 0)

    @property
    def failed(self) -> int:
        """Records without one."""
        return self.records - self.done


def statistics(ledger: Ledger) -> Statistics:
    """Return what a ledger says of its last run."""
    ask = _Question(ledger)
    records = ask.rows("SELECT count(*) FROM of_run")[0][0]
    sessions, seconds, workers = ask.rows(
        "SELECT count(*), coalesce(sum(seconds), 0), "
        "(SELECT workers FROM session ORDER BY number DESC LIMIT 1) FROM session WHERE configuration = :configuration"
    )[0]
    equal, near = ask.rows(
        "SELECT coalesce(sum(a.canonical = b.canonical), 0), coalesce(sum(a.canonical IS NOT b.canonical), 0) "
        "FROM of_run a JOIN of_run b ON b.position = a.duplicate_of"
    )[0]
    ((reused,),) = ask.rows("SELECT count(*) - count(DISTINCT CASE WHEN NOT reused THEN number END) FROM of_run")
    slowest = ask.rows("SELECT id, seconds FROM of_run ORDER BY seconds DESC, position LIMIT :many", many=_LISTED)
    problems = ask.rows(
        "SELECT id, problem, verdict, attempts FROM of_run WHERE problem IS NOT NULL ORDER BY position LIMIT :many",
        many=_LISTED,
    )
    return Statistics(
        records=records,
        statuses=ask.counts("status"),
        verdicts=ask.counts("verdict"),
        codes=ask.counts("json_extract(problem, '$.code')"),
        languages=ask.counts("language"),
        engines=ask.counts("engine"),
        warnings=ask.warnings(),
        equal=equal,
        reused=reused,
        near=near,
        percentiles=tuple((share, ask.percentile(share, records)) for share in _SHARES if records),
        times=ask.times(),
        slowest=tuple(Slow(json.loads(id_), seconds) for id_, seconds in slowest),
        problems=tuple(_problem(*row) for row in problems),
        sessions=sessions,
        seconds=seconds,
        workers=workers or 0,
    )


def share_in_words(share: float) -> str:
    """Return how a report names the time that a share of the articles took at most."""
    return {0.5: "half within", 1.0: "all within"}.get(share, f"{share:.0%} within")


class _Question:
    """Asks about the records of the run and their results."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger

    def rows(self, query: str, **given: int) -> list[tuple[Any, ...]]:
        """Return the rows of a query, in which ``of_run`` is the records joined to their results."""
        given["configuration"] = self._ledger.configuration
        joined = "SELECT * FROM record JOIN result USING (content) WHERE configuration = :configuration"
        return self._ledger.connection.execute(f"WITH of_run AS ({joined}) {query}", given).fetchall()

    def counts(self, column: str) -> Counts:
        """Return how many records have each value of a column."""
        return tuple(
            self.rows(
                f"SELECT {column} AS name, count(*) AS many FROM of_run WHERE coalesce({column}, '') != '' "  # noqa: S608
                "GROUP BY name ORDER BY many DESC, name"
            )
        )

    def warnings(self) -> Counts:
        """Return how many warnings there are of each code."""
        found: Counter[str] = Counter()
        for codes, many in self.counts("warnings"):
            for code in codes.split():
                found[code] += many
        return tuple(sorted(found.items(), key=lambda pair: (-pair[1], pair[0])))

    def times(self) -> tuple[tuple[float, int], ...]:
        """Return how many articles took how long, from the first bound that one took to the last."""
        sums = ", ".join(f"coalesce(sum(seconds <= {bound!r}), 0)" for bound in _BOUNDS)
        within = self.rows(f"SELECT {sums} FROM of_run")[0]  # noqa: S608
        counted = [many - fewer for fewer, many in pairwise((0, *within))]
        some = [place for place, many in enumerate(counted) if many]
        return tuple(zip(_BOUNDS, counted, strict=True))[some[0] : some[-1] + 1] if some else ()

    def percentile(self, share: float, records: int) -> float:
        """Return the seconds that a share of the articles took at most."""
        place = min(int(share * records), records - 1)
        found = self.rows("SELECT seconds FROM of_run ORDER BY seconds LIMIT 1 OFFSET :place", place=place)
        return float(found[0][0])


def _problem(identifier: str, problem: str, verdict: str, attempts: int) -> Problem:
    said = json.loads(problem)
    return Problem(json.loads(identifier), said["code"], verdict, said["detail"], attempts)
