"""A fact of a statement, with the places of the article that carry it and those that could have stood instead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from summarizer.faithfulness.aliases import look_up
from summarizer.faithfulness.dates import Day, agree, find_days
from summarizer.faithfulness.evidence import Evidence, taken
from summarizer.faithfulness.names import Name, find_names, is_ordinary
from summarizer.faithfulness.numbers import Quantity, find_quantities, same_unit, same_value
from summarizer.faithfulness.reading import Reading


@dataclass(frozen=True, slots=True)
class Fact:
    """A number, date or name of a statement, from token to token."""

    kind: Literal["number", "date", "name"]
    first: int
    last: int
    found: Literal["whole", "part", "none"]
    """Whether the article carries it, carries it in other words or company, or not at all."""
    own: tuple[int, ...]
    """Tokens of the article that carry it."""
    rivals: tuple[int, ...]
    """Tokens of the article that carry something of its sort that it is not."""
    bound: bool | None = None
    """Whether the noun that it counts is the article's (True), is another number's there (False), or cannot be told."""


def find_facts(statement: Reading, evidence: Evidence, *, headline: bool = False) -> Iterator[Fact]:
    """Yield the numbers, dates and names of a statement."""
    days = find_days(statement, evidence.language)
    dated = taken(days)
    numbers = find_quantities(statement, evidence.language, taken=dated)
    for day in days:
        yield _date(day, evidence)
    for number in numbers:
        if fact := _number(number, evidence):
            yield fact
    counted = frozenset(token for number in numbers for token in range(number.first, number.last + 1))
    if evidence.language == "en":
        yield from _names(statement, evidence, skip=dated | counted, headline=headline)


def _date(day: Day, evidence: Evidence) -> Fact:
    published = evidence.document.published
    own = tuple(told.first for told in evidence.days if agree(day, told, published))
    rivals = tuple(told.first for told in evidence.days if told.part == day.part and told.first not in own)
    return Fact("date", day.first, day.last, "whole" if own else "none", own, rivals)


def _number(number: Quantity, evidence: Evidence) -> Fact | None:
    told = evidence.quantities
    own = [other for other in told if same_value(number, other) and same_unit(number, other)]
    rivals = [other for other in told if other not in own and same_unit(number, other)]
    if number.value == 1 and (number.unit == "ordinal" or (not number.plain and not number.unit)):
        return None
    bound = None
    if number.nouns and own:
        noun = set(number.nouns[:2])
        if any(noun & set(other.nouns) for other in own):
            bound = True
        elif any(number.nouns[0] in other.nouns[:2] for other in rivals):
            bound = False
    return Fact(
        "number",
        number.first,
        number.last,
        "whole" if own else "none",
        tuple(q.first for q in own),
        tuple(q.first for q in rivals),
        bound,
    )


def _names(statement: Reading, evidence: Evidence, *, skip: frozenset[int], headline: bool) -> Iterator[Fact]:
    names = list(find_names(statement, skip=skip))
    looked = []
    for name in names:
        found = look_up(name, statement, evidence)
        if found.status == "none" and _is_no_name(name, statement, evidence, headline=headline):
            continue
        looked.append((name, found))
    mentioned = {token for _, found in looked for token in found.mentions}
    rivals = tuple(token for token in evidence.name_places if token not in mentioned)
    for name, found in looked:
        yield Fact("name", name.first, name.last, found.status, found.mentions, rivals)


def _is_no_name(name: Name, statement: Reading, evidence: Evidence, *, headline: bool) -> bool:
    """Whether capitals that the article does not know are ordinary words at a sentence's head or in a headline."""
    if name.sure and not headline:
        return False
    keys = statement.keys[name.first : name.last + 1]
    return all(is_ordinary(key) or key in evidence.key_places for key in keys)
