"""The words that headlines leave out: articles, auxiliaries, "is" before what it leads to, and "that" after "says"."""

from __future__ import annotations

from summarizer.extract.branches import Branches
from summarizer.text.grammar import is_past

_ARTICLES = frozenset(("a", "an", "the"))
_BEFORE_ARTICLE = frozenset("such what half as once twice times".split())
_KEEPS_ARTICLE = frozenset(
    "million billion few lot number third quarter half dozen couple little bit year week day month same".split()
)
_IS = frozenset("is are".split())
_HAS = frozenset("has have".split())
_PASSIVE = _IS | _HAS | {"was", "were", "been"}
_EITHER_WAY = frozenset("asked warned paid offered taught read advised reminded".split())
"""Participles that could be read as the past tense: "Residents asked to leave" have not been asked."""
_LEADING_UP = ("acomp", "prep", "xcomp")


def left_out(tree: Branches) -> frozenset[int]:
    """Return the tokens that go, none inside a quotation: "The board is closing a bridge" → "Board closing bridge"."""
    return frozenset(
        i
        for i, word in enumerate(tree.lower[:-1])
        if not tree.quoted[i] and (_article_goes(tree, i) if word in _ARTICLES else _goes(tree, i, word))
    )


def _article_goes(tree: Branches, i: int) -> bool:
    if tree.labels[i] != "det" or tree.lower[i + 1] in _KEEPS_ARTICLE:
        return False
    if i == 0:
        return not tree.tokens[1][0].isupper()
    before = tree.lower[i - 1]
    return tree.tokens[i].islower() and not before[0].isdigit() and before not in _BEFORE_ARTICLE


def _goes(tree: Branches, i: int, word: str) -> bool:
    verb, label = tree.heads[i], tree.labels[i]
    if word == "that":
        return label == "mark" and tree.labels[verb] == "ccomp" and tree.heads[verb] == i - 1
    if label in ("aux", "auxpass"):
        return _is_plain(tree, verb, i) and _auxiliary_goes(tree, verb, word)
    main = label == "ROOT" or (label == "ccomp" and i < verb)
    return word in _IS and main and tree.labels[i + 1] != "neg" and _leads_up(tree, i)


def _auxiliary_goes(tree: Branches, verb: int, word: str) -> bool:
    told_of = tree.labels[verb] == "ccomp" and tree.heads[verb] < verb
    if tree.labelled(verb, "auxpass"):
        clear = tree.lower[verb] not in _EITHER_WAY and not tree.labelled(verb, "dobj", "ccomp")
        return word in _PASSIVE and clear and not told_of  # "says her son | ill" is no sentence
    if word in _HAS:
        return is_past(tree.lower[verb])
    return word in _IS and tree.tags[verb] == "VBG" and not told_of


def _leads_up(tree: Branches, i: int) -> bool:
    """Whether a form of "be" goes on with "to", an adjective or a preposition: "is | to close", "are | dead"."""
    behind = [child for child in tree.children[i] if child > i and tree.labels[child] != "advmod"]
    if not behind or tree.labels[behind[0]] not in _LEADING_UP or not _is_plain(tree, i, i):
        return False
    return tree.first[behind[0]] <= i + 2


def _is_plain(tree: Branches, verb: int, i: int) -> bool:
    """Whether a verb is neither denied nor supposed, and has a noun for its subject, so that it is understood."""
    if tree.labels[verb] in ("relcl", "acl", "pcomp") or tree.labelled(verb, "neg"):
        return False
    if any(tree.tags[k] in ("MD", "TO") for k in tree.labelled(verb, "aux")):
        return False
    subjects = tree.subjects(verb)
    return bool(subjects) and subjects[-1] < i and tree.tags[subjects[-1]][0] in "NC" and tree.lower[i - 1] != ","
