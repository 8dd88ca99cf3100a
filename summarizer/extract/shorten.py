"""Shortening a sentence to so many characters: of the phrases that can go, those whose loss costs least.

Each phrase has a worth, the log-odds that a reader wants it once what it hangs on is there. Those to keep are found
exactly, by branch and bound: those whose going loses the least worth. After Filippova & Strube, "Dependency tree based
sentence compression" (2008), who let an integer program choose.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from summarizer.document import Span
from summarizer.extract.branches import COMMAS, Branches
from summarizer.extract.clauses import Clause
from summarizer.extract.guards import BE, Guard
from summarizer.extract.phrases import Kind, Phrase
from summarizer.text.grammar import REPORTING

_MOST_STEPS = 2_000  # of the search: one sentence in a hundred needs more, and takes the best found until then
_TORN, _TORN_UNSURE = 2.0, 12.0  # in the log-odds of phrases, by reading
_INNER = 0.25  # of what is in a phrase, what counts when it goes: from 0.2 to 0.45 as many headlines are good


class Shortening(NamedTuple):
    """One way to shorten a sentence."""

    kept: list[int]
    """Tokens to keep, in order."""
    loss: float
    """Worth of what was cut: 0 if nothing of worth was."""


class _Part:
    """A phrase with its own words, those of smaller phrases in it left to them."""

    __slots__ = ("end", "first", "next", "phrase", "size", "torn", "worth")

    def __init__(self, tree: Branches, phrase: Phrase, worth: float) -> None:
        self.phrase, self.worth = phrase, worth
        self.first, self.end = phrase.first, phrase.end
        while self.first < self.end and tree.tokens[self.first] in COMMAS:
            self.first += 1
        while self.end > self.first and tree.tokens[self.end - 1] in COMMAS:
            self.end -= 1
        self.torn = _TORN_UNSURE if Guard.DOUBT in phrase.guards else _TORN
        self.size = 0
        """Characters, spaces included."""
        self.next = 0
        """Index of the first part behind it that can stay where it goes."""


def shorten(
    tree: Branches, clause: Clause, worths: Sequence[tuple[Phrase, float]], *, limit: int, without: Collection[int] = ()
) -> Shortening | None:
    """Return the best way to shorten a clause to ``limit`` characters; None if it cannot be.

    ``worths`` are the phrases that may go, and their worths; ``without`` the single tokens that are left out anyway.
    """
    parts = _parts(tree, clause, worths)
    room = limit - _measure(tree, clause, parts, without)
    if room < 0:
        return None
    chosen, loss = _choose(parts, room)
    kept = _without_loose_marks(tree, [i for i in _kept(tree, clause, parts, chosen) if i not in without])
    return Shortening(kept, clause.price + loss) if _says_something(tree, clause, kept) else None


def _says_something(tree: Branches, clause: Clause, kept: list[int]) -> bool:
    """Whether a clause has not lost what its "is" or "says" leads up to."""
    verb = tree.lower[clause.verb]
    following = [i for i in kept if i > clause.verb]
    reports = verb in REPORTING and not tree.labelled(clause.verb, "nsubjpass")
    if reports and not any(child < clause.verb for child in tree.labelled(clause.verb, "ccomp")):
        told = [] if verb in _TO_SOMEBODY else tree.labelled(clause.verb, "dobj")
        return any(tree.tags[i][0] in "VM" or i in told for i in following)
    return verb not in BE or (bool(following) and tree.tokens[following[0]] not in COMMAS)


_TO_SOMEBODY = frozenset(("told", "tell", "tells"))
"""Verbs whose object is who hears it."""


def ranges(tree: Branches, kept: Sequence[int]) -> list[Span]:
    """Return the ranges of the source that tokens cover, in order."""
    found: list[Span] = []
    last = -2
    for i in kept:
        start, end = tree.words[i]
        if i == last + 1:
            found[-1] = Span(found[-1].start, end)
        else:
            found.append(Span(start, end))
        last = i
    return found


def _parts(tree: Branches, clause: Clause, worths: Sequence[tuple[Phrase, float]]) -> list[_Part]:
    """Return the phrases inside a clause, outer before inner; of two that cross, the first."""
    found = [
        _Part(tree, phrase, worth)
        for phrase, worth in worths
        if clause.first <= phrase.first + 1
        and phrase.end <= clause.end + 1
        and (phrase.kind is Kind.ATTRIBUTION or not phrase.first <= clause.verb < phrase.end)
    ]
    found.sort(key=lambda part: (part.first, -part.end))
    parts: list[_Part] = []
    around: list[_Part] = []
    for part in found:
        while around and around[-1].end <= part.first:
            around.pop().next = len(parts)
        if part.first < part.end and not (around and (part.end > around[-1].end or part.first == around[-1].first)):
            parts.append(part)
            around.append(part)
    for part in around:
        part.next = len(parts)
    _count_inner(parts)
    _take_along(parts)
    return parts


def _count_inner(parts: Sequence[_Part]) -> None:
    """Let a phrase cost part of what those in it are worth: else the whole would go sooner than what is long in it."""
    worths = [max(part.worth, 0.0) for part in parts]
    for i, part in enumerate(parts):
        if part.phrase.kind not in _SAYING_MORE:
            part.worth += _INNER * sum(worths[i + 1 : part.next])


def _take_along(parts: Sequence[_Part]) -> None:
    """Let a phrase that goes take with it what says more of it behind a comma."""
    for part in reversed(parts):
        while part.next < len(parts):
            other = parts[part.next]
            if other.phrase.kind not in _SAYING_MORE or other.first - part.end not in (0, 1):
                break
            part.worth += max(other.worth, 0)
            part.next = other.next


_SAYING_MORE = frozenset((Kind.APPOSITION, Kind.ASIDE, Kind.PARENTHESIS, Kind.RELATIVE))


def _measure(tree: Branches, clause: Clause, parts: Sequence[_Part], without: Collection[int]) -> int:
    """Set each part's size, and return that of what stays whatever goes."""
    owner: list[_Part | None] = [None] * len(tree.tokens)
    for part in parts:
        for i in range(part.phrase.first, part.phrase.end):
            if owner[i] is None or part.first <= i < part.end:
                owner[i] = part
    fixed, before = 0, -1
    for i in range(clause.first, clause.end):
        start, end = tree.words[i]
        ends = i == clause.end - 1 and tree.tokens[i] == "."
        size = 0 if ends or i in without else end - start + (start > before >= 0)
        before = end
        holder = owner[i]
        if holder:
            holder.size += size
        else:
            fixed += size
    return fixed


def _choose(parts: Sequence[_Part], room: int) -> tuple[list[bool], float]:
    """Return which parts to keep, and the worth that is lost with the others: the least whose sizes fit into the room.

    A phrase that goes takes those in it along, whatever their worth. One that stays right behind a gap may in truth
    hang on what is gone: "go on trial | over the crash | in 2000".
    """
    best, least, steps = [False] * len(parts), float("inf"), 0
    chosen = [False] * len(parts)

    def go_on(i: int, room: int, loss: float, gap: int = -2) -> None:
        nonlocal best, least, steps
        steps += 1
        if loss >= least or steps > _MOST_STEPS:
            return
        if i == len(parts):
            best, least = chosen.copy(), loss
            return
        part = parts[i]
        if part.worth <= 0:
            go_on(part.next, room, loss, part.end)
        if part.size <= room:
            chosen[i] = True
            go_on(i + 1, room - part.size, loss - min(part.worth, 0) + part.torn * (gap <= part.first <= gap + 1))
            chosen[i] = False
        if part.worth > 0:
            go_on(part.next, room, loss + part.worth, part.end)

    go_on(0, room, 0.0)
    return best, least


def _kept(tree: Branches, clause: Clause, parts: Sequence[_Part], chosen: Sequence[bool]) -> list[int]:
    """Return the tokens that stay. A comma between a phrase that goes and one that stays is the latter's."""
    gone: set[int] = set()
    held: set[int] = set()
    i = 0
    while i < len(parts):
        part = parts[i]
        if chosen[i]:
            held.update((part.phrase.first, part.phrase.end - 1))
            i += 1
        else:
            for other in parts[i : part.next]:
                gone.update(range(other.phrase.first, other.phrase.end))
            i = part.next
    held.update(tree.last[said] + 1 for said in tree.labelled(clause.verb, "ccomp") if tree.last[said] < clause.verb)
    marks = {i for i in held if tree.tokens[i] in COMMAS}
    return [i for i in range(clause.first, clause.end) if i not in gone or i in marks]


def _without_loose_marks(tree: Branches, kept: list[int]) -> list[int]:
    """Return tokens without a conjunction that joins nothing any more, or a mark at an edge or behind another one."""
    tokens = tree.tokens
    following = [*kept[1:], -1]
    kept = [
        i for i, j in zip(kept, following, strict=True) if tree.labels[i] != "cc" or (j > 0 and tokens[j] not in COMMAS)
    ]
    while kept and (tokens[kept[-1]] in COMMAS or tokens[kept[-1]] == "."):
        kept.pop()
    marks = [tokens[i] in COMMAS for i in kept]
    return [i for i, mark, before in zip(kept, marks, [True, *marks], strict=False) if not (mark and before)]
