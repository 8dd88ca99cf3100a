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

from summarizer.extract.adjectives import adjective_goes
from summarizer.extract.branches import COMMAS, OPENING, STOPS, Branches
from summarizer.extract.guards import Guard, clause_guards, completes, content_guards, is_wanted, tells_which
from summarizer.extract.titles import titles
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
    PARTICIPLE = "a participle or infinitive of a noun: a letter | sent in May"
    CLAUSE = "an adverbial clause: after he left"
    PARENTHESIS = "between brackets or dashes"
    CONJUNCT = "a second predicate or main clause: | and went home"
    SERIES = "all but the first of several objects: taxes | , fees and fines"
    ATTRIBUTION = "who says it: , police said"
    TITLE = "an office before a full name: President | Anna Perrin"
    MODIFIER = "an adjective: a | gruelling | race"


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
        if label not in _READERS or not tree.whole(node) or completes(tree, node):
            continue
        if kind := _READERS[label](tree, node):
            first, end = _edges(tree, node, kind)
            if first < end:
                yield _phrase(tree, kind, first, end, node)
    yield from _attributions(tree)
    for first, end, node in titles(tree):
        yield _phrase(tree, Kind.TITLE, first, end, node)
    yield from _brackets(tree)


def _phrase(tree: Branches, kind: Kind, first: int, end: int, node: int) -> Phrase:
    guards = content_guards(tree, first, end)
    if kind is Kind.ATTRIBUTION:
        guards.add(Guard.SPEAKER)
    elif kind is Kind.CLAUSE:
        guards.update(clause_guards(tree, node, first))
    elif kind in _HOLDING and is_wanted(tree, node):
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
    objects = [child for child in tree.labelled(node, "pobj", "pcomp") if child > node]
    if not objects or tree.tags[node] not in _PREPOSITION_TAGS or tree.labels[tree.heads[node]] == "prep":
        return None  # nor the second half of "according to"
    if word in _ABOUT and (tree.tags[node + 1] in ("CD", "$") or tree.lower[node + 1] == "rs"):
        return None  # "over 40 boats" are an object
    if word == "of" and not any(tree.lower[k] in ("a", "an") for k in tree.labelled(tree.heads[node], "det")):
        return None
    if word in _TIME_PREPOSITIONS and _is_time(tree, objects[0]):
        return Kind.TIME
    if holder == "V":
        return Kind.ADJUNCT
    return Kind.COMPLEMENT if holder in "NC" and node > tree.heads[node] and word != "but" else None


def _adverb(tree: Branches, node: int) -> Kind | None:
    if (word := tree.lower[node]) in _CONNECTIVES:
        return Kind.CONNECTIVE if tree.parted(node) else None
    if word in _TIME_ADVERBS:
        return Kind.TIME
    if tree.tags[tree.heads[node]][0] != "V" or tree.size[node] > 1 or word in _KEPT_ADVERBS:
        return None
    light = word.endswith("ly") or word in _LIGHT_ADVERBS
    return Kind.ADVERB if light and tree.before(node) not in _CONJUNCTIONS else None  # "quickly and | rightly closed"


def _noun_adverbial(tree: Branches, node: int) -> Kind | None:
    if tree.tags[tree.heads[node]][0] in "NV" and _is_time(tree, node):
        return Kind.TIME
    return Kind.APPOSITION if tree.tags[node][0] in "NJ" and tree.parted(node) else None


def _apposition(tree: Branches, node: int) -> Kind | None:
    return Kind.APPOSITION if tree.parted(node) else None


def _relative(tree: Branches, node: int) -> Kind:
    if tree.tags[node] == "VB":
        return Kind.PARTICIPLE
    return Kind.ASIDE if tree.parted(node) else Kind.RELATIVE


def _participle(tree: Branches, node: int) -> Kind:
    return Kind.ASIDE if tree.parted(node) and tree.tags[node] != "VB" else Kind.PARTICIPLE


def _clause(tree: Branches, node: int) -> Kind | None:
    if tree.tags[tree.heads[node]][0] == "R" or tree.before(node) in ("long", "soon"):
        return None  # "so long | as she stays" is one condition
    return _inserted(tree, node) or Kind.CLAUSE


def _conjunct(tree: Branches, node: int) -> Kind | None:
    """All that is joined to the first predicate or object; a subject loses none, for its verb has to agree."""
    head = tree.heads[node]
    if node < head or tree.labels[head] == "conj" or tree.labelled(head, "preconj"):
        return None
    if tree.tags[node][0] in "VM" and tree.tags[head][0] in "VM":
        parted = any(head < k < node for k in tree.labelled(head, *_AFTER_VERB))
        return Kind.CONJUNCT if parted or not tree.labelled(node, "dobj") else None  # "injure | and kill officials"
    bound = tree.lower[tree.heads[head]] == "between" or tree.lower[head] == "nothing"  # "nothing | but a rumour"
    several = tree.labels[head] in _OBJECTS and tree.tags[node][0] == tree.tags[head][0] and not bound
    return Kind.SERIES if several else None


def _inserted(tree: Branches, node: int) -> Kind | None:
    return Kind.ATTRIBUTION if tree.lower[node] in REPORTING and tree.parted(node) else None


def _interjection(tree: Branches, node: int) -> Kind | None:
    return Kind.CONNECTIVE if tree.parted(node) else None


def _modifier(tree: Branches, node: int) -> Kind | None:
    return Kind.MODIFIER if adjective_goes(tree, node) else None


_READERS: dict[str, Callable[[Branches, int], Kind | None]] = {
    "prep": _preposition,
    "agent": _preposition,
    "advmod": _adverb,
    "npadvmod": _noun_adverbial,
    "appos": _apposition,
    "relcl": _relative,
    "acl": _participle,
    "advcl": _clause,
    "conj": _conjunct,
    "parataxis": _inserted,
    "intj": _interjection,
    "amod": _modifier,
}


def _is_time(tree: Branches, node: int) -> bool:
    return tree.lower[node] in _TIMES or any(tree.lower[child] in _TIMES for child in tree.children[node])


def _edges(tree: Branches, node: int, kind: Kind) -> tuple[int, int]:
    """Return the range of a subtree with what parts it from the rest; an empty one if it cannot be parted."""
    tokens, first, end = tree.tokens, tree.first[node], tree.last[node] + 1
    if kind is Kind.CONJUNCT or kind is Kind.SERIES:
        first -= tree.lower[first - 1] in _CONJUNCTIONS
        if tree.lower[first] not in _CONJUNCTIONS and tokens[first - 1] != ",":
            return 0, 0
    elif first and tree.labels[first - 1] in ("prep", "mark") and not tree.children[first - 1]:
        first -= 1  # "with" its clause, where the tree has parted them
    elif kind is Kind.CLAUSE:
        # What stands before its conjunction is not the clause's, but what hangs on that: "three days | after she left".
        first = min((tree.first[mark] for mark in tree.labelled(node, "mark")), default=first)
    first, end = _mended(tokens, first, end)
    left, right = tokens[first - 1] if first else "", tokens[end] if end < len(tokens) else "."
    torn = kind in _HOLDING and tree.tags[end - 1] == "NN" and tree.tags[end : end + 1] in (("NN",), ("NNP",))
    if torn or (right not in COMMAS | STOPS and tree.labels[end - 1] == "prep" and not tree.children[end - 1]):
        return 0, 0  # the tree has parted "made by the firm | Perrin", or "worn on | their tour"
    if first == 0:
        return first, end + (right in COMMAS)
    if left in COMMAS and kind in _TRAILING and tree.root < first:
        # What the tree has torn off its end goes on to the next mark.
        end = next((i for i in range(end, len(tokens)) if tokens[i] in COMMAS or tokens[i] in STOPS), end)
        right = tokens[end] if end < len(tokens) else "."
    if left in COMMAS:
        # In "Butler, Pennsylvania, on Tuesday by" the comma closes the place.
        alone = right in COMMAS or right in STOPS or not _closes(tokens, first - 1)
        return first - alone, end + (right in COMMAS)
    return first, end


def _mended(tokens: tuple[str, ...], first: int, end: int) -> tuple[int, int]:
    """Return a range with the bracket or quotation mark around it, or the one that closes what opens in it."""
    inside, after = tokens[first:end], tokens[end : end + 2]
    if first and after and tokens[first - 1] in _CLOSED_BY.get(after[0], ()):
        return first - 1, end + 1
    for step, closing in enumerate(after, 1):
        opened = sum(inside.count(mark) for mark in _CLOSED_BY.get(closing, ()))
        if opened > inside.count(closing) or (closing == '"' and opened % 2):
            return first, end + step
    return first, end


def _closes(tokens: tuple[str, ...], comma: int) -> bool:
    """Whether a comma closes a short insertion that another comma has opened."""
    return not COMMAS.isdisjoint(tokens[max(comma - _INSERTION, 0) : comma])


# What is no subtree: the speaker around a clause, what stands between brackets.


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


def _brackets(tree: Branches) -> Iterator[Phrase]:
    """Yield what stands between brackets or dashes, or behind a last dash, whatever the tree makes of it."""
    opened = -1
    for i, token in enumerate(tree.tokens):
        if opened >= 0 and token == _PAIRS[tree.tokens[opened]]:
            yield _phrase(tree, Kind.PARENTHESIS, opened, i + 1, min(opened + 1, i))
            opened = -1
        elif opened < 0 and token in _PAIRS:
            opened = i
    end = len(tree.tokens) - (tree.tokens[-1] in STOPS)
    if tree.root < opened < end - 1 and tree.tokens[opened] not in OPENING:
        yield _phrase(tree, Kind.PARENTHESIS, opened, end, opened + 1)


_PAIRS = {**OPENING, "–": "–", "—": "—", "--": "--", "-": "-"}
_CLOSED_BY = {")": ("(",), "]": ("[",), "”": ("“",), "''": ("``",), '"': ('"',)}
_TRAILING = frozenset((Kind.CLAUSE, Kind.ASIDE, Kind.APPOSITION))
_ABOUT = frozenset(("over", "under", "about", "around", "near", "above", "below"))
_CONJUNCTIONS = frozenset(("and", "but"))
_AFTER_VERB = ("dobj", "prep", "xcomp", "ccomp", "attr", "acomp", "prt", "advmod", "agent", "npadvmod", "oprd")
_OBJECTS = frozenset(("dobj", "pobj", "attr", "acomp"))
_PREPOSITION_TAGS = frozenset(("IN", "TO", "VBG"))  # "following" is a gerund
_SURE = 0.5  # below it, more arcs are wrong than right
_INSERTION = 6  # tokens between the commas of a short insertion, such as a place's country
_HOLDING = frozenset((Kind.ADJUNCT, Kind.COMPLEMENT, Kind.PARTICIPLE))
_OF_A_NOUN = frozenset((Kind.RELATIVE, Kind.PARTICIPLE, Kind.COMPLEMENT))
_TIME_PREPOSITIONS = frozenset(
    "on in at during for since until till by over within from throughout after before through".split()
)
_TIMES = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march april june july august "
    "september october november december week weeks weekend month months year years day days night morning "
    "afternoon evening hour hours today yesterday tonight tomorrow season summer autumn spring winter midnight "
    "noon dawn".split()
)
_TIME_ADVERBS = frozenset("today yesterday tonight recently earlier ago lately currently now".split())
_CONNECTIVES = frozenset(
    "however meanwhile moreover furthermore additionally nevertheless nonetheless indeed instead then similarly "
    "likewise besides therefore thus hence consequently accordingly though too".split()
)
_LIGHT_ADVERBS = frozenset("also already later again just once".split())
_KEPT_ADVERBS = frozenset(
    "allegedly reportedly apparently possibly probably likely unlikely supposedly purportedly seemingly potentially "
    "nearly only hardly barely scarcely rarely really fully partly mostly largely exactly early wrongly wrongfully "
    "falsely fraudulently unanimously narrowly badly poorly legally illegally differently publicly fatally "
    "mortally".split()
)
