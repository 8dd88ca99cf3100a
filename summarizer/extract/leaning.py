"""What ties a headline to words that it does not hold: an editor's objections, before a reader has them."""

from __future__ import annotations

from collections.abc import Sequence

from summarizer.extract.branches import SUBJECTS, Branches

_SPEAKERS = frozenset("i we you my our your me us".split())
_PEOPLE = frozenset("he she him his her hers himself herself they them their theirs".split())
_POINTERS = frozenset("this that these those such both another".split())
_CALENDAR = frozenset("week month year summer winter spring autumn season weekend morning evening".split())
_ROUTINE = frozenset("comment interview cnn reuters bbc spokesman spokeswoman statement details".split())
"""Words of what newsrooms write for the record."""
_SUBORDINATORS = frozenset("after before when while because since although though until if unless once even as".split())
# In the log-odds of phrases, by reading: a speaker unnamed, a pronoun for nobody, a thing that only the text knows.
_SPEAKER, _NOBODY, _POINTER, _DEFINITE, _RECORD, _OPENED = 16.0, 6.0, 2.0, 5.0, 4.0, 6.0


def leaning(tree: Branches, kept: Sequence[int], *, first: bool) -> float:
    """Return what a headline of the kept tokens costs for what a reader cannot resolve.

    ``first`` says whether it was made of the article's first sentence, where things are named that have not been.
    """
    half = tree.lower[kept[0]] in _SUBORDINATORS and all(tree.tokens[i] != "," for i in kept)
    price, known = _OPENED * (half or tree.labels[kept[0]] == "mark"), False
    for i in kept:
        word, tag = tree.lower[i], tree.tags[i]
        if tree.quoted[i]:
            continue
        if tag in ("PRP", "PRP$"):
            if word in _SPEAKERS:
                return price + _SPEAKER
            price += _NOBODY * (word in _PEOPLE and not known)
        elif (
            word in _POINTERS and tree.labels[i] in ("det", "nsubj") and _CALENDAR.isdisjoint(tree.lower[i + 1 : i + 2])
        ):
            price += _POINTER
        known = known or tag.startswith("NNP") or (first and tag.startswith("NN"))
    subject = next((i for i in kept if tree.labels[i] in SUBJECTS), kept[0])
    if first:
        return price
    defined = any(tree.lower[child] == "the" for child in tree.labelled(subject, "det"))
    routine = any(tree.lower[i] in _ROUTINE for i in kept)
    return price + _DEFINITE * (defined and tree.tags[subject] in ("NN", "NNS")) + _RECORD * routine
