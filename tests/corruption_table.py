"""How many made corruptions the fact gate catches, and how many true statements it stops: the script's own half.

The gate is imported only when it is measured, so that what is measured with cannot lean on it.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from corruption_sentences import has_unnamed_speaker
from corruptions import Corruption, corrupt, pool, sentences

if TYPE_CHECKING:
    from summarizer.evaluation.datasets import Example

HIGHLIGHT, SENTENCE = "highlight", "sentence"


class Trial(NamedTuple):
    """A true statement, held against its article, and its corruptions with it."""

    article: str
    """Identifier of the article."""
    source: str
    """HIGHLIGHT, written by people, or SENTENCE, the article's own words."""
    statement: str
    unnamed: bool
    """Whether it gives its words to somebody whom the article does not name."""
    passed: bool
    """Whether the gate lets the true statement through."""
    caught: tuple[tuple[Corruption, bool], ...]
    """Each corruption, and whether the gate stops it."""


@dataclass(frozen=True, slots=True)
class Share:
    """A share of what was tried, with its 95 % bootstrap interval, articles resampled."""

    name: str
    tried: int
    share: float
    low: float
    high: float


def trials(examples: Sequence[Example], *, most_sentences: int = 2, seed: int = 0) -> Iterator[Trial]:
    """Yield every highlight of the examples and some sentences of their articles, tried with their corruptions."""
    from summarizer.evaluation.systems import read_document
    from summarizer.faithfulness import read_evidence, verify
    from summarizer.settings import Settings

    settings = Settings()
    others = pool(example.text for example in examples)
    for example in examples:
        evidence = read_evidence(read_document(example, settings))
        own = [(SENTENCE, text) for text in sentences(example.text, most=most_sentences)]
        for source, statement in [*((HIGHLIGHT, text) for text in example.highlights), *own]:
            made = corrupt(statement, example.text, others=others, seed=seed)
            caught = tuple((one, not verify(one.text, evidence).supported) for one in made)
            unnamed = has_unnamed_speaker(statement, example.text)
            yield Trial(example.id, source, statement, unnamed, verify(statement, evidence).supported, caught)


def recalls(tried: Sequence[Trial], group: Callable[[Corruption], str], *, of_passed: bool = False) -> list[Share]:
    """Return the share of corruptions caught in each group; ``of_passed`` counts only those of statements that pass."""
    counted = [trial for trial in tried if trial.passed] if of_passed else tried
    names = sorted({group(one) for trial in counted for one, _ in trial.caught})
    made = []
    for name in names:
        pairs = [(trial.article, caught) for trial in counted for one, caught in trial.caught if group(one) == name]
        made.append(_share(name, pairs))
    return made


def false_alarms(tried: Sequence[Trial]) -> list[Share]:
    """Return the share of true statements stopped, by who wrote them."""
    sources = sorted({trial.source for trial in tried})
    return [_share(name, [(t.article, not t.passed) for t in tried if t.source == name]) for name in sources]


def alarms_by_speaker(tried: Sequence[Trial]) -> list[Share]:
    """Return the share of true highlights stopped, apart for those whose speaker the article does not name."""
    names = {False: "speaker named, or none", True: "speaker not named"}
    highlights = [trial for trial in tried if trial.source == HIGHLIGHT]
    groups = {unnamed: [(t.article, not t.passed) for t in highlights if t.unnamed is unnamed] for unnamed in names}
    return [_share(names[unnamed], pairs) for unnamed, pairs in groups.items() if pairs]


def _share(name: str, pairs: Sequence[tuple[str, bool]]) -> Share:
    from summarizer.evaluation.bootstrap import ratio_interval

    total, hits = Counter(article for article, _ in pairs), Counter(article for article, hit in pairs if hit)
    interval = ratio_interval([float(hits[key]) for key in total], [float(count) for count in total.values()])
    if interval is None:
        return Share(name, 0, 0.0, 0.0, 0.0)
    return Share(name, len(pairs), interval.value, interval.low, interval.high)


def figures(tried: Sequence[Trial]) -> dict[str, list[Share]]:
    """Return the tables of a measurement: by kind, by kind and origin, by class, and of false alarms."""
    groups: dict[str, Callable[[Corruption], str]] = {
        "by kind": lambda one: one.kind,
        "by kind and origin": lambda one: f"{one.kind}, {one.origin}",
        "by class": lambda one: f"{one.kind}: {one.sort}, {one.origin}",
    }
    made = {f"caught, {name}": recalls(tried, group) for name, group in groups.items()}
    made["caught, of statements that pass"] = recalls(tried, groups["by kind and origin"], of_passed=True)
    made["true statements stopped"] = false_alarms(tried)
    made["true highlights stopped"] = alarms_by_speaker(tried)
    return made


def main(arguments: Sequence[str]) -> None:
    """Read the command line, and print the tables or their JSON."""
    from summarizer.evaluation.datasets import read_examples

    parser = argparse.ArgumentParser(prog="corruptions.py", description="Measure the fact gate on made corruptions.")
    parser.add_argument("data", type=Path, help="articles with highlights: .jsonl, or its .gz, .bz2, .xz, .zst")
    parser.add_argument("--limit", type=int, help="most articles")
    parser.add_argument("--skip", type=int, default=0, help="articles passed over first")
    parser.add_argument(
        "--step", type=int, default=1, help="2 takes every second article, from the first not passed over"
    )
    parser.add_argument("--seed", type=int, default=0, help="another seed draws other corruptions")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args(arguments)
    limit = options.skip + options.limit if options.limit else None
    examples = list(read_examples(options.data, limit=limit))[options.skip :: options.step]
    made = figures(list(trials(examples, seed=options.seed)))
    shares: dict[str, Any] = {name: [asdict(share) for share in table] for name, table in made.items()}
    fields = {"data": options.data.name, "articles": len(examples), **shares}
    print(json.dumps(fields, indent=2) if options.json else _text(options.data.name, len(examples), made))  # noqa: T201


def _text(data: str, articles: int, tables: dict[str, list[Share]]) -> str:
    lines = [f"{articles:,} articles of {data}; shares in %, with 95 % bootstrap intervals over articles"]
    for name, table in tables.items():
        lines += ["", name, ""]
        width = max((len(share.name) for share in table), default=0)
        for share in table:
            bounds = f"[{100 * share.low:.1f}, {100 * share.high:.1f}]"
            lines.append(f"{share.name:{width}}  {share.tried:6,}  {100 * share.share:6.1f}  {bounds:>14}")
    return "\n".join(lines)
