"""Where an article carries a name: in full, by surname, initials, demonym or acronym, or in another spelling."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Literal

from summarizer.faithfulness.evidence import Evidence
from summarizer.faithfulness.names import TITLES, Name, capitalised, is_ordinary
from summarizer.faithfulness.places import places
from summarizer.faithfulness.reading import Reading

_JOINERS = frozenset("of the and for".split())
_LONGEST_ACRONYM = 5  # letters
_SHORT = range(3, 6)
"""Letters that a word of a name may be cut to."""
_FEWEST_LETTERS = 5  # of a word whose ending or one letter may differ
_SHORTEST_GIVEN = 3  # letters of a given name cut short: "Rob", "Rafa"
_COMPASS = {"n": "north", "s": "south", "e": "east", "w": "west"}


@dataclass(frozen=True, slots=True)
class Found:
    """Where an article carries a name."""

    status: Literal["whole", "part", "none"]
    """Whole, or in part: some of its words stand there, or all of them but in other company."""
    mentions: tuple[int, ...]
    """Tokens that stand for the bearer, or have some of the words."""


def look_up(name: Name, reading: Reading, evidence: Evidence) -> Found:
    """Find what stands for a name in the article."""
    keys = [reading.keys[token] for token in range(name.first, name.last + 1)]
    keys[0] = _COMPASS.get(keys[0], keys[0]) if len(keys) > 1 else keys[0]
    whole = _as_place(keys, evidence)
    if whole:
        return Found("whole", tuple(whole))
    spots_of = [_word(reading.surfaces[token], key, evidence) for token, key in enumerate(keys, name.first)]
    found = _by_words(keys, spots_of, evidence)
    if found.status == "whole":
        return found
    short = _shortened(keys, evidence) or _acronym(reading, name, evidence) or _by_given_name(keys, evidence)
    return Found("whole", tuple(short)) if short else found


def _by_words(keys: list[str], spots_of: list[list[int]], evidence: Evidence) -> Found:
    """Tell what the places of a name's words make of it."""
    known = [spots for spots in spots_of if spots]
    if not known:
        return Found("none", ())
    if len(known) == len(spots_of):
        return _together(keys, spots_of, evidence)
    missing = [key for key, spots in zip(keys, spots_of, strict=True) if not spots and not is_ordinary(key)]
    spots = tuple(sorted(token for found in known for token in found))
    proper = any(
        spots and (not is_ordinary(key) or key in evidence.proper) for key, spots in zip(keys, spots_of, strict=True)
    )
    return Found("whole", spots) if not missing and proper else Found("part", spots)


def _as_place(keys: list[str], evidence: Evidence) -> list[int]:
    known = places()
    forms = {form for number in known.named.get(" ".join(keys), ()) for form in known.forms[number]}
    return sorted(token for form in forms for token in _phrase(form.split(), evidence))


def _shortened(keys: list[str], evidence: Evidence) -> list[int]:
    """Return the last tokens of names that begin each word as these do, and end alike: "Man City" for Manchester's."""
    source, size = evidence.reading, len(keys)
    if not any(len(key) in _SHORT for key in keys[:-1]):
        return []
    return [
        token
        for token in evidence.key_places.get(keys[-1], ())
        if token >= size - 1
        and all(
            told == key or (len(key) in _SHORT and told.startswith(key) and source.surfaces[at][0].isupper())
            for at, (key, told) in enumerate(
                zip(keys, source.keys[token - size + 1 : token + 1], strict=True), token - size + 1
            )
        )
    ]


def _by_given_name(keys: list[str], evidence: Evidence) -> list[int]:
    """Return the surnames before which stands another form of the given name: "Rob" or "Bob" for Robert."""
    source, (given, *rest) = evidence.reading, keys
    if len(rest) != 1:
        return []
    forms = nicknames().get(given, frozenset())
    return [
        token
        for token in evidence.key_places.get(rest[0], ())
        if token and source.surfaces[token - 1][0].isupper() and source.gap(token - 1) == " "
        and (source.keys[token - 1] in forms or _begins(given, source.keys[token - 1]))
    ]  # fmt: skip


def _begins(one: str, other: str) -> bool:
    short, long = sorted((one, other), key=len)
    return len(short) >= _SHORTEST_GIVEN and long.startswith(short)


@cache
def nicknames() -> dict[str, frozenset[str]]:
    """Return given name → the other forms of it that do not begin alike, from ``data/nicknames.txt``."""
    found: dict[str, frozenset[str]] = {}
    for line in files("summarizer.faithfulness").joinpath("data/nicknames.txt").read_text("utf-8").splitlines():
        forms = frozenset() if line.startswith("#") else frozenset(line.split())
        for form in forms:
            found[form] = found.get(form, frozenset()) | forms
    return found


def _phrase(keys: list[str], evidence: Evidence) -> list[int]:
    source = evidence.reading.keys
    size = len(keys)
    spots = evidence.key_places.get(keys[0], [])
    if keys[0] in ("us", "is", "la", "car", "un", "mass", "ill", "pa"):
        spots = [token for token in spots if evidence.reading.surfaces[token].isupper()]
    return spots if size == 1 else [token for token in spots if source[token : token + size] == keys]


def _word(surface: str, key: str, evidence: Evidence) -> list[int]:
    """Return the tokens that carry one word of a name, in this or another inflection or spelling."""
    held = evidence.key_places
    if key in held:
        return held[key]
    for form in (key + "s", key.removesuffix("s"), key + "es", key.removesuffix("es")):
        if form in held:
            return held[form]
    if key in places().named:
        return _as_place([key], evidence)
    if surface.removesuffix("'s").removesuffix("’s").isupper() and 2 <= len(key) <= _LONGEST_ACRONYM:
        return evidence.initialled(key)
    if len(key) >= _FEWEST_LETTERS - 1:
        spots = [token for other in sorted(evidence.capital_keys) if _alike(key, other) for token in held[other]]
        return spots or [token for other in sorted(held) if _is_slip(key, other) for token in held[other]]
    return []


def _is_slip(key: str, other: str) -> bool:
    """Whether one word is the other with two letters exchanged: no other word, but a slip of the keys."""
    return (
        len(key) == len(other) >= _FEWEST_LETTERS
        and key != other
        and sorted(key) == sorted(other)
        and _one_apart(key, other)
    )


def _alike(key: str, other: str) -> bool:
    """Whether two words are one name spelt in two ways, or one grown from the other ("Thatcher", "Thatcherite")."""
    if len(other) < _FEWEST_LETTERS or key[0] != other[0]:
        return False
    return (
        key.startswith(other)
        or other.startswith(key)
        or (len(key) >= 6 and key[-1:] == other[-1:] and _one_apart(key, other))
    )


def _one_apart(a: str, b: str) -> bool:
    if abs(len(a) - len(b)) > 1:
        return False
    start = 0
    while start < min(len(a), len(b)) and a[start] == b[start]:
        start += 1
    if a[start : start + 2] == b[start : start + 2][::-1] and a[start + 2 :] == b[start + 2 :]:
        return True
    return a[start + 1 :] == b[start + 1 :] or a[start:] == b[start + 1 :] or a[start + 1 :] == b[start:]


def _together(keys: list[str], places: list[list[int]], evidence: Evidence) -> Found:
    """Tell whether words that the article has belong to one name in it."""
    source = evidence.reading
    spots = tuple(sorted({token for found in places for token in found}))
    if len(keys) == 1:
        return Found("whole", spots)
    for left, right in pairwise(places):
        held = set(right)
        if any(token + step in held for token in left for step in (1, 2, 3)):
            continue
        if _has_other_company(left, source, after=True) and _has_other_company(right, source, after=False):
            return Found("part", spots)
    return Found("whole", spots)


def _has_other_company(spots: list[int], source: Reading, *, after: bool) -> bool:
    """Whether the article gives another given name or surname to a word wherever it has one, and has one."""
    met = False
    for token in spots:
        other = token + 1 if after else token - 1
        if (
            0 <= other < len(source)
            and source.gap(min(token, other)) == " "
            and capitalised(source, other)
            and source.terms[other]
        ):
            met = met or source.keys[other] not in TITLES
    return met


def _acronym(reading: Reading, name: Name, evidence: Evidence) -> list[int]:
    """Return where the article has the acronym of a name."""
    letters = "".join(
        reading.keys[token][0] for token in range(name.first, name.last + 1) if reading.keys[token] not in _JOINERS
    )
    spots = evidence.key_places.get(letters, []) if len(letters) >= 2 else []
    return [token for token in spots if evidence.reading.surfaces[token].isupper()]
