"""What leads up to a name that says by itself who or what it is: an office, a trade, what a firm makes."""

from __future__ import annotations

from collections.abc import Iterator

from summarizer.extract.branches import Branches


def titles(tree: Branches) -> Iterator[tuple[int, int, int]]:
    """Yield the range of each title, and the name's last token: "President | Anna Perrin", "oil giant | Yukos".

    An office must stand before a first and a last name, and all its words be of one; a description ends in a common
    noun.
    """
    for node, tag in enumerate(tree.tags):
        if tag != "NNP" or tree.labels[node] in _WITHIN_NAMES or not tree.children[node]:
            continue
        before = range(tree.first[node], node)
        if not before or any(tree.labels[k] not in _DESCRIBING or tree.heads[k] > node for k in before):
            continue
        begin = next((k for k in reversed(before) if not tree.tokens[k][0].isupper()), -1) + 1
        if begin:
            if tree.tags[begin - 1][:2] == "NN" and tree.lower[begin - 1] not in _KINSHIP:
                yield before[0], begin, node
            continue
        begin = next((k for k in before if tree.lower[k] not in _OFFICES), node)
        if before[0] < begin < node and tree.lower[begin - 1] in _RANKS:
            yield before[0], begin, node


_WITHIN_NAMES = frozenset(("compound", "poss", "nmod", "amod"))
_DESCRIBING = frozenset(("compound", "nmod", "amod", "det", "nummod"))
_KINSHIP = frozenset(
    "mother father wife husband son daughter brother sister friend colleague uncle aunt leader suspect".split()
)
_RANKS = frozenset(
    "president minister senator sen. rep. gov. governor secretary director speaker chancellor mr. mrs. ms. dr. mr mrs "
    "ms dr chief executive ceo chairman actor actress singer rapper comedian author writer leader whip justice gen. "
    "general sgt. col. lt. capt. captain sheriff mayor congressman congresswoman premier nominee candidate contender "
    "commissioner ambassador spokesman spokeswoman striker midfielder defender goalkeeper manager coach boss star "
    "tycoon billionaire businessman".split()
)
_OFFICES = _RANKS | frozenset(
    "former then us u.s. uk british american french german italian spanish russian chinese japanese israeli ukrainian "
    "iranian turkish indian pakistani canadian australian mexican brazilian polish dutch swedish irish scottish welsh "
    "democratic republican labour conservative tory vice prime foreign defense defence finance health interior home "
    "education treasury senate house majority minority presidential deputy state union first".split()
)
