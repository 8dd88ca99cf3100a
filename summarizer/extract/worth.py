"""What each phrase of a sentence is worth to a headline: the log-odds that an editor keeps it where its head is kept.

Learned twice. That phrases of a kind are kept: a logistic regression on 24,000 phrases of the sentences that people
compressed (nine tenths of the corpus of Filippova & Altun 2013; area under the curve 0.79 on the last tenth). How far
that holds for titles: another, on the first sentences and the titles of four newspapers. What a phrase says of the
article's topic comes on top.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from summarizer.extract.branches import OPENING, Branches
from summarizer.extract.guards import Guard
from summarizer.extract.phrases import Kind, Phrase

COVER = 12.0
"""What it costs to say nothing of the topic; its share, what says a part of it.

Of all that was measured on 400 headlines that had been judged by reading, the share of the topic tells best which are
good (area under the curve 0.75). Between 10 and 20 as many are.
"""


def worths(tree: Branches, found: Sequence[Phrase], shares: Sequence[float]) -> Iterator[tuple[Phrase, float]]:
    """Yield the phrases that may go from a headline without making it false, each with its worth.

    ``shares`` says for each token how much of the article's topic it is.
    """
    denied = {tree.heads[i] for i, word in enumerate(tree.lower) if word in _DENYING}
    denied |= {tree.heads[i] for i in denied if tree.labels[i].startswith("nsubj")}
    for phrase in found:
        if _may_go(tree, phrase):
            worth = _KEPT * _log_odds(tree, phrase) + _BASE + _price(phrase)
            worth += COVER * (phrase.kind is not Kind.TITLE) * sum(shares[phrase.first : phrase.end])
            worth += _SCOPE * (phrase.kind in _ADVERBIAL and tree.heads[phrase.node] in denied)
            worth += _GERUND * (Guard.WANTED in phrase.guards and tree.labels[tree.heads[phrase.node]] == "pcomp")
            worth -= _BRACKETED * (tree.tokens[phrase.first] in OPENING)
            worth += _OTHER_SIDE * (phrase.first == 0 and _is_other_side(tree, phrase))
            yield phrase, worth + _ANNOUNCED * _is_announced(tree, phrase)


def _is_announced(tree: Branches, phrase: Phrase) -> bool:
    """Whether a phrase says what something new is: "has issued a warning | over unsafe toys"."""
    head = tree.heads[phrase.node]
    if phrase.kind not in _OF_A_NOUN or tree.labels[head] != "dobj" or Guard.TELLING in phrase.guards:
        return False
    news = tree.root in (tree.heads[head], tree.heads[tree.heads[head]])
    return news and any(tree.lower[k] in ("a", "an") for k in tree.labelled(head, "det"))


def _may_go(tree: Branches, phrase: Phrase) -> bool:
    """Whether a headline is still true without a phrase."""
    if _limits(tree, phrase) or Guard.QUOTATION in phrase.guards:
        return False
    if phrase.kind is Kind.TIME and tree.labels[tree.heads[phrase.node]] == "acl":
        return False  # "in the video | released | on Tuesday"
    head = tree.heads[phrase.node]
    if phrase.guards >= _BOTH or (phrase.kind in _OF_A_NOUN and tree.tags[head] in ("PRP", "DT")):
        return False  # "the first | to sail alone"
    if phrase.kind in _CLAUSAL and _is_led_up_to(tree, phrase):
        return False
    return phrase.kind is not Kind.ATTRIBUTION or _is_on_record(tree, phrase)


def _is_led_up_to(tree: Branches, phrase: Phrase) -> bool:
    """Whether a clause is what a verb with an object goes on to: "promised the crews | they would be paid"."""
    head = tree.heads[phrase.node]
    if phrase.kind is Kind.CLAUSE:
        return phrase.first > head and tree.tags[phrase.node] == "VB" and tree.lower[head] in _LEADING_ON
    return phrase.first == head + 1 and _governor(tree, head) in _LEADING_ON


def _governor(tree: Branches, noun: int) -> str:
    """Return the word that governs a noun: the verb whose object it is or ends, or "with"."""
    while tree.labels[noun] in _WITHIN_OBJECTS:
        noun = tree.heads[noun]
        if tree.lower[noun] == "with":
            return "with"
    return tree.lower[tree.heads[noun] if tree.labels[noun] == "dobj" else noun]


def _limits(tree: Branches, phrase: Phrase) -> bool:
    """Whether more is said without a phrase, or only one side: what goes with a second predicate holds for both."""
    if phrase.kind is Kind.CONJUNCT:
        for_both = _TERMS if tree.subjects(phrase.node) else _TERMS | _CONTRASTING
        return not for_both.isdisjoint(tree.lower[phrase.first : phrase.end])
    if phrase.first and _is_other_side(tree, phrase):
        return True
    return phrase.kind in _ADVERBIAL and not _LIMITING.isdisjoint(tree.lower[phrase.first : phrase.node + 1])


def _is_other_side(tree: Branches, phrase: Phrase) -> bool:
    """Whether a phrase holds against the rest what is also so: "while exports rose"; in front, it leads up to it."""
    opening = tree.lower[phrase.first : phrase.node + 1]
    return not _CONTRASTING.isdisjoint(opening) and bool(tree.subjects(phrase.node))


def _is_on_record(tree: Branches, phrase: Phrase) -> bool:
    """Whether what is said may be printed as a fact: no opinion, no deed laid at a door but by officials."""
    said = " ".join(tree.lower[phrase.first : phrase.end])
    rest = " ".join([*tree.lower[: phrase.first], *tree.lower[phrase.end :]])
    if _CLAIM.search(said) or _OPINION.search(rest):
        return False
    if phrase.node == tree.root:
        clause = tree.labelled(tree.root, "ccomp")[0]
        subjects = tree.labelled(clause, "nsubj", "nsubjpass", "expl")
        if not subjects or tree.tags[subjects[0]] in ("PRP", "DT", "EX"):
            return False  # "He said he would"
        if phrase.first == 0 and _THIRD.search(rest):
            return False  # "Perrin said the bridge is hers"
    if _PRONOUN.match(said):
        return True  # of what is said of oneself, who says it is known
    return _DEED.search(rest) is None or (_OFFICIAL.search(said) is not None and _BLAME.search(rest) is None)


def _price(phrase: Phrase) -> float:
    room = 0.0 if phrase.kind in _ON_THE_SIDE else _FOR_A_TOKEN * (phrase.end - phrase.first)
    return sum(_GUARDED.get(guard, 0.0) for guard in phrase.guards) + room - _DATES * (phrase.kind is Kind.TIME)


def _log_odds(tree: Branches, phrase: Phrase) -> float:
    """Return the log-odds that people kept such a phrase, where they kept its head."""
    kind, node = phrase.kind, phrase.node
    head = tree.heads[node]
    total = _BIAS + _KINDS.get(kind, 0.0) + _PER_TEN_TOKENS * min(phrase.end - phrase.first, 20) / 10
    if kind is not Kind.ATTRIBUTION:
        total += _PER_FIVE_APART * min(abs(phrase.first - head), 10) / 5
    total += (
        _INITIAL * (phrase.first == 0) + _FINAL * (phrase.end >= len(tree.tokens) - 2) + _OF_ROOT * (head == tree.root)
    )
    total += sum(_LEARNED_GUARDS.get(guard, 0.0) for guard in phrase.guards)
    if kind is Kind.CLAUSE:
        first = tree.first[node]
        return total + _MARKS.get(tree.lower[first] if tree.tags[first] in _MARK_TAGS else tree.tags[node], 0.0)
    if kind is Kind.TIME:
        return total + _TIMES.get(tree.lower[node], 0.0)
    if kind is Kind.ADJUNCT:
        total += _OF_PASSIVE * bool(tree.labelled(head, "nsubjpass"))
    elif kind is Kind.COMPLEMENT and tree.labels[head] == "dobj":
        total += _OF_OBJECT
    if kind in _OF_A_NOUN and tree.labels[head] in ("nsubj", "nsubjpass"):
        total += _OF_SUBJECT
    return total + (_PREPOSITIONS.get(tree.lower[node], 0.0) if kind in _PREPOSITIONAL else 0.0)


_KEPT = 0.63
_BASE = 1.0
"""Learned −1.43, and raised by what makes headlines use their room: by reading, on 320 articles."""
# What a missing phrase costs a reader, by reading: far more than it costs ROUGE.
_GUARDED = {Guard.WANTED: 5.0, Guard.TELLING: 8.0, Guard.DOUBT: 0.5, Guard.CONDITION: 2.0}
_FOR_A_TOKEN = 0.14  # people compress to what is short, we to what fits
_BOTH = frozenset((Guard.WANTED, Guard.TELLING))
_ANNOUNCED = 2.5
_GERUND = 4.0  # "of taking part | in a raid"
_OTHER_SIDE = 8.0  # lost only in need
_LEADING_ON = frozenset(
    "urge urged persuade persuaded urging encouraged asks assured asked asking warned advised force forced convince "
    "convinced telling encourage invited ordered tell informed ask reminded reassure told directed tells notified "
    "promised leave left with".split()
)
"""Verbs that a clause follows behind their object in three of ten sentences of the news, or more."""
_WITHIN_OBJECTS = frozenset(("pobj", "prep", "agent", "conj"))
_CLAUSAL = frozenset((Kind.RELATIVE, Kind.PARTICIPLE, Kind.CLAUSE))
_DATES = 0.6  # a headline's reader takes it for today's
_BRACKETED = 6.0  # no headline has room for "(£59,000)" or "(centre)"
_SCOPE = 3.0  # "no ship has sailed | in such a storm" is not that none has sailed
_DENYING = frozenset("no not n't n’t never none neither".split())
_ON_THE_SIDE = frozenset((Kind.APPOSITION, Kind.ASIDE, Kind.PARENTHESIS, Kind.ATTRIBUTION, Kind.TIME))
_OF_A_NOUN = frozenset((Kind.RELATIVE, Kind.PARTICIPLE, Kind.COMPLEMENT))
_PREPOSITIONAL = frozenset((Kind.ADJUNCT, Kind.COMPLEMENT))
_ADVERBIAL = frozenset((Kind.CLAUSE, Kind.ADJUNCT, Kind.TIME))
_MARK_TAGS = frozenset(("IN", "WRB", "TO"))
_BIAS, _PER_TEN_TOKENS, _PER_FIVE_APART = 0.25, -1.66, -0.89
_INITIAL, _FINAL, _OF_ROOT = 0.76, -0.17, -0.1
_OF_PASSIVE, _OF_OBJECT, _OF_SUBJECT = 0.19, 0.48, -0.05
_LEARNED_GUARDS = {Guard.WANTED: 0.31, Guard.TELLING: 0.39, Guard.NUMBER: 0.02}
_KINDS = {
    Kind.ADJUNCT: 0.74,
    Kind.ADVERB: -0.35,
    Kind.APPOSITION: -0.24,
    Kind.ASIDE: -0.95,
    Kind.ATTRIBUTION: -1.28,
    Kind.CLAUSE: 0.7,
    Kind.COMPLEMENT: 0.11,
    Kind.CONJUNCT: 1.01,
    Kind.MODIFIER: 0.43,
    Kind.PARTICIPLE: 0.81,
    Kind.RELATIVE: 0.21,
    Kind.SERIES: 0.69,
    Kind.TIME: -0.89,
    Kind.TITLE: -0.47,
}
_PREPOSITIONS = {
    "about": 0.7,
    "across": -0.47,
    "against": 0.28,
    "as": 0.28,
    "by": -0.3,
    "despite": -0.6,
    "due": -0.21,
    "during": -0.41,
    "following": -0.11,
    "for": 0.36,
    "from": -0.28,
    "in": 0.2,
    "into": 0.61,
    "near": 0.06,
    "of": 0.99,
    "on": 0.34,
    "over": 0.24,
    "through": -0.26,
    "to": 0.46,
    "under": 0.33,
    "with": 0.08,
}
_TIMES = {"after": 0.21, "for": 1.84, "in": 1.48}
_MARKS = {"VBG": 0.1, "VBN": -0.27, "after": 0.42, "as": -0.21, "to": 0.76, "when": 0.52, "while": 0.28}
_TERMS = frozenset("if unless provided providing assuming supposing pending".split())
_LIMITING = _TERMS | frozenset("until except without only than once whether though although even".split())
_CONTRASTING = frozenset(("while", "whereas"))
_CLAIM = re.compile(
    r"\b(?:claim\w*|believe\w*|argue\w*|allege\w*|insist\w*|suggest\w*|warn\w*|predict\w*|estimat\w*|experts?|sources?"
    r"|critics?|campaigners|analysts?|lawyers?|attorneys?|witness\w*|victims?|polls?|surveys?|think\w*)\b"
)
_OPINION = re.compile(r"\b(?:should|must|ought|would)\b|[\"“]")
_THIRD = re.compile(r"\b(?:he|she|they|him|her|them|his|their|it|its)\b")
_PRONOUN = re.compile(r"\W*(?:it|he|she|they|the company) ")
_DEED = re.compile(
    r"\b(?:attack\w*|airstrikes?|strikes?|shelling|bomb\w*|shot|shoot\w*|rap(?:e|ed|ing)|murder\w*|st[eo]le\w*|stealing"
    r"|theft|assault\w*|fraud\w*|brib\w*|abus\w*|plot\w*|terror\w*|blam\w*|responsib\w*|fault|because|caused?|may"
    r"|might|could|troops|militants?|rebels?|gunm[ae]n|suspects?|accus\w*|alleg\w*|hack\w*|spy\w*|crimes?|criminal)\b"
)
_OFFICIAL = re.compile(r"\b(?:police|officials?|authorities|sheriff|prosecutors?|fire department|coroner|ministry)\b")
_BLAME = re.compile(
    r"\b(?:fraud\w*|brib\w*|abus\w*|blam\w*|responsib\w*|fault|because|caused?|may|might|could|accus\w*|alleg\w*"
    r"|hack\w*|spy\w*|plot\w*|troops|militants?|rebels?)\b"
)
