"""Speed and quality beside other summarisers, as ratios within one run: a command to run by hand, never a timed test.

    python tests/benchmark.py DATA.jsonl[.xz] --peers PYTHON [--limit N] [--rounds N] [--cold] [--json]

PYTHON is the interpreter of an environment of its own with ``sumy summa newspaper4k`` in it; without it only our own
rows and plain Punkt are measured. Every system runs in one process on one thread, is warmed up on all articles (these
answers are scored), and is then timed in rounds in which the systems take turns, so that other load falls on all
alike; the median round counts, by processor time. Speed is taken on articles of 3,800 characters or more, cut at the
last sentence end before that; ROUGE on all, whole. Three sentences are asked of each. sumy and newspaper4k
would download NLTK's data: they get NLTK's Punkt with this project's parameters, and NLTK's word tokenizer without its
second sentence splitting, which spares them work. summa splits by itself.

``--cold`` measures the command line from a cold process instead: ``--help``, a first summary, and 60,000 words.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

Answer = Callable[[str], list[str]]

COUNT = 3  # sentences asked
_CHARACTERS = 3_800
_LONG_WORDS = 60_000
_ROOT = Path(__file__).parents[1]
_ABBREVIATIONS = "mr mrs ms dr prof st jr sr gen col capt sgt rev sen rep gov u.s inc corp co ltd vs".split()
_PUNKT = _ROOT / "summarizer" / "text" / "data" / "punkt.json.gz"
_ONE_THREAD = {**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


def extractive() -> Answer:
    from summarizer import Summarizer
    from summarizer.errors import UnusableArticleError

    summarizer = Summarizer(engine="extractive", highlights=COUNT)

    def answer(text: str) -> list[str]:
        try:
            return [highlight.text for highlight in summarizer.summarize(text).highlights]
        except UnusableArticleError:
            return []

    return answer


def lead() -> Answer:
    from summarizer.evaluation.datasets import Example
    from summarizer.evaluation.systems import lead as first_sentences
    from summarizer.settings import Settings

    system = first_sentences(Settings(), COUNT)
    return lambda text: list(system(Example(id="", text=text)).highlights)


def plain_punkt() -> Answer:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    split = PunktSentenceTokenizer().span_tokenize
    return lambda text: list(split(text))[:0]  # its sentences are no answer


def sumy(method: str) -> Answer:
    from nltk.tokenize.destructive import NLTKWordTokenizer

    tokenizers = import_module("sumy.nlp.tokenizers")
    stemmer = import_module("sumy.nlp.stemmers").Stemmer("english")
    parser = import_module("sumy.parsers.plaintext").PlaintextParser
    summarizers = import_module(f"sumy.summarizers.{method.replace('Rank', '_rank').lower()}")
    rank = getattr(summarizers, f"{method}Summarizer")(stemmer)
    rank.stop_words = import_module("sumy.utils").get_stop_words("english")
    tokenizers.Tokenizer._get_sentence_tokenizer = lambda self, language: _punkt()
    tokenizers.Tokenizer._get_word_tokenizer = lambda self, language: NLTKWordTokenizer()
    tokenizer = tokenizers.Tokenizer("english")
    return lambda text: [str(sentence) for sentence in rank(parser.from_string(text, tokenizer).document, COUNT)]


def summa() -> Answer:
    summarize = import_module("summa.summarizer").summarize

    def answer(text: str) -> list[str]:
        scored = summarize(text, ratio=1.0, split=True, scores=True)  # all sentences, in reading order
        best = sorted(range(len(scored)), key=lambda i: -scored[i][1])[:COUNT]
        return [scored[i][0] for i in sorted(best)]

    return answer


def newspaper() -> Answer:
    nlp = import_module("newspaper.nlp")
    nlp.split_sentences._tokenizer = _punkt()
    common = import_module("newspaper.text").StopWords("en")
    return lambda text: list(nlp.summarize(" ", text, common, COUNT))  # an empty title is refused; this one is blank


OURS: dict[str, Callable[[], Answer]] = {"extractive": extractive, "lead": lead, "plain Punkt": plain_punkt}
PEERS: dict[str, Callable[[], Answer]] = {
    "sumy LexRank": lambda: sumy("LexRank"),
    "sumy TextRank": lambda: sumy("TextRank"),
    "sumy LSA": lambda: sumy("Lsa"),
    "sumy Luhn": lambda: sumy("Luhn"),
    "summa TextRank": summa,
    "newspaper4k": newspaper,
}


def _punkt() -> Any:
    """Return NLTK's splitter with this project's learned parameters; those of NLTK itself would be downloaded."""
    from nltk.tokenize.punkt import _ORTHO_LC, PunktParameters, PunktSentenceTokenizer

    learned = json.loads(gzip.decompress(_PUNKT.read_bytes()))
    parameters = PunktParameters()
    parameters.abbrev_types.update(learned["abbreviations"].split(), _ABBREVIATIONS)
    parameters.sent_starters.update(learned["starters"].split())
    parameters.ortho_context.update(dict.fromkeys(learned["ordinary"].split(), _ORTHO_LC))
    return PunktSentenceTokenizer(parameters)


def work(name: str) -> None:
    """Be one system: answer each line of standard input, articles as JSON, with a line of answers and times."""
    answer = {**OURS, **PEERS}[name]()
    for line in sys.stdin:
        texts = json.loads(line)
        wall, processor = time.perf_counter(), time.process_time()
        answers = [answer(text) for text in texts]
        times = time.process_time() - processor, time.perf_counter() - wall
        sys.stdout.write(json.dumps([answers, *times]) + "\n")
        sys.stdout.flush()


class Worker:
    """One system in a process of its own."""

    def __init__(self, name: str, python: str) -> None:
        self.processor: list[float] = []
        self.wall: list[float] = []
        command, pipe = [python, str(Path(__file__).resolve()), "--worker", name], subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, env=_ONE_THREAD)

    def answer(self, texts: list[str], *, timed: bool = False) -> list[list[str]]:
        """Return the sentences that the system gives for each article."""
        assert self.process.stdin
        assert self.process.stdout
        print(json.dumps(texts), file=self.process.stdin, flush=True)
        answers: list[list[str]]
        answers, processor, wall = json.loads(self.process.stdout.readline())
        if timed:
            self.processor.append(processor / len(texts))
            self.wall.append(wall / len(texts))
        return answers


def compare(data: Path, peers: str | None, limit: int | None, rounds: int) -> list[dict[str, Any]]:
    """Measure every system on a file of articles, and return a row of figures for each."""
    from summarizer.evaluation.datasets import read_examples

    examples = [example for example in read_examples(data, limit=limit) if example.highlights]
    short = [_cut(example.text) for example in examples if len(example.text) >= _CHARACTERS]
    workers = {name: Worker(name, sys.executable) for name in OURS}
    workers |= {name: Worker(name, peers) for name in PEERS if peers}
    answers = {}
    for name, worker in workers.items():
        answers[name] = worker.answer([example.text for example in examples])
        worker.answer(short)
    for number in range(rounds):
        for name in workers if number % 2 else reversed(workers):
            workers[name].answer(short, timed=True)
    for worker in workers.values():
        worker.process.communicate()
    ours = statistics.median(workers["extractive"].processor)
    rows = []
    for name, worker in workers.items():
        seconds = statistics.median(worker.processor)
        speed = {"milliseconds": 1000 * seconds, "wall_milliseconds": 1000 * statistics.median(worker.wall)}
        rows.append({"name": name, "articles_per_second": 1 / seconds, "ours_faster": seconds / ours, **speed})
    for row, figures in zip(rows, _quality(examples, answers), strict=True):
        row.update(figures, articles=len(examples), timed_articles=len(short), rounds=rounds)
    return rows


def _cut(text: str) -> str:
    """Return as much of an article as the speed is measured on."""
    ends = [found.end() for found in re.finditer(r"[.!?][\"”’')]*(?=\s)", text[: _CHARACTERS + 1])]
    return text[: ends[-1] if ends else _CHARACTERS]


def _quality(examples: Sequence[Any], answers: dict[str, list[list[str]]]) -> Iterator[dict[str, Any]]:
    """Yield ROUGE F1 in percent, the gap closed from lead to the greedy oracle with its interval, and mean words."""
    from summarizer.evaluation.bootstrap import ratio_interval
    from summarizer.evaluation.rouge import score
    from summarizer.evaluation.systems import greedy_oracle
    from summarizer.settings import Settings

    best = greedy_oracle(Settings(), COUNT)
    high = [score(example.highlights, best(example).highlights).mean for example in examples]
    scored = {
        name: [score(example.highlights, answer) for example, answer in zip(examples, given, strict=True)]
        for name, given in answers.items()
    }
    low = [rouge.mean for rouge in scored["lead"]]
    room = [top - base for top, base in zip(high, low, strict=True)]
    for name, given in answers.items():
        gains = [rouge.mean - base for rouge, base in zip(scored[name], low, strict=True)]
        gap = ratio_interval(gains, room)
        yield {
            "rouge": [100 * statistics.fmean(column) for column in zip(*scored[name], strict=True)],
            "gap_closed": [100 * bound for bound in (gap.value, gap.low, gap.high)] if gap else None,
            "words": statistics.fmean(sum(len(sentence.split()) for sentence in answer) for answer in given),
        }


def cold(data: Path) -> dict[str, dict[str, float]]:
    """Measure the command line from a cold process: seconds (median of five) and megabytes at the peak."""
    from summarizer.evaluation.datasets import read_examples

    words: list[str] = []
    for example in read_examples(data):
        words += [*example.text.split(" "), "\n\n"]
        if len(words) >= _LONG_WORDS:
            break
    first = _ROOT / "tests" / "data" / "night-ferry.txt"
    with tempfile.TemporaryDirectory() as folder:
        long = Path(folder) / "long.txt"
        long.write_text(" ".join(words), encoding="utf-8")
        commands = {
            "summarizer --help": ["--help"],
            "first summary": ["summarize", str(first), "--engine", "extractive"],
            "60,000 words": ["summarize", str(long), "--engine", "extractive"],
        }
        return {name: _command(arguments) for name, arguments in commands.items()}


def _command(arguments: list[str]) -> dict[str, float]:
    command = [str(Path(sys.executable).with_name("summarizer")), *arguments]
    wall, peak = [], 0
    for _ in range(5):
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=_ONE_THREAD)
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)} failed")
        process.returncode = status
        wall.append(time.perf_counter() - started)
        peak = max(peak, usage.ru_maxrss)
    return {"seconds": statistics.median(wall), "megabytes": peak / 1024}


def _markdown(rows: list[dict[str, Any]]) -> str:
    lines = ["| | articles/s | we are faster | ROUGE-1 / 2 / Lsum | gap closed, % | words |", f"|---|{'--:|' * 5}"]
    for row in sorted(rows, key=lambda row: row["ours_faster"]):
        quality = "–", "–", "–"
        if row["words"]:
            rouge = " / ".join(f"{value:.1f}" for value in row["rouge"])
            gap = "{:.1f} [{:.1f}, {:.1f}]".format(*row["gap_closed"]).replace("-", "−")
            quality = rouge, "0" if row["name"] == "lead" else gap, f"{row['words']:.0f}"
        cells = row["name"], f"{row['articles_per_second']:,.0f}", f"{row['ours_faster']:.1f} ×", *quality
        lines.append(f"| {' | '.join(cells)} |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=Path, nargs="?")
    parser.add_argument("--peers", metavar="PYTHON")
    parser.add_argument("--limit", type=int)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--cold", action="store_true")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--worker", choices=[*OURS, *PEERS], help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.worker:
        work(asked.worker)
        return
    if not asked.data:
        parser.error("DATA is missing")
    if asked.cold:
        figures = cold(asked.data)
        said = [f"{name}: {row['seconds']:.2f} s, {row['megabytes']:.0f} MB" for name, row in figures.items()]
        sys.stdout.write((json.dumps(figures) if asked.json else "\n".join(said)) + "\n")
    else:
        rows = compare(asked.data, asked.peers, asked.limit, asked.rounds)
        sys.stdout.write((json.dumps(rows) if asked.json else _markdown(rows)) + "\n")


if __name__ == "__main__":
    main()
