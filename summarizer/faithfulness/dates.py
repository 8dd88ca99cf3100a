"""Dates in a text: weekdays, months, days of a month, years, decades, and words such as "yesterday"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from summarizer.faithfulness.reading import Reading

WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
MONTHS = "january february march april may june july august september october november december".split()
_WEEKDAY = {form: n for n, day in enumerate(WEEKDAYS) for form in (day, day + "s", day[:3])} | {
    "tues": 1, "thur": 3, "thurs": 3,
}  # fmt: skip
_MONTH = {form: n for n, month in enumerate(MONTHS, 1) for form in (month, month[:3])} | {"sept": 9}
_AMBIGUOUS = frozenset(("may", "march", "mar", "sat", "sun", "wed", "mon", "jan", "dec"))
"""Month and weekday words that are ordinary words or names unless they are capitalised and something dates them."""
_RELATIVE = {"yesterday": -1, "today": 0, "tonight": 0, "tomorrow": 1}
_YEAR = re.compile(r"1[0-9]\d\d|20\d\d")
_SHORT_DECADES = frozenset("20 30 40 50 60 70 80 90".split())
_SPANS = frozenset("week month year weekend summer winter spring autumn season".split())
_WHICH = frozenset("last next".split())
_OPENING = frozenset((*_WEEKDAY, *_MONTH, *_RELATIVE, *_WHICH))
"""Words that a date may begin with, figures aside."""
# A bare figure is a year after these; elsewhere "1,500 people" lost its comma.
_DATED = frozenset(
    "in since by until from of during before after between and to through the around early late mid for summer winter "
    "spring autumn fall season world cup".split()
)


@dataclass(frozen=True, slots=True)
class Day:
    """A date as a text names it, from token to token."""

    first: int
    last: int
    weekday: int | None = None
    """0 for Monday."""
    month: int | None = None
    day: int | None = None
    year: int | None = None
    decade: int | None = None
    relative: str | None = None

    @property
    def part(self) -> str:
        """The finest thing that the date names; dates of one part can stand for one another."""
        if self.relative:
            return "relative"
        if self.weekday is not None and self.month is None:
            return "weekday"
        return "month" if self.month else "decade" if self.decade is not None else "year"

    @property
    def spans(self) -> bool:
        """Whether it is a stretch of days: "last week"."""
        return self.relative is not None and self.relative not in _RELATIVE


def find_days(reading: Reading, language: str = "en") -> list[Day]:
    """Return the dates of a text, in order. Weekdays and months are English; years are told in any language."""
    found: list[Day] = []
    last = -1
    for token, key in enumerate(reading.keys):
        if token <= last or not (key in _OPENING or key[:1].isdigit()):
            continue
        day = (_named(reading, token) if language == "en" else None) or _year(reading, token, language)
        if day:
            found.append(day)
            last = day.last
    return found


def _named(reading: Reading, at: int) -> Day | None:
    key = reading.keys[at]
    if key == "9" and reading.keys[at + 1 : at + 2] == ["11"] and reading.gap(at) in ("/", "-"):
        return Day(at, at + 1, month=9, day=11)
    if key in _WEEKDAY and _is_dated(reading, at):
        after = _month_day(reading, at + 1) if at + 1 < len(reading) and reading.gap(at).strip() in ("", ",") else None
        if after:
            return Day(at, after.last, _WEEKDAY[key], after.month, after.day, after.year)
        return Day(at, at, weekday=_WEEKDAY[key])
    if key in _RELATIVE:
        return Day(at, at, relative=key)
    if key in _WHICH and at + 1 < len(reading) and reading.keys[at + 1] in _SPANS:
        return Day(at, at + 1, relative=f"{key} {reading.keys[at + 1]}")
    return _month_day(reading, at)


def _is_dated(reading: Reading, at: int) -> bool:
    key, surface = reading.keys[at], reading.surfaces[at]
    if not surface[0].isupper():
        return len(key) > 4 and key not in _AMBIGUOUS
    if key not in _AMBIGUOUS:
        return True
    around = {reading.keys[i] for i in (at - 1, at - 2) if i >= 0}
    follows = at + 1 < len(reading) and reading.surfaces[at + 1][0].isdigit()
    precedes = at > 0 and reading.surfaces[at - 1].isdigit()
    return (
        follows or precedes or (key in ("may", "march") and bool(around & {"in", "since", "until", "by", "last", "of"}))
    )


def _month_day(reading: Reading, at: int) -> Day | None:
    """Read "June 3, 2015", "3 June 2015", "3rd of June", "June 2015" or "June" at a token."""
    keys, count = reading.keys, len(reading)
    start = at
    day = _day_number(reading, at)
    if day:
        at += 1 + (at + 1 < count and keys[at + 1] in ("st", "nd", "rd", "th"))
        at += at < count and keys[at] == "of"
    if at >= count or keys[at] not in _MONTH or not (day or _is_dated(reading, at)):
        return None
    month, last = _MONTH[keys[at]], at
    if not day and at + 1 < count and (day := _day_number(reading, at + 1)):
        last = at + 1
        last += last + 1 < count and reading.gap(last) == "" and keys[last + 1] in ("st", "nd", "rd", "th")
    year = None
    if last + 1 < count and _YEAR.fullmatch(keys[last + 1]) and reading.gap(last).strip() in ("", ","):
        last += 1
        year = int(keys[last])
    return Day(start, last, month=month, day=day or None, year=year)


def _day_number(reading: Reading, at: int) -> int:
    key = reading.keys[at]
    return int(key) if key.isdecimal() and len(key) <= 2 and 1 <= int(key) <= 31 else 0


def _year(reading: Reading, at: int, language: str) -> Day | None:
    key = reading.keys[at]
    if key in _SHORT_DECADES and reading.keys[at + 1 : at + 2] == ["s"] and _is_apostrophe(reading, at):
        return Day(at, at + 1, decade=1900 + int(key))
    if not _YEAR.fullmatch(key) or (at and reading.surfaces[at - 1] in "$£€¥₹"):
        return None
    if at + 1 < len(reading) and reading.gap(at) in ("", "'", "’") and reading.keys[at + 1] == "s":
        return Day(at, at + 1, decade=int(key))
    if language == "en" and at and reading.keys[at - 1] not in _DATED and int(key) < 1700:
        return None
    return Day(at, at, year=int(key))


def _is_apostrophe(reading: Reading, at: int) -> bool:
    return reading.text[: reading.starts[at]].endswith(("'", "’", "‘"))


def agree(claimed: Day, told: Day, published: datetime | None = None) -> bool:
    """Whether a date of the article can be what a statement's says; the publication date resolves relative ones."""
    if claimed.part == told.part:
        pairs = (
            (claimed.weekday, told.weekday),
            (claimed.month, told.month),
            (claimed.day, told.day),
            (claimed.year, told.year),
            (claimed.decade, told.decade),
            (claimed.relative, told.relative),
        )
        return all(a == b or b is None or a is None for a, b in pairs) and any(
            a is not None and a == b for a, b in pairs
        )
    if claimed.part == "year":
        return claimed.year == told.year
    if told.part == "year" and claimed.month is None:
        return claimed.year is not None and claimed.year == told.year
    if "decade" in (claimed.part, told.part):
        year, decade = (told.year, claimed.decade) if claimed.decade is not None else (claimed.year, told.decade)
        return year is not None and decade is not None and decade <= year < decade + 10
    return _same_day(claimed, told, published)


def _same_day(claimed: Day, told: Day, published: datetime | None) -> bool:
    """Whether a weekday, a day of a month and "yesterday" fall on one day, counted from the publication."""
    if claimed.weekday is not None and claimed.weekday == told.weekday:
        return True
    if published is None:
        return False
    return bool(_near(claimed, published) & _near(told, published))


def _near(day: Day, published: datetime) -> set[tuple[int, int]]:
    """Return the months and days within a week of the publication that a date can mean."""
    around = [published + timedelta(days=n) for n in range(-7, 8)]
    if day.relative in _RELATIVE:
        around = [published + timedelta(days=_RELATIVE[day.relative])]
    elif day.relative:
        return set()
    elif day.month is not None:
        around = [that for that in around if that.month == day.month and day.day in (None, that.day)]
    elif day.weekday is not None:
        around = [that for that in around if that.weekday() == day.weekday]
    return {(that.month, that.day) for that in around}
