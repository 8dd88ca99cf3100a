"""Numbers in a text as values: figures, number words, money, shares, measures, ages, ranges and ordinals.

"3.5 percent", "3.5%" and "three and a half per cent" are one quantity; so are "$1.5m" and "1.5 million dollars".
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from summarizer.faithfulness.reading import Reading
from summarizer.faithfulness.units import (
    ATTACHED,
    CURRENCIES,
    FRACTIONS,
    MANY,
    MEASURES,
    ONES,
    ORDINALS,
    ROUND,
    SCALES,
    SIGNS,
    SPEEDS,
    TENS,
)

_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_GROUPED_ELSEWHERE = re.compile(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?")
_ENGLISH_FIGURES = frozenset(("en", "zh", "ja", "ko", "ms", "he", "hi", "th"))
"""Languages that write a decimal point; elsewhere 9.000 is nine thousand."""
_OPENING = frozenset((*ONES, *TENS, *MANY, *ORDINALS, *SIGNS, "a", "an", "half", "dozen"))
"""Words and signs that a number may begin with, figures aside."""
FLIGHT = "label flight"
"""Unit of "Flight 370", which "MH370" names as well."""
_STOP = re.compile(r"[,;:.!?()—–]\s|\s[—–-]\s")
_AFTER_ONLY = frozenset("won dollars bucks cents pounds pence euros rupees francs".split())
"""Currencies whose word never stands before the figure: who "won 5 medals" has no money."""
_HOURLY = (["an", "hour"], ["per", "hour"])
_LEAST_WON = 100  # a tenth of a dollar; less is a number of those who won
_NOUNS = 3  # content words after a number that may be what it counts
_NOUN_WITHIN = 6  # tokens


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as a text names it, from token to token."""

    first: int
    last: int
    value: float
    unit: str = ""
    """Unit of measure or currency, "ordinal", "time", "age", "many" (dozens, hundreds), or "" for a count of things."""
    slack: float = 0.0
    """How far from the value, as a share of it, the text lets the true one lie ("about", "more than")."""
    nouns: tuple[str, ...] = ()
    """Terms after the number, the likeliest for what it counts first."""
    plain: bool = True
    """Whether it is written in figures."""


def find_quantities(reading: Reading, language: str = "en", *, taken: Iterable[int] = ()) -> list[Quantity]:
    """Return the numbers of a text, in order, but for the tokens that dates have taken."""
    closed = frozenset(taken)
    found: list[Quantity] = []
    last = -1
    for at, key in enumerate(reading.keys):
        if at <= last or at in closed or not (key in _OPENING or key[:1].isdigit()):
            continue
        if number := _number(reading, at, language):
            number = _dressed(reading, number, language)
            found.append(number)
            last = number.last
    return _shared_units(reading, found)


def _number(reading: Reading, at: int, language: str) -> Quantity | None:
    surface, key = reading.surfaces[at], reading.keys[at]
    if surface[0].isdigit():
        return _figure(reading, at, language)
    if surface in SIGNS:
        return Quantity(at, at, SIGNS[surface], "share")
    return _spelled(reading, at, key) if language == "en" else None


def _figure(reading: Reading, at: int, language: str) -> Quantity | None:
    key = reading.keys[at]
    if ":" in key:
        return Quantity(at, at, _clock(key), "time")
    value = _value(key, language)
    last, unit = at, ""
    following = reading.keys[at + 1] if at + 1 < len(reading) else ""
    attached = reading.gap(at) == ""
    if attached and following in ("st", "nd", "rd", "th"):
        return Quantity(at, at + 1, value, "ordinal")
    if attached and (sign := SIGNS.get(reading.surfaces[at + 1] if following else "")):
        return Quantity(at, at + 1, value + sign)
    if attached and following in ("am", "pm"):
        return Quantity(at, at + 1, value, "time")
    if following in SCALES and (attached or following not in ATTACHED):
        value, last = value * SCALES[following], at + 1
        unit = "metre?" if attached and following == "m" else ""
    if at and re.fullmatch(r"[-–]?", reading.gap(at - 1)) and _is_label(reading, at - 1):
        unit = f"label {reading.keys[at - 1]}"
    elif at and reading.keys[at - 1] == "flight":
        unit = FLIGHT
    return Quantity(at, last, value, unit)


def _is_label(reading: Reading, at: int) -> bool:
    return (
        reading.surfaces[at].isupper()
        and reading.surfaces[at].isalpha()
        and reading.keys[at] not in CURRENCIES
        and reading.keys[at] != "us"
    )


def _value(key: str, language: str) -> float:
    """Read a figure by its language's marks; one that makes no sense by them is read by the other ones."""
    english = language in _ENGLISH_FIGURES
    if _GROUPED.fullmatch(key) and (english or not _GROUPED_ELSEWHERE.fullmatch(key)):
        key = key.replace(",", "")
    elif _GROUPED_ELSEWHERE.fullmatch(key) and not english:
        key = key.replace(".", "").replace(",", ".")
    elif not english:
        key = key.replace(",", ".")
    whole, dot, rest = key.partition(".")
    return float(re.sub(r"\D", "", whole) + dot + re.sub(r"\D", "", rest))


def _clock(key: str) -> float:
    hour, _, rest = key.partition(":")
    return float(re.sub(r"\D", "", hour) or 0) + float(re.sub(r"\D", "", rest)[:2] or 0) / 60


def _spelled(reading: Reading, at: int, key: str) -> Quantity | None:
    """Read a number in words: "two", "twenty-five", "a hundred", "three and a half million", "a third", "dozens"."""
    if key in MANY and (key != "scores" or reading.keys[at + 1 : at + 2] == ["of"]):
        return Quantity(at, at, MANY[key], "many", plain=False)
    if key in ("a", "an") and at + 1 < len(reading):
        after = reading.keys[at + 1]
        if after in SCALES and after not in ATTACHED:
            return _scaled(reading, Quantity(at, at, 1.0, plain=False))
        if after == "dozen":
            return Quantity(at, at + 1, 12.0, plain=False)
        if after in FRACTIONS and after != "second" and _is_share(reading, at + 1):
            return Quantity(at, at + 1, FRACTIONS[after], "share", plain=False)
        return None
    if key == "half" and not (at and reading.keys[at - 1] in ("first", "second", "other", "one", "the")):
        if reading.keys[at + 1 : at + 2] == ["a"] and (whole := _spelled(reading, at + 1, "a")):
            return replace(whole, first=at, value=whole.value / 2)
        return Quantity(at, at, 0.5, "share", plain=False)
    if key in ORDINALS:
        return (
            Quantity(at, at, ORDINALS[key], "ordinal", plain=False)
            if key != "second" or not _is_seconds(reading, at)
            else None
        )
    if key == "dozen":
        return Quantity(at, at, 12.0, plain=False)
    return _scaled(reading, found) if (found := _small(reading, at)) else None


def _is_share(reading: Reading, at: int) -> bool:
    return at + 1 < len(reading) and reading.keys[at + 1] in ("of", "the", "more", "less")


def _is_seconds(reading: Reading, at: int) -> bool:
    return at > 0 and reading.keys[at - 1] in ("a", "per", "each", "every", "split")


def _small(reading: Reading, at: int) -> Quantity | None:
    key, keys = reading.keys[at], reading.keys
    if key in TENS:
        value, last = TENS[key], at
        if at + 1 < len(keys):
            if 1 <= ONES.get(keys[at + 1], 0) <= 9:
                value, last = value + ONES[keys[at + 1]], at + 1
            elif 1 <= ORDINALS.get(keys[at + 1], 0) <= 9 and reading.gap(at) == "-":
                return Quantity(at, at + 1, value + ORDINALS[keys[at + 1]], "ordinal", plain=False)
        return Quantity(at, last, float(value), plain=False)
    if key not in ONES:
        return None
    if at + 1 < len(keys) and keys[at + 1] in FRACTIONS and (keys[at + 1].endswith("s") or _is_share(reading, at + 1)):
        return Quantity(at, at + 1, ONES[key] * FRACTIONS[keys[at + 1]], "share", plain=False)
    return Quantity(at, at, float(ONES[key]), plain=False)


def _scaled(reading: Reading, number: Quantity) -> Quantity:
    """Read what multiplies or adds to a number in words: "hundred and five thousand", "and a half million"."""
    value, last, keys = number.value, number.last, reading.keys
    if keys[last + 1 : last + 4] == ["and", "a", "half"]:
        value, last = value + 0.5, last + 3
    while last + 1 < len(keys):
        following = keys[last + 1]
        if following in SCALES and following not in ATTACHED:
            value, last = value * SCALES[following], last + 1
            continue
        if following == "dozen":
            return replace(number, value=value * 12, last=last + 1)
        step = 2 if following == "and" and value >= 100 else 1
        more = _small(reading, last + step) if value >= 100 and last + step < len(keys) else None
        if not more or more.unit or more.value >= value:
            break
        value, last = value + more.value, more.last
    return replace(number, value=value, last=last)


def _dressed(reading: Reading, number: Quantity, language: str) -> Quantity:
    """Give a number the currency before it, the unit and the nouns after it, and the slack its words allow."""
    before, after = number.first - 1, number.last + 1
    unit, value, last, first = number.unit, number.value, number.last, number.first
    keys = reading.keys
    slack = _slack(keys, before) if language == "en" else 0.0
    if (
        before >= 0
        and keys[before] in CURRENCIES
        and re.fullmatch(r"\s?", reading.gap(before))
        and keys[before] not in _AFTER_ONLY
    ):
        unit, first = CURRENCIES[keys[before]][0], before
    elif after < len(keys) and unit in ("", "metre?", "share", "many"):
        word = keys[after]
        gap = reading.gap(last).strip()
        if gap not in ("", "-", "–"):
            pass
        elif word in CURRENCIES and (word != "won" or value >= _LEAST_WON):
            unit, worth = CURRENCIES[word]
            value, last = value * worth, after
        elif keys[after : after + 2] == ["percentage", "points"] or keys[after : after + 2] == ["percentage", "point"]:
            unit, last = "point", after + 1
        elif keys[after : after + 2] == ["per", "cent"]:
            unit, last = "percent", after + 1
        elif word in MEASURES:
            unit, last = MEASURES[word], after
            if (speed := SPEEDS.get(unit)) and keys[after + 1 : after + 3] in _HOURLY:
                unit, last = speed, after + 2
            elif unit == "year" and keys[after + 1 : after + 2] == ["old"]:
                unit, last = "age", after + 1
    if not unit and _is_age(reading, number):
        unit = "age"
    nouns = _nouns(reading, last + 1)
    return replace(number, first=first, last=last, value=value, unit=unit, slack=slack, nouns=nouns)


def _slack(keys: list[str], before: int) -> float:
    return max((ROUND.get(keys[i], 0.0) for i in range(max(0, before - 1), before + 1)), default=0.0)


def _is_age(reading: Reading, number: Quantity) -> bool:
    """Whether a bare number is an age: "aged 34", "age 34", ", 34,"."""
    before = number.first - 1
    if before < 0 or not 0 < number.value < 120:
        return False
    if reading.keys[before] in ("aged", "age"):
        return True
    return (
        reading.gap(before).strip() == "," and number.plain and reading.gap(number.last).lstrip()[:1] in (",", ".", ")")
    )


def _nouns(reading: Reading, at: int) -> tuple[str, ...]:
    found = []
    for token in range(at, min(at + _NOUN_WITHIN, len(reading))):
        gap = reading.gap(token - 1)
        if gap != " " and _STOP.search(gap):
            break
        if reading.terms[token] and not reading.surfaces[token][0].isdigit():
            found.append(reading.terms[token])
            if len(found) == _NOUNS:
                break
    return tuple(found)


def _shared_units(reading: Reading, found: list[Quantity]) -> list[Quantity]:
    """Give the first number of a range the unit of the second: "10 to 15 percent", "$3-4 million"."""
    for n in range(len(found) - 1, 0, -1):
        left, right = found[n - 1], found[n]
        if right.first - left.last > 2 or not re.fullmatch(
            r"\s*(?:-|–|to|and|or)\s*", reading.text[reading.ends[left.last] : reading.starts[right.first]]
        ):
            continue
        if right.unit and not left.unit:
            found[n - 1] = replace(left, unit=right.unit, nouns=right.nouns)
        elif left.unit and not right.unit:
            found[n] = replace(right, unit=left.unit)
        elif not left.nouns:
            found[n - 1] = replace(left, nouns=right.nouns)
    return found
