"""What a name can do without: the office, the trade or the line of business before it, and in need the first name."""

from __future__ import annotations

from collections.abc import Callable, Iterator

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
        if not before or any(tree.labels[k] not in _DESCRIBING or tree.tags[k][0] not in "JNDCP" for k in before):
            continue
        if before[0] and tree.tags[before[0] - 1][0] == "J":
            continue  # the tree has parted "low-budget | British film"
        begin = next((k for k in reversed(before) if not tree.tokens[k][0].isupper()), -1) + 1
        if begin:
            if tree.tags[begin - 1][:2] == "NN" and tree.lower[begin - 1] not in _KINSHIP:
                yield before[0], begin, node
            continue
        begin = max((k + 1 for k in before if tree.lower[k] in _RANKS), default=node)
        if begin < node and (before[0] == 0 or all(tree.lower[k] in _OFFICES for k in range(before[0], begin))):
            yield before[0], begin, node


def first_names(tree: Branches, frequency: Callable[[str], int]) -> frozenset[int]:
    """Return the first names of people whom the article itself calls by their last name alone."""
    return frozenset(
        node - 1
        for node, tag in enumerate(tree.tags)
        if tag == "NNP"
        and node > 0
        and tree.labels[node] not in ("compound", "amod", "nmod")
        and tree.labels[node - 1] == "compound"
        and tree.tags[node - 1] == "NNP"
        and not tree.children[node - 1]
        and tree.lower[node] not in _NOT_PEOPLE
        and tree.tokens[node][1:].islower()
        and tree.tokens[node - 1][1:].islower()
        and frequency(tree.tokens[node]) >= frequency(tree.tokens[node - 1]) + _ALONE
    )


_ALONE = 2  # times that the last name stands by itself
_NOT_PEOPLE = frozenset(
    "house party court bank union united street city county university department river club states kingdom league cup "
    "stadium airport council church school state board committee commission service government agency group island "
    "ministry".split()
)


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
    "mla mp cm officer tycoon billionaire businessman".split()
)
_OFFICES = _RANKS | frozenset(
    "former then us u.s. uk british american french german italian spanish russian chinese japanese israeli ukrainian "
    "iranian turkish indian pakistani canadian australian mexican brazilian polish dutch swedish irish scottish welsh "
    "democratic republican labour conservative tory vice prime foreign defense defence finance health interior home "
    "education treasury senate house majority minority presidential deputy state union first".split()
)
