"""Articles in any number, each different, from word lists and our own examples: an archive to try a batch on.

As a script: ``python tests/synthetic.py 100000 archive.jsonl``, or ``… archive.jsonl --html`` for whole pages. The same
seed and number always make the same article.
"""

from __future__ import annotations

import argparse
import html
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from articles import BY_LANGUAGE

LENGTH = 30
"""Sentences of an article: with the lead some 3,000 characters, as of a daily's."""

_FIRST = """Ada Ben Carla Dario Edith Femi Greta Hugo Imani Jonas Kemal Lena Mira Nils Olga Pavel Quinn Rosa Samir Tessa
Uma Viktor Wanda Ximena Yusuf Zadie""".split()
_LAST = """Adeyemi Barrow Castell Dunmore Ekström Fairley Gorman Holm Ivers Jansen Kowal Lindqvist Moor Novak Okafor
Penrose Quist Rahimi Strand Tamm Ullman Vik Wexley Yarrow Zeller""".split()
_PLACES = """Harlow Bay, Eastmere, Pell Valley, Norwick, Saltburn Cross, Low Fallow, Kingsmouth, Arden Lake, Veldt,
Tamsin Hill, Port Ellis, Greywater, Upper Marsh, Stonebridge, Alder Point, Wick Sands, Moss End, Caldera""".replace(
    "\n", " "
).split(", ")
_BODIES = """council, harbour board, school trust, railway, water company, hospital, museum, university, fire service,
farmers' union, housing association, theatre, bus company, parks department, lifeboat crew, library""".replace(
    "\n", " "
).split(", ")
_THINGS = """lighthouse, ferry, flood wall, tram line, orchard, bridge, market hall, reservoir, bus station, clinic,
swimming pool, quarry, wind farm, cycle path, observatory, canal lock, grain store, bandstand""".replace(
    "\n", " "
).split(", ")
_ACTS = "rebuild, close, sell, extend, repair, move, rename, electrify, restore, lease, survey, fence off".replace(
    "\n", " "
).split(", ")
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_MONTHS = "January February March April May June July August September October November December".split()
_ADJECTIVES = "costly overdue modest bold careful temporary popular disputed quiet unusual".split()

_LEADS = (
    "The {body} of {place} decided on {day} to {act} the {adjective} {thing}, at a cost of {n} million pounds.",
    "Work to {act} the {thing} in {place} will begin in {month}, the {body} said on {day}.",
    "A plan to {act} the {thing} near {place} was turned down on {day} by {n} votes to {m}.",
)
_SENTENCES = (
    "{person}, who speaks for the {body}, said that the {thing} had served {n00} households since {year}.",
    "“We will not {act} the {thing} before {month},” said {person}, an engineer from {place}.",
    "About {n} per cent of the money comes from a fund for {adjective} projects, and the rest from local taxes.",
    "In {year}, a storm took the roof off the {thing} and left {m} families without power for {n} days.",
    "The {body} has until {month} {m} to answer the {n00} objections that residents of {place} sent in.",
    "Not everybody agrees: {person} called the scheme {adjective} and asked for a second survey.",
    "Engineers measured a tilt of {n} centimetres, {m} more than in {year}, when the last report was written.",
    "Some {n00} people signed a petition at the {place} {thing}, most of them on the first {day}.",
    "The contract went to a firm from {place} that employs {m} people and was founded in {year}.",
    "According to {person}, the {adjective} part of the work will take {n} weeks, weather permitting.",
    "Two of the {m} members of the {body} left the room before the vote on the {thing}.",
    "The nearest alternative is in {place}, {n} kilometres away, and it is full on every {day}.",
    "{person} told the meeting that the figures for {year} had been checked by an outside auditor.",
    "If the work passes inspection in {month}, the {thing} could open to visitors by the end of {later}.",
    "Children from the school in {place} planted {n00} trees along the {adjective} path behind the {thing}.",
    "The {body} paid {n00},000 pounds for the land, less than half of what {person} had asked for.",
    "Trains and buses stopped for {n} minutes on {day} while crews looked at the {thing}.",
    "A spokesman in {place} would not say whether the {body} had been told about the {adjective} findings.",
)  # fmt: skip
_OTHERS = tuple(text for language, text in BY_LANGUAGE.items() if language != "en")

PAGE = """<!DOCTYPE html><html lang="en"><head><title>{title} - The Bay Courier</title>
<meta property="og:title" content="{title}"><meta name="author" content="{byline}"></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li>
<li><a href="/weather">Weather</a></li><li><a href="/about">About us</a></li></ul></nav></header>
<main><article><h1>{title}</h1><p class="byline">By {byline}</p>{body}</article>
<aside><h2>Most read</h2><ul><li><a href="/1">Ten walks for a wet week</a></li><li><a href="/2">Tide tables</a></li>
</ul></aside></main><footer><p>Cookies · Privacy · Terms. All rights reserved.</p></footer></body></html>"""


class Article(NamedTuple):
    """An article as an archive has it."""

    id: str
    title: str
    text: str
    byline: str


def articles(count: int, *, seed: int = 1, sentences: int = LENGTH) -> Iterator[Article]:
    """Yield articles of about so many sentences; a few are equal, nearly equal, foreign or too short, as in life."""
    for number in range(count):
        chance = Random(f"{seed} {number}")
        kind = chance.random() if number else 1.0
        if kind < 0.02:  # wire copy, as it came
            yield article(chance.randrange(number), seed=seed, sentences=sentences)._replace(id=f"{seed}-{number}")
        elif kind < 0.04:  # wire copy, touched by a desk
            wire = article(chance.randrange(number), seed=seed, sentences=sentences)
            yield wire._replace(id=f"{seed}-{number}", text=f"{wire.text}\n\n{_sentence(chance, _SENTENCES)}")
        elif kind < 0.05:
            yield Article(f"{seed}-{number}", "In brief", _sentence(chance, _LEADS), "")
        elif kind < 0.09:
            foreign = chance.choice(_OTHERS).split("\n\n")
            chance.shuffle(foreign)
            yield Article(f"{seed}-{number}", "", "\n\n".join([*foreign, str(number)]), "")
        else:
            yield article(number, seed=seed, sentences=sentences)


def article(number: int, *, seed: int = 1, sentences: int = LENGTH) -> Article:
    """Return the article of a number: news that nobody has read before, some 100 characters a sentence."""
    chance = Random(f"{seed} article {number}")
    title, lead = _opening(chance)
    paragraphs = [lead]
    told = [_sentence(chance, _SENTENCES) for _ in range(chance.randint(sentences - 2, sentences + 2))]
    while told:
        size = chance.randint(1, 3)
        paragraphs.append(" ".join(told[:size]))
        told = told[size:]
    byline = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
    return Article(f"{seed}-{number}", title, "\n\n".join(paragraphs), byline)


def _opening(chance: Random) -> tuple[str, str]:
    """Return a title and the lead below it, which tell of the same; one title in ten names another place."""
    words = _words(chance)
    place = chance.choice(_PLACES) if chance.random() < 0.1 else words["place"]
    return f"{place} is to {words['act']} its {words['thing']}", chance.choice(_LEADS).format_map(words)


def _sentence(chance: Random, patterns: tuple[str, ...]) -> str:
    return chance.choice(patterns).format_map(_words(chance))


def _words(chance: Random) -> dict[str, object]:
    return {
        "person": f"{chance.choice(_FIRST)} {chance.choice(_LAST)}", "place": chance.choice(_PLACES),
        "body": chance.choice(_BODIES), "thing": chance.choice(_THINGS), "act": chance.choice(_ACTS),
        "adjective": chance.choice(_ADJECTIVES), "day": chance.choice(_DAYS), "month": chance.choice(_MONTHS),
        "year": chance.randint(1950, 2020), "later": chance.randint(2027, 2040), "n": chance.randint(2, 98),
        "m": chance.randint(3, 29), "n00": chance.randint(2, 97) * 100,
    }  # fmt: skip


def record(found: Article, *, as_html: bool = False) -> dict[str, str]:
    """Return an article as a line of an archive: its text, or the whole page that it stood on."""
    if not as_html:
        return {"id": found.id, "title": found.title, "text": found.text, "byline": found.byline}
    body = "".join(f"<p>{html.escape(paragraph)}</p>" for paragraph in found.text.split("\n\n"))
    page = PAGE.format(title=html.escape(found.title), byline=html.escape(found.byline), body=body)
    return {"id": found.id, "html": page}


def write(path: Path, count: int, *, seed: int = 1, as_html: bool = False, sentences: int = LENGTH) -> Path:
    """Write an archive of articles as JSON lines."""
    with path.open("w", encoding="utf-8") as file:
        for found in articles(count, seed=seed, sentences=sentences):
            file.write(json.dumps(record(found, as_html=as_html), ensure_ascii=False) + "\n")
    return path


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("output", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--html", action="store_true")
    parser.add_argument("--sentences", type=int, default=LENGTH)
    given = parser.parse_args()
    write(given.output, given.count, seed=given.seed, as_html=given.html, sentences=given.sentences)
