"""The last words of a run: what came of it, how long articles took, and which ones to look at."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.batch.run import Finish, Result
from summarizer.batch.statistics import Counts, Statistics, share_in_words
from summarizer.outputs.writeback import Left

_SAID = 80


def render(result: Result) -> str:
    """Return the report of a run as lines of text."""
    return "".join(f"{line}\n" for line in _lines(result))


def _lines(result: Result) -> Iterator[str]:
    found = result.statistics
    failed = f", {found.failed:,} refused or failed ({result.files.errors})" if found.failed else ""
    yield f"{found.done:,} summarised{failed}"
    if result.left.count:
        taken = "--round-trip takes WordPress exports and ninjs, not in archives"
        yield f"  not written back: {_files(result.left)}; {taken}"
    if result.skipped.count:
        yield f"  not read: {_files(result.skipped)}; links to folders or to nothing, and what is no file, are left out"
    yield from _counts(found)
    if found.equal or found.near:
        near = f", {found.near:,} more nearly so" if found.near else ""
        reused = f"; {found.reused:,} took an equal one's result" if found.reused else ""
        yield f"  duplicates: {found.equal:,} equal to an earlier article{near}{reused}"
    if found.percentiles:
        times = (f"{share_in_words(share)} {seconds * 1000:,.1f} ms" for share, seconds in found.percentiles)
        yield f"  time an article: {', '.join(times)}"
        yield f"  slowest: {', '.join(f'{each.id} {each.seconds * 1000:,.0f} ms' for each in found.slowest[:3])}"
    for problem in found.problems:
        why = problem.verdict or problem.code
        yield f"  {problem.id}: {why}: {' '.join(problem.detail.split())[:_SAID]}"
    if found.failed > len(found.problems):
        yield f"  … and {found.failed - len(found.problems):,} more"
    yield from how_it_stopped(result.finish, safe="what is done is safe")


def how_it_stopped(finish: Finish, *, safe: str) -> Iterator[str]:
    """Yield the line that says why a run did not finish, if it did not, and what of it is kept."""
    if finish is not Finish.FINISHED:
        why = "stopped" if finish is Finish.STOPPED else "stopped, because too many articles were refused"
        yield f"summarizer: {why}; {safe}. Run the same command again to go on."


def _counts(found: Statistics) -> Iterator[str]:
    tables: list[tuple[str, Counts]] = [
        ("verdicts", found.verdicts),
        ("languages", found.languages),
        ("engines", found.engines),
        ("warnings", found.warnings),
        ("problems", found.codes),
    ]
    for name, counts in tables:
        if counts:
            yield f"  {name}: {', '.join(f'{each} {many:,}' for each, many in counts)}"


def _files(left: Left) -> str:
    return left.first if left.count == 1 else f"{left.count:,} files, the first of them {left.first}"
