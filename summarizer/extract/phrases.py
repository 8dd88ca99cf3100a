"""The phrases of a sentence that can be left out as wholes, read off its dependency tree.

Each is a complete subtree with the commas, brackets or conjunction that part it from the rest: what is left without it
is still grammatical, as far as the tree is right. Whether it is still true, and still the point, is for the caller to
judge by a phrase's guards. After Dorr, Zajic & Schwartz, "Hedge Trimmer: a parse-and-trim approach to headline
generation" (2003). English; labels as ClearNLP has them, tags as the Penn Treebank.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum
from typing import NamedTuple

from summarizer.extract.branches import COMMAS, OPENING, STOPS, Branches
from summarizer.extract.guards import Guard, content_guards, is_condition, is_wanted, tells_which
from summarizer.text.grammar import REPORTING


class Kind(Enum):
    """What a phrase is."""

    TIME = "when: on Tuesday, last week"
    ADJUNCT = "a prepositional phrase of a verb: in Milan"
    COMPLEMENT = "a prepositional phrase of a noun: talks | with Iran"
    ADVERB = "an adverb: quickly"
    CONNECTIVE = "a word that joins to the sentence before: however"
    APPOSITION = "a second name between commas: , the mayor,"
    ASIDE = "a relative or participial clause between commas: , who left early,"
    RELATIVE = "a relative clause that may tell which one: a ship | that sank"
    PARTICIPLE = "a participle of a noun: a letter | sent in May"
    CLAUSE = "an adverbial clause: after he left"
    PARENTHESIS = "between brackets or dashes"
    CONJUNCT = "a second predicate or main clause: | and went home"
    ATTRIBUTION = "who says it: , police said"
    TITLE = "an office before a full name: President | Anna Perrin"


class Phrase(NamedTuple):
    """Tokens ``first`` to ``end`` (half-open), which can go together."""

    kind: Kind
    first: int
    end: int
    node: int
    """The token at the top of the phrase's subtree; of an attribution around its clause, its verb."""
    guards: frozenset[Guard]


def phrases(tree: Branches) -> Iterator[Phrase]:
    """Yield the phrases that can go; one may lie inside another."""
    for node, label in enumerate(tree.labels):
        if label in _READERS and tree.whole(node) and (kind := _READERS[label](tree, node)):
            first, end = _edges(tree, node, kind)
            if first < end:
                yield _phrase(tree, kind, first, end, node)
    yield from _attributions(tree)
    yield from _titles(tree)


def _phrase(tree: Branches, kind: Kind, first: int, end: int, node: int) -> Phrase:
    guards = content_guards(tree, first, end)
    if kind is Kind.ATTRIBUTION:
        guards.add(Guard.SPEAKER)
    elif kind is Kind.CLAUSE and is_condition(tree, node):
        guards.add(Guard.CONDITION)
    elif kind in (Kind.ADJUNCT, Kind.COMPLEMENT) and is_wanted(tree, node):
        guards.add(Guard.WANTED)
    if kind in _OF_A_NOUN and tells_which(tree, node):
        guards.add(Guard.TELLING)
    if tree.confidence[node] < _SURE:
        guards.add(Guard.DOUBT)
    return Phrase(kind, first, end, node, frozenset(guards))


# What a subtree is, by its label.


def _preposition(tree: Branches, node: int) -> Kind | None:
    word, holder = tree.lower[node], tree.tags[tree.heads[node]][0]
    if word == "according":
        return Kind.ATTRIBUTION
    bare = word == "of" or not tree.children[node] or tree.tags[node] not in _PREPOSITION_TAGS
    if bare or (word == "to" and holder != "N"):
        return None
    if _is_time(tree, node):
        return Kind.TIME
    if holder == "V":
        return Kind.ADJUNCT
    return Kind.COMPLEMENT if holder == "N" and node > tree.heads[node] else None


def _adverb(tree: Branches, node: int) -> Kind | None:
    word = tree.lower[node]
    if word in _CONNECTIVES:
        return Kind.CONNECTIVE if tree.parted(node) else None
    if word in _TIME_ADVERBS:
        return Kind.TIME
    if tree.tags[tree.heads[node]][0] != "V" or tree.size[node] > 1 or word in _KEPT_ADVERBS:
        return None
    return Kind.ADVERB if word.endswith("ly") or word in _LIGHT_ADVERBS else None


def _noun_adverbial(tree: Branches, node: int) -> Kind | None:
    return Kind.TIME if tree.tags[tree.heads[node]][0] == "V" and _is_time(tree, node) else None


def _apposition(tree: Branches, node: int) -> Kind | None:
    if tree.tokens[tree.first[node]] in OPENING or tree.before(node) in OPENING:
        return Kind.PARENTHESIS
    return Kind.APPOSITION if tree.parted(node) else None


def _relative(tree: Branches, node: int) -> Kind:
    return Kind.ASIDE if tree.parted(node) else Kind.RELATIVE


def _participle(tree: Branches, node: int) -> Kind | None:
    if tree.tags[node] == "VB":
        return None  # "a plan to build" says little without it
    return Kind.ASIDE if tree.parted(node) else Kind.PARTICIPLE


def _clause(tree: Branches, node: int) -> Kind:
    return Kind.CLAUSE


def _conjunct(tree: Branches, node: int) -> Kind | None:
    """A predicate or clause beside an earlier one; never of three, whose last conjunction would be missing."""
    head = tree.heads[node]
    verbal = node > head and tree.tags[node][0] in "VM" and tree.tags[head][0] in "VM"
    alone = tree.labels[head] != "conj" and not tree.labelled(node, "conj") and not tree.labelled(head, "preconj")
    return Kind.CONJUNCT if verbal and alone else None


def _inserted(tree: Branches, node: int) -> Kind | None:
    if tree.lower[node] in REPORTING:
        return Kind.ATTRIBUTION if tree.parted(node) else None
    return Kind.PARENTHESIS if tree.before(node) in OPENING else None


def _interjection(tree: Branches, node: int) -> Kind | None:
    return Kind.CONNECTIVE if tree.parted(node) else None


_READERS: dict[str, Callable[[Branches, int], Kind | None]] = {
    "prep": _preposition,
    "advmod": _adverb,
    "npadvmod": _noun_adverbial,
    "appos": _apposition,
    "relcl": _relative,
    "acl": _participle,
    "advcl": _clause,
    "conj": _conjunct,
    "parataxis": _inserted,
    "intj": _interjection,
}


def _is_time(tree: Branches, node: int) -> bool:
    first, last = tree.first[node], tree.last[node]
    return last - first < _LONGEST_TIME and not _TIMES.isdisjoint(tree.lower[first : last + 1])


def _edges(tree: Branches, node: int, kind: Kind) -> tuple[int, int]:
    """Return the range of a subtree with what parts it from the rest; an empty one if it cannot be parted."""
    tokens, first, end = tree.tokens, tree.first[node], tree.last[node] + 1
    while end > first and tokens[end - 1] in COMMAS:
        end -= 1
    while first < end and tokens[first] in COMMAS:
        first += 1
    if kind is Kind.CONJUNCT:
        if first == 0 or tree.lower[first - 1] not in ("and", "but"):
            return 0, 0
        first -= 1
    left, right = tokens[first - 1] if first else "", tokens[end] if end < len(tokens) else "."
    if left in OPENING and right == OPENING[left]:
        return first - 1, end + 1
    if first == 0:
        return first, end + (right in COMMAS)
    if left in COMMAS:
        # In "Butler, Pennsylvania, on Tuesday by" the comma closes the place.
        alone = right in COMMAS or right in STOPS or not _closes(tokens, first - 1)
        return first - alone, end + (right in COMMAS)
    return first, end


def _closes(tokens: tuple[str, ...], comma: int) -> bool:
    """Whether a comma closes a short insertion that another comma has opened."""
    return not COMMAS.isdisjoint(tokens[max(comma - _INSERTION, 0) : comma])


# What is no subtree: the speaker around a clause, the office before a name.


def _attributions(tree: Branches) -> Iterator[Phrase]:
    """Yield what stands before or behind the clause that a reporting root governs."""
    if tree.lower[tree.root] not in REPORTING:
        return
    said = tree.labelled(tree.root, "ccomp")
    if len(said) != 1 or not tree.whole(said[0]):
        return
    first, last = tree.first[said[0]], tree.last[said[0]]
    begin, end = (0, first) if first > tree.root else (last + 1, len(tree.tokens))
    if begin == 0 and tree.lower[end] == "that":
        end += 1
    while end > begin and tree.tokens[end - 1] in STOPS:
        end -= 1
    if begin < end:
        yield _phrase(tree, Kind.ATTRIBUTION, begin, end, tree.root)


def _titles(tree: Branches) -> Iterator[Phrase]:
    """Yield the offices that stand right before a name of two words, which says by itself who it is."""
    for node, tag in enumerate(tree.tags):
        if tag != "NNP" or tree.labels[node] in ("compound", "poss"):
            continue
        before = [k for k in tree.children[node] if k < node and tree.labels[k] in ("compound", "nmod", "amod")]
        if len(before) < 2 or before != list(range(tree.first[node], node)):
            continue
        offices = next((i for i, k in enumerate(before) if tree.lower[k] not in _OFFICES), 0)
        if offices and tree.lower[before[offices - 1]] in _RANKS and tree.tokens[before[offices]][0].isupper():
            yield _phrase(tree, Kind.TITLE, before[0], before[offices], node)


_PREPOSITION_TAGS = frozenset(("IN", "TO", "VBG"))  # "following" is a gerund
_SURE = 0.5  # below it, more arcs are wrong than right
_LONGEST_TIME = 6  # tokens; what is longer says more than when
_INSERTION = 6  # tokens between the commas of a short insertion, such as a place's country
_OF_A_NOUN = frozenset((Kind.RELATIVE, Kind.PARTICIPLE, Kind.COMPLEMENT))
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august september "
    "october november december week weeks weekend month months year years day days night morning afternoon evening "
    "hour hours today yesterday tonight tomorrow season summer autumn spring winter midnight noon dawn".split()
)
_TIME_ADVERBS = frozenset("today yesterday tonight recently earlier ago lately currently now".split())
_CONNECTIVES = frozenset(
    "however meanwhile moreover furthermore additionally nevertheless nonetheless indeed instead then similarly "
    "likewise besides therefore thus hence consequently accordingly though too".split()
)
_LIGHT_ADVERBS = frozenset("also already later again just once".split())
_KEPT_ADVERBS = frozenset(
    "allegedly reportedly apparently possibly probably likely unlikely supposedly purportedly seemingly potentially "
    "nearly only hardly barely scarcely rarely really fully partly mostly largely exactly early wrongly falsely "
    "unanimously narrowly badly poorly legally illegally differently publicly fatally mortally".split()
)
# Words of an office; a name may stand without one if the last of them is a rank.
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
