"""What commas part from a sentence, and its tree lets go: adjuncts, appositions, asides and clauses.

A phrase that commas part from the rest says more of what is said, not what: people who compressed the corpus of
Filippova & Altun (2013) cut nine in ten of the words of such phrases, an adjunct in front of the subject nearly always.
What the tree is unsure of stays, and so does what the rest would be broken or untrue without.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from summarizer.document import Span
from summarizer.extract.branches import FINITE, SUBJECTS, Branches
from summarizer.extract.guards import Guard
from summarizer.extract.phrases import Kind, Phrase, phrases
from summarizer.extract.trees import Trees
from summarizer.text.discourse import PERSONAL_PRONOUNS, leans
from summarizer.text.grammar import REPORTING, SUBORDINATORS

GUARDED = re.compile(
    r"\d|%|n['’]t\b|\b(?:not|no|never|none|nor|neither|without|den(?:y|ies|ied|ying)|refus\w+|fail\w*|hardly|barely|unless"
    r"|except|alleg\w+|accus\w+|suspect\w*|claim\w*|report\w*|may|might|could|would|should|possibly|perhaps|likely|unlikely"
    r"|reveal\w*|argu\w*|conclud\w*|appear\w*|seem\w*|believed?|expected|potential\w*|apparent\w*|purported\w*|so-called"
    r"|sa(?:ys?|id|ying)|told|yet to|still|according|if|pending|provided|assuming|depending|subject|counting"
    r"|adjust\w*|factoring|excluding|margin|only|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|least|per"
    r"|hundreds?|thousands?|millions?|billions?|dozens?|half|all|both|every|most)\b",
    re.IGNORECASE,
)
"""What a phrase holds that must not be lost unawares: a denial, a hedge, a number, who says so."""
_FRONT = (
    r"(?:(?:During|After|Since|Following|Amid|While [a-z]+ing) "
    r"|(?:In|On|At) (?:[^ ,]+ ){0,4}?(?:answer|article|briefing|bulletin|decision|email|filing|game|interview|letter"
    r"|match|meeting|memo|message|note|order|piece|post|print|release|ruling|speech|statement|tweet|video)\b)"
)
"""What opens a sentence with no more than when, or in what it was said: where it holds is part of a claim."""
_FRONTED = re.compile(rf"{_FRONT}.{{0,60}}$")
_WORTH = re.compile(
    rf"^{_FRONT}[^,]{{0,60}},|, (?:[a-z]+ly )?(?:wh(?:o|ose|ich|en|ile)|an?|the|one of|after|as|amid|following|because"
    r"|including|with|[a-z]{2,}ing) [^,]+(?=,|\.?$)|, (?:however|meanwhile|though|too|of course|instead|therefore)[,.]"
)
"""What may be such a phrase: only where it stands, unguarded, is a sentence worth a tree."""
_HELD = frozenset(Guard) - {Guard.WANTED, Guard.TELLING, Guard.DOUBT}
"""Reasons to keep a phrase; what commas part is neither wanted by the word before it, nor does it tell which."""
_MARKS = frozenset((",", "—", "–", "--"))
_SURE = 0.5  # of the arcs that make a sentence: its root's and its subject's
_NEAR = 60  # characters behind an adjunct in which a figure is of what the adjunct names


def parted(text: str, sentences: Sequence[Span], trees: Trees) -> list[list[Span]]:
    """Return for each English sentence the phrases that can go, in order; one may lie inside another.

    Only sentences that may hold such a phrase are parsed, all in one pass.
    """
    worth = [n for n, (start, end) in enumerate(sentences) if _may_part(text[start:end])]
    found: list[list[Span]] = [[] for _ in sentences]
    for place, tree in zip(worth, trees.of(text, [sentences[n] for n in worth]), strict=True):
        found[place] = list(_phrases(text, tree)) if tree else []
    return found


def _may_part(source: str) -> bool:
    return any(not GUARDED.search(found[0]) for found in _WORTH.finditer(source))


def _phrases(text: str, tree: Branches) -> Iterator[Span]:
    if not _is_clause(tree):
        return
    for phrase in phrases(tree):
        if phrase.kind in _JUDGES and not phrase.guards & _HELD and _is_parted(tree, phrase):
            span = Span(tree.words[phrase.first].start, tree.words[last_of(tree, phrase) - 1].end)
            held = GUARDED.search(text, *span) or is_news(tree, phrase) or is_awaited(tree, phrase)
            if not held and _can_go(text, tree, phrase, span):
                yield span


def is_news(tree: Branches, phrase: Phrase) -> bool:
    """Whether a phrase holds what came of the rest ("killing the crew"), or its other side ("while she denies it")."""
    inside = range(phrase.first, phrase.end)
    if any(tree.tags[k] == "VBG" and tree.lower[k] in _CONSEQUENCES for k in inside):
        return True
    if phrase.kind is Kind.CONNECTIVE:
        return False
    return any(
        tree.lower[k] == "until" or (tree.lower[k] in _CONTRASTS and bool(tree.subjects(tree.heads[k]))) for k in inside
    )


def _is_clause(tree: Branches) -> bool:
    """Whether the tree is surely one of a statement with a finite verb and a subject before it."""
    root = tree.root
    subjects = tree.subjects(root)
    asked = tree.tokens[-1] in ("?", "!")
    return (
        tree.is_finite(root)
        and bool(subjects)
        and not asked
        and min(tree.confidence[k] for k in (root, *subjects)) >= _SURE
    )


def _is_parted(tree: Branches, phrase: Phrase) -> bool:
    """Whether commas, a pair of dashes, or one and an edge of the sentence stand around a phrase."""
    first, last, trailing = tree.tokens[phrase.first], tree.tokens[phrase.end - 1], _trails(tree, phrase)
    return last == "," if phrase.first == 0 else first in _MARKS and (trailing or last == first)


def _trails(tree: Branches, phrase: Phrase) -> bool:
    return phrase.end >= len(tree.tokens) - 1


def _can_go(text: str, tree: Branches, phrase: Phrase, span: Span) -> bool:
    if phrase.first == 0:
        named = "NNP" in tree.tags[: phrase.end] and not PERSONAL_PRONOUNS.isdisjoint(tree.lower[phrase.end :])
        fronted = _FRONTED.match(text, *span) is not None
        return fronted and not named and may_open_at(text[: tree.words[-1].end], span.end)
    return _JUDGES[phrase.kind](tree, phrase)


def is_awaited(tree: Branches, phrase: Phrase) -> bool:
    """Whether the words around a phrase point to it: a quotation, "herself", "if not", "until May", "shortly"."""
    before, after = tree.lower[: phrase.first], tree.lower[phrase.end : phrase.end + 2]
    marked = tree.tokens[phrase.first] in _MARKS
    opens = tree.lower[phrase.first + marked]
    return (
        tree.tags[phrase.end : phrase.end + 1] == ("``",)
        or (not marked and not _LEADING.isdisjoint(before[-1:]))
        or not _EMPHATIC.isdisjoint(after)
        or (opens == "then" and "if" in before)
        or (phrase.kind is Kind.APPOSITION and not REPORTING.isdisjoint(after[:1]) and not _speaks(tree, phrase))
        or _may_be_given(tree, phrase)
        or (opens == "when" and not _LIMITS.isdisjoint(before[-_PLACE:]))
    )


def _speaks(tree: Branches, phrase: Phrase) -> bool:
    """Whether what an apposition tells of is the speaker: not "a court in Oslo, | a guard, said"."""
    return tree.labels[tree.heads[phrase.node]] in SUBJECTS


def _may_be_given(tree: Branches, phrase: Phrase) -> bool:
    """Whether a phrase may hold a second object that a tree took for its end: "gave Oslo, its rival, | a port"."""
    near = range(max(phrase.first - _OBJECT, 0), phrase.first)
    giving = next((k for k in reversed(near) if tree.lower[k] in _GIVING), None)
    return giving is not None and tree.tokens[giving : phrase.end - 1].count(",") > 1


def _is_nameless(tree: Branches, phrase: Phrase) -> bool:
    """Whether a circumstance names nobody and nothing: behind the verb stands what a reader looks for."""
    return "NNP" not in tree.tags[phrase.first : phrase.end] and _goes_on(tree, phrase)


def _says_what_one_is(tree: Branches, phrase: Phrase) -> bool:
    """Whether an apposition says what somebody is, not who, and is none of a list."""
    node = phrase.node
    listed = tree.labels[tree.heads[node]] in ("conj", "appos") or tree.labelled(node, "conj")
    if (
        tree.tags[node] not in ("NN", "NNS")
        or is_list(tree, phrase)
        or (listed and tree.lower[tree.first[node]] not in _ARTICLES)
    ):
        return False
    if _trails(tree, phrase):  # in "paid the firm in Waco, Texas, a penny" the comma closes the place
        before = tree.tokens[max(phrase.first - _PLACE, 0) : phrase.first]
        return "," not in before and _is_nameless(tree, phrase)
    return _goes_on(tree, phrase)


def is_list(tree: Branches, phrase: Phrase) -> bool:
    """Whether an apposition is one of some: "Oslo, | Bergen and Bodo", "a net, | oars and sails", "fine, | old oak"."""
    node, head = phrase.node, tree.heads[phrase.node]
    if tree.tags[phrase.first - 1][0] == "J":
        return True
    if tree.tags[node] == "NNP":
        near = [*tree.labelled(node, "appos"), *([head] if tree.labels[head] == "appos" else ())]
        return bool(tree.labelled(node, "conj")) or any(tree.tags[k] == "NNP" for k in near)
    comma = next((k for k in range(phrase.first + 1, phrase.end - 1) if tree.tokens[k] == ","), phrase.end)
    told = any(tag[0] == "W" for tag in tree.tags[phrase.first : comma])
    return not told and "cc" in tree.labels[comma : phrase.end]


def _is_aside(tree: Branches, phrase: Phrase) -> bool:
    node = phrase.node
    opens = tree.tags[tree.first[node]][0] == "W" or tree.tags[node] in ("VBN", "VBG")
    return opens and not _is_cleft(tree, node) and _goes_on(tree, phrase) and does_something(tree, node)


def _is_cleft(tree: Branches, node: int) -> bool:
    """Whether a relative clause is the point: "it was she, not he, who left"."""
    while node != tree.root:
        node = tree.heads[node]
        if tree.lower[node] in _BE and any(tree.lower[k] == "it" for k in tree.labelled(node, "nsubj")):
            return True
    return False


def _is_loose_clause(tree: Branches, phrase: Phrase) -> bool:
    """Whether a clause is no news: "a day after he was charged" is."""
    listed = tree.tags[phrase.end - 1] == "," and tree.tags[phrase.end : phrase.end + 1] in (("VB",), ("VBP",))
    first = tree.first[phrase.node]
    news = tree.lower[first] in _ARTICLES or tree.tokens[first][0].isupper()  # a title may read as a participle
    return not listed and not news and does_something(tree, phrase.node)


def does_something(tree: Branches, node: int) -> bool:
    """Whether a participle, if it is one, is no verb of speech, nor one of a list.

    Of "hunted, trapped and sold" it is one, and so it is of "cups, drinking glasses and plates".
    """
    joined = [k for k in range(node, tree.last[node]) if tree.labels[k] == "cc"]
    if tree.tags[node] == "VBN":
        return not (joined and node > 1 and tree.tags[node - 2] in ("VBN", "VBD"))
    if tree.tags[node] != "VBG":
        return True
    bare = tree.tags[node + 1 : node + 2] in (("NN",), ("NNS",)) and tree.labelled(node + 1, "conj")
    return tree.lower[node] not in _SPEECH and not bare and not any("VBG" in tree.tags[k + 1 : k + 3] for k in joined)


def _goes_on(tree: Branches, phrase: Phrase) -> bool:
    """Whether a finite verb follows what says more of a noun, or nothing: else the commas part something other."""
    tag = next((tag for tag in tree.tags[phrase.end : -1] if tag != "RB"), None)
    return tag is None or tag in FINITE


_JUDGES: dict[Kind, Callable[[Branches, Phrase], bool]] = {
    Kind.ADJUNCT: _is_nameless,
    Kind.TIME: _is_nameless,
    Kind.APPOSITION: _says_what_one_is,
    Kind.ASIDE: _is_aside,
    Kind.CLAUSE: _is_loose_clause,
    Kind.CONNECTIVE: _goes_on,
}


def may_open_at(source: str, place: int) -> bool:
    """Whether a sentence may open there: on no figure of what goes, nor on a word that stands for it.

    "In Spain, 400 cars are recalled" is not all the cars.
    """
    rest = source[place:].strip()
    first = rest.split(" ", 1)[0]
    return first not in SUBORDINATORS and not _FIGURE.search(rest[:_NEAR]) and not leans(rest)


def last_of(tree: Branches, phrase: Phrase) -> int:
    """Return where a phrase ends, without a comma that parts what follows too, or closes another phrase around it."""
    last, head = tree.last[phrase.node], tree.heads[phrase.node]
    shared = phrase.first > 0 and not _goes_on(tree, phrase)
    while head != tree.root:
        shared |= tree.last[head] == last and tree.before(head) in _MARKS and tree.labels[head] not in SUBJECTS
        head = tree.heads[head]
    return phrase.end - (shared and tree.tokens[phrase.end - 1] in _MARKS)


_ARTICLES = frozenset(("a", "an"))
_BE = frozenset("is was be ’s 's".split())
_PLACE = 4  # tokens in which a place and its country stand, or a date behind its preposition
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|most|half|hundreds|thousands|millions|dozens)\b"
)
_CONTRASTS = frozenset("while whereas although though".split())
_CONSEQUENCES = frozenset(
    "killing injuring wounding hurting leaving forcing causing prompting triggering destroying damaging sparking "
    "burying trapping stranding displacing ending halting costing losing winning drowning sinking wrecking crippling "
    "shooting stabbing arresting ruling resulting meaning making becoming bringing sending burning".split()
)
"""Participles of what came of it: as often the news as the verb before them."""
_GIVING = frozenset(
    "give gives gave giving given offer offers offered pay pays paid send sends sent hand hands handed grant granted "
    "award awarded lend lent bring brings brought deny denied promise promised".split()
)
_OBJECT = 12  # tokens between such a verb and the end of its first object
_LIMITS = frozenset("until till before".split())
_LEADING = frozenset(
    "ago late early shortly soon long ever just only even right immediately directly moments minute minutes "
    "hour hours day days week weeks month months year years decade decades ( [".split()
)
"""What stands before a clause or date that it measures from: "a day | after she left"."""
_EMPHATIC = frozenset("himself herself itself themselves".split())
_SPEECH = frozenset(
    "according accusing warning citing adding noting insisting arguing stressing telling suggesting explaining "
    "describing calling asserting demanding urging asking vowing promising threatening pledging announcing declaring "
    "quoting stating saying claiming".split()
)
"""A participle of speech is the point as often as the verb before it."""
