"""The fact gate at work: what a model wrote passes if the source carries it, else the source's own words stand in."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from summarizer.document import Document, Span
from summarizer.engines.base import Draft
from summarizer.extract.select import Budget, Room
from summarizer.faithfulness import Evidence, Verification, read_evidence, verify
from summarizer.headline import MAX_CHARACTERS
from summarizer.highlights import alternatives, detail, highlights
from summarizer.provenance import contexts, fragment
from summarizer.records import Check, Highlight, Method, Notice, Policy, Statement
from summarizer.text.clean import clean
from summarizer.text.words import words

_LONGEST = 500
"""Characters of a statement; a model that writes more in one has not understood the task."""
_FEWEST_WORDS = 3
_SAME = 0.6
"""Share of the shorter statement's words from which two say the same: no point is made twice."""
_TITLE_KINDS = ("number", "date", "name")
"""What a title is held to: its wording is the editor's."""
_STEM = 5
"""Letters by which a word is known in another form: Title Case hides which words are names."""
_NUMBERS = frozenset("two three four five six seven eight nine ten eleven twelve dozen hundred thousand".split())
_NAME = 40
"""Characters at the beginning of a statement in which its subject's name stands."""
_PER_STATEMENT = 3
"""Receipts of one statement: the source sentences that carry it, best first."""


@dataclass(frozen=True, slots=True)
class Judged:
    """Statements of a draft, those of a model gated; None where the article's own words must do."""

    headline: Statement | None
    summary: Statement | None
    highlights: tuple[Highlight, ...]
    """In reading order, extracted ones standing in for those that did not pass."""
    alternatives: tuple[Highlight, ...]
    notices: tuple[Notice, ...]


def judge(document: Document, draft: Draft, *, policy: Policy, budget: Budget, titled: bool = False) -> Judged:
    """Gate what a model wrote of a document; a draft without such words passes as it is.

    ``titled`` says that the article keeps a headline of its own.

    Under ``block`` a statement that the source does not support is left out, and the draft's best sentences stand in
    for highlights; under ``mark`` it stays, with a notice; under ``allow`` it stays. Its checks say what was looked up.
    """
    written = draft.written
    if written is None:
        return Judged(None, None, highlights(document, draft), alternatives(document, draft), ())
    gate = _Gate(document, read_evidence(document), policy, [])
    headline = gate.headline(written.headline) if written.headline and not titled else None
    summary = gate.statement(written.summary, "/summary") if written.summary else None
    language, room = document.language, Room(budget)
    passed = (point for text in written.highlights if (point := gate.statement(text, "/highlights")))
    points = list(takewhile(lambda point: _fits(point.text, language, room), _distinct(passed, language)))
    places = [_places(document, point) for point in points]
    rested_on = {i for place in places for i in place}
    left = [i for i in (*draft.selected, *draft.alternatives) if i not in rested_on]
    missing = [i for i in left if _fits(document.quote(document.sentences[i]), language, room)]
    own = replace(draft, selected=tuple(missing), alternatives=tuple(i for i in left if i not in missing))
    taken = rested_on.union(missing)
    made = [
        *zip(sorted(missing), highlights(document, own), strict=True),
        *(
            (place[0], _highlight(document, draft, point, place, taken))
            for point, place in zip(points, places, strict=True)
        ),
    ]
    ordered = tuple(point for _, point in sorted(made, key=lambda item: item[0]))
    return Judged(headline, summary, ordered, alternatives(document, own), tuple(gate.notices))


def check_title(document: Document, title: Statement, known: Iterable[str]) -> tuple[Statement, tuple[Notice, ...]]:
    """Return a given title with its checks, and a notice of what in it the body, whose words are ``known``, has not.

    A title all of whose numbers and names are words of the body is not looked at further.
    """
    body = {word.casefold() for word in known}
    stems = {word[:_STEM] for word in body}
    if not any(_is_strange(word, body, stems) for word in words(title.text)):
        return title, ()
    found = verify(title.text, read_evidence(document), headline=True)
    checks = tuple(check for check in found.checks if check.kind in _TITLE_KINDS)
    wrong = [check for check in checks if check.status != "supported"]
    if not wrong:
        return title, ()
    message = f"The given title says what the body does not: {'; '.join(map(_told, wrong))}."
    notice = Notice(code="title_unsupported", message=message, pointer="/headline")
    return title.model_copy(update={"checks": checks}), (notice,)


def _is_strange(word: str, body: Collection[str], stems: Collection[str]) -> bool:
    """Whether a number, or a name by its capital, is no word of the body, whatever its ending."""
    folded = word.casefold()
    if folded in _NUMBERS or not folded.isalpha():
        return folded not in body
    return word[0].isupper() and folded[:_STEM] not in stems


@dataclass(frozen=True, slots=True)
class _Gate:
    document: Document
    evidence: Evidence
    policy: Policy
    notices: list[Notice]

    def headline(self, text: str) -> Statement | None:
        """Return a headline of the length of one, or None."""
        if len(text) > MAX_CHARACTERS:
            self.notices.append(_replaced(f"it is a headline of over {MAX_CHARACTERS} characters", "/headline"))
            return None
        return self.statement(text.rstrip("."), "/headline")

    def statement(self, text: str, pointer: str) -> Statement | None:
        """Return a statement with its receipts and checks, or None if it must not be shown."""
        text = clean(text)
        if len(words(text, self.evidence.language)) < _FEWEST_WORDS or len(text) > _LONGEST:
            self.notices.append(_replaced("it is no sentence of a fit length", pointer))
            return None
        found = verify(text, self.evidence)
        if not found.spans or (not found.supported and self.policy is Policy.BLOCK):
            self.notices.append(_replaced(self._reason(text, found), pointer))
            return None
        if not found.supported and self.policy is Policy.MARK:
            message = f"The article does not carry a statement of the model: {self._reason(text, found)}: “{text}”"
            self.notices.append(Notice(code="unsupported", message=message, pointer=pointer))
        return _stated(self.document, text, found)

    def _reason(self, text: str, found: Verification) -> str:
        """Say what is wrong with a statement, and what would help if it opens with a writer whom nobody has named."""
        wrong = [check for check in found.checks if check.status != "supported"]
        unnamed = any(
            check.kind == "name" and check.status == "absent" and check.text in text[:_NAME] for check in wrong
        )
        told = "; ".join(_told(check) for check in wrong) or "nothing in the article says it"
        return told + " (if that is who wrote it, send the byline)" * (unnamed and self.document.byline is None)


def _stated(document: Document, text: str, found: Verification) -> Statement:
    spans = sorted(found.spans[:_PER_STATEMENT])
    at = document.text.find(text, spans[0].start)
    verbatim = spans[0].start <= at < spans[-1].end
    if verbatim:
        spans = [Span(at, at + len(text))]
    return Statement(
        text=text,
        method=Method.VERBATIM if verbatim else Method.REWRITTEN,
        contexts=contexts(document, spans),
        checks=found.checks,
        fragment=fragment(spans if verbatim else found.spans[:1], document),
    )


def _told(check: Check) -> str:
    if check.kind in ("negation", "attribution", "role"):
        what = {"negation": "denies or affirms", "attribution": "attributes", "role": "tells"}[check.kind]
        return f"the article {what} it otherwise (“{check.text}”)"
    where = "is not in the article" if check.status == "absent" else "is not what the article says there"
    return f"the {check.kind} “{check.text}” {where}"


def _replaced(reason: str, pointer: str) -> Notice:
    message = f"A statement of the model was not used, because {reason}; the article's own words stand in for it."
    return Notice(code="blocked", message=message, pointer=pointer)


def _distinct(points: Iterable[Statement], language: str) -> list[Statement]:
    """Return the statements without those that say again what an earlier one said."""
    kept: list[tuple[Statement, frozenset[str]]] = []
    for point in points:
        said = frozenset(word.casefold() for word in words(point.text, language))
        if all(len(said & other) < _SAME * min(len(said), len(other)) for _, other in kept):
            kept.append((point, said))
    return [point for point, _ in kept]


def _fits(text: str, language: str, room: Room) -> bool:
    return room.take(len(words(text, language)), len(text))


def _places(document: Document, point: Statement) -> list[int]:
    """Return the sentences that a statement rests on, in reading order."""
    starts = [sentence.start for sentence in document.sentences]
    return sorted({max(bisect_right(starts, context.offset) - 1, 0) for context in point.contexts})


def _highlight(document: Document, draft: Draft, point: Statement, place: Sequence[int], taken: set[int]) -> Highlight:
    return Highlight(
        **dict(point),
        rank_score=round(max(float(draft.salience[i]) for i in place), 4),
        support=detail(document, place[-1], taken),
    )
