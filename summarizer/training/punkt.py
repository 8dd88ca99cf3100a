"""Learn the sentence splitter's parameters from raw news text, without labels.

    python -m summarizer.training.punkt DATA.jsonl... --output FILE

Abbreviations and sentence starters come from NLTK's ``PunktTrainer`` (Kiss and Strunk, "Unsupervised Multilingual
Sentence Boundary Detection", Computational Linguistics 32(4), 2006); rare abbreviations, which are mostly surnames,
and starters that are names are dropped. In place of Punkt's orthographic context, whose flags one stray title-cased
line can set, words are counted where they surely stand in mid-sentence: a word that is nearly always lower-case there
is *ordinary*, so its capital after a full stop opens a sentence. Punkt's collocations are left out: in news they are
nearly all initials and surnames, which the splitter joins anyway.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from summarizer.evaluation.datasets import lines_of

# After a lower-case letter or a comma and one space, a word stands inside a sentence.
_MID_SENTENCE_WORD = re.compile(r"(?<=[a-z,] )[A-Za-z][a-z]+(?:['’][a-z]+)?(?![\w.])")
_BEFORE_STOP = re.compile(r"(?<![\w.])[^\W\d_]+(?:\.[^\W\d_]+)*(?=\.(?:\s|,))")

MIN_ABBREVIATION = 20
"""Fewest sightings of an abbreviation with its full stop; at 5 surnames and interjections come in."""

MIN_COUNT = 10
"""Fewest mid-sentence sightings of an ordinary word; at 4 typing errors come in, at 40 plain words are lost."""

MIN_LOWER_SHARE = 0.9
"""Smallest share of them in lower case; at 0.7 surnames such as Brown and Bush come in."""


def train(texts: Iterable[str]) -> dict[str, list[str]]:
    """Return the splitter's parameters, each a sorted list of lower-cased words.

    Takes about 2 minutes and 1 GB for 30 million characters.
    """
    from nltk.tokenize.punkt import PunktTrainer

    trainer = PunktTrainer()
    stopped: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for text in texts:
        trainer.train(text, finalize=False)
        stopped.update(_BEFORE_STOP.findall(text.lower()))
        for word in _MID_SENTENCE_WORD.findall(text):
            (lower if word[0].islower() else upper)[word.lower()] += 1
    trainer.finalize_training()
    learned: Any = trainer.get_params()
    ordinary = {
        word for word, count in lower.items() if count >= MIN_COUNT and count >= MIN_LOWER_SHARE * (count + upper[word])
    }
    return {
        "abbreviations": sorted(word for word in learned.abbrev_types if stopped[word] >= MIN_ABBREVIATION),
        "starters": sorted(ordinary.intersection(learned.sent_starters)),
        "ordinary": sorted(ordinary),
    }


def read_texts(paths: Sequence[Path], limit: int, chunk: int = 1_000_000) -> Iterator[str]:
    """Yield the ``text`` fields of JSON lines files (plain or compressed), joined to chunks of ``chunk`` characters.

    At most ``limit`` characters are taken from each file. Punkt is trained by the chunk: it weighs every word again
    on each call.
    """
    for path in paths:
        parts: list[str] = []
        size = taken = 0
        for line in lines_of(path):
            text = json.loads(line)["text"]
            parts.append(text)
            size += len(text)
            taken += len(text)
            if size >= chunk:
                yield "\n\n".join(parts)
                parts, size = [], 0
            if taken >= limit:
                break
        if parts:
            yield "\n\n".join(parts)


def write(parameters: dict[str, list[str]], path: Path) -> None:
    """Write parameters as gzipped JSON, the same bytes for the same parameters."""
    data = json.dumps({name: "\n".join(words) for name, words in parameters.items()}, ensure_ascii=False)
    path.write_bytes(gzip.compress(data.encode(), mtime=0))


def main(arguments: Sequence[str] | None = None) -> int:
    """Train from the files named on the command line."""
    parser = argparse.ArgumentParser(prog="python -m summarizer.training.punkt", description=__doc__.splitlines()[0])
    parser.add_argument("data", nargs="+", type=Path, help="JSON lines with a text field, plain or compressed")
    parser.add_argument("--output", required=True, type=Path, help="where to write the parameters (.json.gz)")
    parser.add_argument("--limit", type=int, default=40_000_000, help="characters to take from each file")
    options = parser.parse_args(arguments)
    write(train(read_texts(options.data, options.limit)), options.output)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
