"""The words that headlines leave out: articles, auxiliaries before what carries the sense, and "that" after "says"."""

from __future__ import annotations

from summarizer.extract.branches import Branches

_ARTICLES = frozenset(("a", "an", "the"))
_AUXILIARIES = {"is": ("VBG",), "are": ("VBG",), "has": ("VBN", "VBD"), "have": ("VBN", "VBD")}
_BEFORE_ARTICLE = frozenset("such what half as once twice times".split())
_KEEPS_ARTICLE = frozenset(
    "million billion few lot number third quarter half dozen couple little bit year week day month same".split()
)
_KEEPS_AUXILIARY = frozenset("i we you they he she it there who which that".split())


def left_out(tree: Branches) -> frozenset[int]:
    """Return the tokens that go, none inside a quotation: "The board is closing a bridge" → "Board closing bridge"."""
    return frozenset(
        i
        for i, word in enumerate(tree.lower[:-1])
        if not tree.quoted[i] and (_article_goes(tree, i) if word in _ARTICLES else _goes(tree, i))
    )


def _article_goes(tree: Branches, i: int) -> bool:
    if tree.labels[i] != "det" or tree.lower[i + 1] in _KEEPS_ARTICLE:
        return False
    if i == 0:
        return not tree.tokens[1][0].isupper()
    before = tree.lower[i - 1]
    return tree.tokens[i].islower() and not before[0].isdigit() and before not in _BEFORE_ARTICLE


def _goes(tree: Branches, i: int) -> bool:
    verb = tree.heads[i]
    if tree.lower[i] == "that":
        return tree.labels[i] == "mark" and tree.labels[verb] == "ccomp" and tree.heads[verb] == i - 1
    return (
        verb == i + 1
        and tree.tags[i] in ("VBZ", "VBP")
        and tree.tags[verb] in _AUXILIARIES.get(tree.lower[i], ())
        and tree.labels[verb] != "relcl"
        and tree.lower[i - 1] not in _KEEPS_AUXILIARY
    )
