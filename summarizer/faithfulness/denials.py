"""Denials in a text: "not", "never" and their like, and what each of them governs."""

from __future__ import annotations

import re

from summarizer.faithfulness.reading import Reading

_NOT = frozenset(
    "not never no none nobody nothing nowhere neither nor without cannot cant hardly scarcely unable".split()
)
_DENYING = frozenset("denied denies deny denying refused refuses refuse refusing failed fails fail failing".split())
"""Verbs whose object did not happen."""
_COMPARED = frozenset("more less fewer later earlier sooner stranger".split())
"""Words with which a "no" makes a limit, or a turn of phrase, and denies nothing."""
_TURNS = frozenset(
    [("never", "mind"), ("not", "only"), ("not", "just"), ("not", "until")]
    + [("no", word) for word in ("doubt", "matter", "mean", "stranger", "strangers", "wonder")]
)
"""A denial and the word behind it that make a limit or a turn of phrase, and deny nothing."""
_CONTRASTED = frozenset("why what but and or if whether".split())
"""Words behind which, as behind a comma, a "not" only sets one thing against another: "the rich, not the poor"."""
_PASSED = frozenset("longer even always immediately yet necessarily really".split())
"""Content words that a denial reaches over."""
_REACH = 5  # tokens from a "not" to what it denies, adverbs and auxiliaries included
BREAK = re.compile(r"\n|[,;:.!?()—–\"“”]\s|\s[—–-]\s|\s[\"“]|[\"”]$")
"""What parts two clauses."""


def is_negator(key: str) -> bool:
    """Whether a word denies what it stands by."""
    return key in _NOT or key.endswith("n't")


def denies(reading: Reading, token: int) -> bool:
    """Whether a token denies something: not so "No. 1", "no more than", "the rich, not the poor", "No Such Film"."""
    key = reading.keys[token]
    if not is_negator(key):
        return False
    following = reading.keys[token + 1] if token + 1 < len(reading) else ""
    if key in ("no", "not") and following in _COMPARED:
        return False
    if ("not" if key.endswith("n't") else key, following) in _TURNS:
        return False
    if key == "not" and token and (reading.keys[token - 1] in _CONTRASTED or reading.gap(token - 1).strip() == ","):
        return False
    if key == "no" and token + 1 < len(reading) and re.match(r"\.? ?\d|[,.!]", reading.text[reading.ends[token] :]):
        return False
    return not (key == "no" and reading.surfaces[token][0].isupper() and token > 0)


def denied_terms(reading: Reading) -> dict[str, dict[int, int]]:
    """Return term → its places that a denial governs, each with the token of the denial."""
    found: dict[str, dict[int, int]] = {}
    for token, key in enumerate(reading.keys):
        if not (key in _DENYING or (is_negator(key) and denies(reading, token))):
            continue
        for place in range(token + 1, min(token + 1 + _REACH, len(reading))):
            if reading.keys[place] == "but" or BREAK.search(reading.gap(place - 1)):
                break
            term = reading.terms[place]
            if term and reading.keys[place] not in _PASSED:
                if reading.surfaces[place][0].isupper():  # a subject, as in "not that Smith knew"
                    break
                found.setdefault(term, {})[place] = token
                break
    return found
