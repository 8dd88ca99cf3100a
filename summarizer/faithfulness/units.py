"""Units of measure that news counts in, and the words for numbers: one table each."""

from __future__ import annotations

from types import MappingProxyType

ONES = {
    word: number
    for number, word in enumerate(
        "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
        "seventeen eighteen nineteen".split()
    )
}
TENS = {word: 10 * n for n, word in enumerate("twenty thirty forty fifty sixty seventy eighty ninety".split(), 2)}
SCALES = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12, "lakh": 1e5, "crore": 1e7,
    "k": 1e3, "mn": 1e6, "mln": 1e6, "m": 1e6, "bn": 1e9, "b": 1e9, "tn": 1e12, "trn": 1e12,
}  # fmt: skip
ATTACHED = frozenset(("k", "mn", "mln", "m", "bn", "b", "tn", "trn"))
"""Scales that are written onto the figure; apart from it they are other words."""
MANY = {
    "dozens": 12, "scores": 20, "hundreds": 1e2, "thousands": 1e3, "millions": 1e6, "billions": 1e9, "trillions": 1e12,
}  # fmt: skip
FRACTIONS = {
    "half": 1 / 2, "halves": 1 / 2, "third": 1 / 3, "thirds": 1 / 3, "quarter": 1 / 4, "quarters": 1 / 4,
    "fifth": 1 / 5, "fifths": 1 / 5, "sixth": 1 / 6, "sixths": 1 / 6, "eighth": 1 / 8, "eighths": 1 / 8,
    "tenth": 1 / 10, "tenths": 1 / 10,
}  # fmt: skip
SIGNS = {"½": 1 / 2, "¼": 1 / 4, "¾": 3 / 4, "⅓": 1 / 3, "⅔": 2 / 3}
ORDINALS = {
    word: number
    for number, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth "
        "fifteenth sixteenth seventeenth eighteenth nineteenth".split(),
        1,
    )
} | {word[:-1] + "ieth": number for word, number in TENS.items()}

CURRENCIES = MappingProxyType(
    {
        "$": ("usd", 1.0), "dollar": ("usd", 1.0), "dollars": ("usd", 1.0), "usd": ("usd", 1.0), "buck": ("usd", 1.0),
        "bucks": ("usd", 1.0), "cent": ("usd", 0.01), "cents": ("usd", 0.01), "£": ("gbp", 1.0), "gbp": ("gbp", 1.0),
        "pound": ("gbp", 1.0), "pounds": ("gbp", 1.0), "pence": ("gbp", 0.01), "€": ("eur", 1.0), "eur": ("eur", 1.0),
        "euro": ("eur", 1.0), "euros": ("eur", 1.0), "¥": ("jpy", 1.0), "yen": ("jpy", 1.0), "₹": ("inr", 1.0),
        "rupee": ("inr", 1.0), "rupees": ("inr", 1.0), "rs": ("inr", 1.0), "yuan": ("cny", 1.0), "won": ("krw", 1.0),
        "franc": ("chf", 1.0), "francs": ("chf", 1.0), "ringgit": ("myr", 1.0), "rm": ("myr", 1.0),
    }
)  # fmt: skip
"""Word or sign → currency, and what one of it is worth in that currency."""

_MEASURES = """
percent: percent pct %
second: second seconds sec secs
minute: minute minutes min mins
hour: hour hours hr hrs
day: day days
week: week weeks
month: month months
year: year years yr yrs
decade: decade decades
century: century centuries
metre: metre metres meter meters
kilometre: kilometre kilometres kilometer kilometers km kms
centimetre: centimetre centimetres centimeter centimeters cm
mile: mile miles
foot: foot feet ft
inch: inch inches
yard: yard yards
acre: acre acres
hectare: hectare hectares
kilogram: kilogram kilograms kg kgs kilo kilos
gram: gram grams
ton: ton tons tonne tonnes
ounce: ounce ounces oz
stone: stone stones
litre: litre litres liter liters
gallon: gallon gallons
barrel: barrel barrels
mph: mph
kph: kph kmh
degree: degree degrees
"""
MEASURES = {
    word: unit for line in _MEASURES.strip().splitlines() for unit, _, words in (line.partition(": "),)
    for word in words.split()
}  # fmt: skip
"""Word → unit."""
SPEEDS = {"mile": "mph", "kilometre": "kph"}
"""Unit → that of so many an hour."""
KILOMETRES = {"mph": 1.609_344, "kph": 1.0}
"""Unit of speed → kilometres an hour."""

ROUND = {
    "about": 0.1, "around": 0.1, "approximately": 0.1, "roughly": 0.1, "some": 0.1, "nearly": 0.12, "almost": 0.12,
    "over": 0.25, "than": 0.25, "least": 0.25, "under": 0.12, "up": 0.12, "estimated": 0.1, "close": 0.1,
}  # fmt: skip
"""Word before a number → how far from it, as a share, the true one may lie. By judgement."""
