"""Whether two numbers say the same: in one unit, and exactly, rounded, or as loosely as their words allow."""

from __future__ import annotations

from summarizer.faithfulness.numbers import FLIGHT, Quantity
from summarizer.faithfulness.units import KILOMETRES

_ABOVE = 0.2  # slack of "more than" and its like: the true number is the larger one
_CUT, _CUT_OFF = 1000, 0.005  # "$328,000" for $328,835: what is cut off a large figure, as a share
_CONVERTED = 0.025  # what is rounded off where a speed is told in another unit, as a share
_LOOSE = {
    "": ("usd", "gbp", "eur", "age", "many", "year", "metre?"),
    "age": ("year", ""),
    "metre?": ("metre", "usd", "gbp", "eur", "inr", ""),
}


def same_unit(a: Quantity, b: Quantity) -> bool:
    """Whether two numbers can count the same: in one unit, or one of them names none."""
    if FLIGHT in (a.unit, b.unit):
        return all(unit == "" or unit.startswith("label") for unit in (a.unit, b.unit))
    return a.unit == b.unit or b.unit in _LOOSE.get(a.unit, ()) or a.unit in _LOOSE.get(b.unit, ())


def is_converted(claimed: Quantity, told: Quantity) -> bool:
    """Whether a statement tells the article's speed in another unit: "95 kph" for 59 miles an hour."""
    a, b = (one.value * KILOMETRES.get(one.unit, 0.0) for one in (claimed, told))
    return claimed.unit != told.unit and a > 0 and abs(a - b) <= _CONVERTED * b


def same_value(claimed: Quantity, told: Quantity) -> bool:
    """Whether a statement's number says what the article's does, exactly, rounded, or as loosely as its words allow."""
    a, b = claimed.value, told.value
    if claimed.unit == "metre?" and told.unit == "metre":
        a /= 1e6
    if abs(a - b) <= 1e-6 * max(abs(a), abs(b)):
        return True
    if "many" in (claimed.unit, told.unit):
        return _is_many(claimed, told)
    if claimed.unit == "ordinal" or not b:
        return False
    if claimed.slack >= _ABOVE and b < a:
        return False
    slack = max(claimed.slack, told.slack)
    if slack and a == round(b) and not b.is_integer():
        return True
    if slack and abs(a - b) <= slack * max(a, b):
        return a >= 10 and _is_round(a)
    return a >= 10 and _rounded(b, a)


def _is_many(claimed: Quantity, told: Quantity) -> bool:
    few, many = sorted((claimed.value, told.value))
    return many < 30 * max(few, 1) if claimed.unit == "many" and told.unit != "many" else False


def _is_round(value: float, digits: int = 2) -> bool:
    return float(f"{value:.{digits}g}") == value


def _rounded(exact: float, value: float) -> bool:
    """Whether a value is the exact one rounded to the digits it shows, two at least, or cut to three."""
    if value >= _CUT and 0 <= exact - value <= _CUT_OFF * exact and _is_round(value, 3):
        return True
    digits = max(2, len(f"{value:.6g}".partition("e")[0].replace(".", "").rstrip("0")))
    return float(f"{exact:.{digits}g}") == float(f"{value:.{digits}g}")
