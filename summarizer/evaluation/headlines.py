"""How well headlines are written, against the titles that newspapers gave."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from summarizer.evaluation.bootstrap import mean_interval
from summarizer.evaluation.datasets import Example
from summarizer.evaluation.report import HeadlineRow
from summarizer.evaluation.rouge import score, tokens
from summarizer.evaluation.systems import read_document
from summarizer.settings import Settings

CHOPPED = 80
"""Characters of the chopped lead: as many as a written headline may have."""

Writer = Callable[[Example], str]
"""An article in, a headline out; it must not look at the title."""


def untitled(example: Example) -> Example:
    """Return an example without its title, for systems that must not see it."""
    return Example(id=example.id, text=example.text, language=example.language)


def headline_rows(
    writers: dict[str, Writer], examples: Sequence[Example], *, settings: Settings, tick: Callable[[], None]
) -> Iterator[HeadlineRow]:
    """Yield a row for each writer, then for the chopped lead sentence and for the best single sentence."""
    for name, write in writers.items():
        lines = []
        for example in examples:
            lines.append(write(untitled(example)))
            tick()
        yield _row(name, examples, lines)
    bodies = [_sentences(example, settings) for example in examples]
    yield _row(f"lead, chopped at {CHOPPED}", examples, [body[0][:CHOPPED] for body in bodies])
    best = [max(body, key=lambda s: _likeness(e, s)) for e, body in zip(examples, bodies, strict=True)]
    yield _row("best sentence", examples, best)


def _row(name: str, examples: Sequence[Example], lines: Sequence[str]) -> HeadlineRow:
    # On one line, ROUGE-Lsum is ROUGE-L.
    scores = [score([example.title or ""], [line]) for example, line in zip(examples, lines, strict=True)]
    return HeadlineRow(
        name=name,
        rouge1=mean_interval([rouge.rouge1 for rouge in scores]),
        rouge2=mean_interval([rouge.rouge2 for rouge in scores]),
        rougel=mean_interval([rouge.rougel for rouge in scores]),
        characters=sum(map(len, lines)) / len(lines),
    )


def _sentences(example: Example, settings: Settings) -> list[str]:
    document = read_document(untitled(example), settings)
    return [document.quote(sentence) for sentence in document.sentences] or [""]


def _likeness(example: Example, sentence: str) -> float:
    """Return ROUGE-1 F1 against the title."""
    return score([example.title or ""], [sentence]).rouge1 if tokens(sentence) else 0.0
