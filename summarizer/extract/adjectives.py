"""The adjectives that a noun can do without: those that change neither what it is nor how many it is."""

from __future__ import annotations

from summarizer.extract.branches import Branches


def adjective_goes(tree: Branches, node: int) -> bool:
    """Whether an adjective can go: a lone one, of a noun with an article, which must fit the word behind it too."""
    head, word = tree.heads[node], tree.lower[node]
    lone = tree.size[node] == 1 and node < head and tree.tags[node] == "JJ" and tree.tokens[node] == word
    if not lone or word in _KEPT or not tree.labelled(head, "det", "poss"):
        return False  # "on humanitarian grounds" are none without it
    if tree.labels[head].startswith("nsubj") and any(tree.lower[k] == "the" for k in tree.labelled(head, "det")):
        return False  # "the digital revolution" is no other
    before = tree.lower[node - 1]
    return (
        before != ","
        and tree.tokens[node + 1] != ","
        and (before not in ("a", "an") or (tree.lower[node + 1][0] in "aeiou") == (before == "an"))
    )


_KEPT = frozenset(
    "alleged suspected possible potential likely unlikely former future late would-be so-called fake false failed "
    "first last next second third only same other several many few more less most fewer such own certain able due "
    "worth no least half main top single double common legal illegal responsible guilty dead alive missing old "
    "young human apparent presumed purported supposed unofficial provisional preliminary conditional partial "
    "temporary interim acting outgoing incoming red white black green blue big high low public private national "
    "federal local nuclear social sexual criminal civil military political presidential financial foreign medical "
    "sick ill part-time prime vice gross net annual average total minimum maximum real open free raw fourth fifth "
    "sixth".split()
)
