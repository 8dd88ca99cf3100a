"""What tests/corruptions.py changes of a sentence's build: negation, who speaks, and who did it to whom."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from corruption_facts import MONTHS, WEEKDAYS, WORDS, Fact, facts


class Edit(NamedTuple):
    """A change of a statement: ``statement[start:end]`` becomes ``after``."""

    sort: str
    start: int
    end: int
    after: str


def _table(name: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in WORDS["verbs"][name].split())


_PAST, _BOTH, _PRESENT = _table("past"), _table("both"), _table("present")
_PARTICIPLE = rf"(?:\w+ed|{'|'.join(WORDS['verbs']['participles'].split())})"
_SUBJECT = r"(?:(?<=[a-z]{2} )|(?<=[A-Z][a-z] ))"
_OBJECT = r"(?:the|a|an|his|her|their|its|that|in|on|at|to|for|him|them|from|[A-Z]\w+|\d[\d,]*)"
_NOT_BE = r"(?! (?:un\w+|not|never|no|nothing|also|just|still|only|to|set|such)\b|n['’]t)"

_INSERTIONS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), after)
    for pattern, after in (
        (rf"(?<=[a-z] )(is|are|was|were|will|would|should|could)\b{_NOT_BE}(?= [a-z])", r"\1 not"),
        (rf"(?<=[a-z] )(can)\b{_NOT_BE}(?= [a-z])", r"\1not"),
        (rf"(?<=[a-z] )(has|have|had)\b(?= {_PARTICIPLE}\b)", r"\1 not"),
        (
            r"(?<=[a-z] )(?<!to )(has|have|had) an?\b(?= [a-z]+\b(?! (?:of|lot|few|year|chance|right|string)\b))",
            r"\1 no",
        ),
        (r"\b([Tt]here (?:is|are|was|were))(?: an?)?(?= (?!no\b|not\b|the\b|some\b|many\b)[a-z])", r"\1 no"),
    )
)
_AUXILIARIES = "did does do is are was were has have had will would should could can".split()
_AUXILIARY = rf"\b({'|'.join((*_AUXILIARIES, *(word.title() for word in _AUXILIARIES)))})"
_HAD = "evidence sign signs plan plans reason damage injuries survivors proof word charges chance hope compensation"
_REMOVALS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(pattern), after)
    for pattern, after in (
        (rf"{_AUXILIARY} not\b(?! (?:only|just|to|yet|all|help|necessarily)\b)", r"\1"),
        (rf"{_AUXILIARY}n['’]t\b(?! (?:only|just|yet|all|help|necessarily)\b)", r"\1"),
        (r"\b([Cc]an)(?:not|['’]t)\b", r"\1"),
        (r"\b([Ww])on['’]t\b", r"\1ill"),
        (r"\b(has|have|had|was|were|is|are|will|would|should|could|can|did) never\b", r"\1"),
        (r"\bno longer\b", "still"),
        (rf"\bno (?=(?:{'|'.join(_HAD.split())})\b)", "some "),
        (r"\bNo one\b", "Someone"),
        (r"\bno one\b", "someone"),
        (r"\bNobody\b", "Somebody"),
        (r"\bnobody\b", "somebody"),
        (r"\bNone of\b", "All of"),
        (r"\bnone of\b", "all of"),
        (r"(?<=[a-z] )without(?= (?:a|an|the|any|his|her|their|permission|power|incident)\b)", "with"),
    )
)


_REACH = 30
"""Characters after a verb within which another negation would undo the new one."""


def negations(statement: str) -> Iterator[Edit]:
    """Yield a negation put in or taken out, wherever one surely may be."""
    for pattern, after in _INSERTIONS:
        for match in pattern.finditer(statement):
            if not _is_odd(statement, match.start()):
                yield Edit("inserted", *match.span(), match.expand(after))
    for match in re.finditer(r"[a-z]+", statement):
        denial = _denied(statement, match)
        if denial and not _is_odd(statement, match.start()):
            yield Edit("inserted", *match.span(), denial)
    for pattern, after in _REMOVALS:
        for match in pattern.finditer(statement):
            yield Edit("removed", *match.span(), match.expand(after))


def _denied(statement: str, match: re.Match[str]) -> str | None:
    verb, before, after = match.group(), statement[: match.start()], statement[match.end() :]
    if not re.search(r"[A-Za-z]{2} $", before) or re.search(
        r"\b(?:to|not|n't|and|or|be|been|who|is|was|were|has|have|had|as|than) $", before
    ):
        return None
    named = re.search(r"(?:\b[A-Z][\w.'’-]*|\b(?:he|she|it|they|police|officials|authorities)) $", before)
    if verb in _PAST and after[:1] == " ":
        return f"did not {_PAST[verb]}"
    if verb in _BOTH and named and re.match(rf" {_OBJECT}\b", after):
        return f"did not {_BOTH[verb]}"
    if verb in _PRESENT and named and re.match(r" [a-zA-Z\d]", after) and not re.match(r" (?:been|not|no)\b", after):
        lemma = _PRESENT[verb]
        return None if verb == "has" else f"does not {lemma}"
    return None


def _is_odd(statement: str, start: int) -> bool:
    """Whether a negation would read oddly there, or undo another: in a question, or after one."""
    around = statement[: start + _REACH]
    if re.search(r"\b(?:no|not|never|nobody|nothing|none|neither|without|cannot)\b|n['’]t\b", around, re.IGNORECASE):
        return True
    return re.match(r"(?:What|Why|How|Who|Where|When|Which)\b[^.]*\?", statement) is not None or start == 0


# Who speaks

_VERB = rf"(?:{'|'.join(WORDS['speech']['verbs'].split())})"
_RUN = r"(?:[A-Z][\w’'-]*\.? ){0,4}[A-Z][\w’'-]*\.?"
_SAYS = "(?:says|said|writes|wrote|asks|adds|argues)"
_SPEAKER = re.compile(rf"^(?P<label>{_RUN}) ?: |(?P<before>{_RUN}) {_SAYS}\b|\b{_SAYS} (?P<after>{_RUN})")
_PLURAL = "|".join(WORDS["speech"]["plural"].replace("\n", "").split("|"))


def speakers(text: str, known: Iterable[str] = ()) -> Iterator[Fact]:
    """Yield those to whom a text gives words: people and listed bodies beside a verb of speech, and offices."""
    for match in re.finditer(rf"\b(?P<x>{_PLURAL}|{_PLURAL.lower()})(?= {_VERB}\b)", text):
        if re.search(r"(?:^|[.,;:\"”’'] |\b(?:that|the|but|and|which|many|some) )$", text[: match.start()]):
            yield Fact("attribution", "plural", *match.span("x"), match["x"])
    for fact in facts(text, known=frozenset(known)):
        if fact.kind == "name" and fact.sort in ("person", "surname", "company", "agency"):
            spoken = re.match(rf"(?:, (?:\d\d|[^,.]{{3,50}}),)? {_VERB}\b(?! by)", text[fact.end :])
            heads = fact.start == 0 and text[fact.end :].startswith(": ")
            after = re.search(
                r"(?:\baccording to|['”\",] ?(?:said|says)|, (?:said|says))(?: the)? $", text[: fact.start]
            )
            if spoken or heads or after:
                yield Fact("attribution", fact.sort, fact.start, fact.end, fact.text)


def has_unnamed_speaker(statement: str, article: str) -> bool:
    """Whether a statement gives its words to somebody whom its article does not name: mostly who wrote it."""
    for match in _SPEAKER.finditer(statement):
        surname = re.sub(r"['’]s$", "", (match["label"] or match["before"] or match["after"]).split()[-1])
        if surname not in _NO_NAME and not re.search(rf"\b{re.escape(surname.rstrip('.'))}\b", article, re.IGNORECASE):
            return True
    return False


# Who did it to whom

_NOUNS = "|".join(WORDS["people"]["nouns"].split())
_PHRASE = rf"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Tt]heir) )(?:[a-z]+ )?(?:{_NOUNS})\b|\b[Pp]olice\b"
_NAME = r"\b[A-Z]\w+(?:[ -](?:[A-Z]\.(?= [A-Z])|[A-Z]\w+|of the [A-Z]\w+|de [A-Z]\w+))*"
_NO_NAME = frozenset(
    "The A An In On At It He She They We But And As If His Her Their This That There Police I".split()
) | {*WEEKDAYS, *MONTHS}
_MUTUAL = (
    "married met joined discussed named called based aged located dated resembled debated involved included suspected"
    " accompanied wounded"
)
_ONE_SIDED = "|".join(WORDS["verbs"]["one_sided"].split())
_ACT = re.compile(
    r" (?:(?:was|were|is|are|been) (?:\w+ed|shot|sued|told|taught|led|hit) by|lost to"
    rf"|(?:has |have |had |will |also )?(?!(?:{'|'.join(_MUTUAL.split())})\b)(?:\w{{3,}}ed|{_ONE_SIDED})"
    r"(?: against| over)?) "
)


def roles(statement: str, article: str) -> Iterator[Edit]:
    """Yield a statement's two sides in each other's place: who acts and who is acted on, or from where to where."""
    sides = [match.span() for match in re.finditer(_NAME, statement) if _is_name(match, article)]
    names = frozenset(start for start, _ in sides)
    for match in re.finditer(_PHRASE, statement):
        if all(match.end() <= start or end <= match.start() for start, end in sides):
            sides.append(match.span())
    sides.sort()
    for (start, left), (right, end) in pairwise(sides):
        between = statement[left:right]
        if _ACT.fullmatch(between) and _is_subject(statement, start) and _is_whole(statement, end):
            first, second = _lower(statement[start:left], names, start), _lower(statement[right:end], names, right)
            if start == 0:
                second = second[0].upper() + second[1:]
            yield Edit("swapped", start, end, second + between + first)
        elif between == " to " and statement[:start].endswith("from ") and _is_whole(statement, end):
            yield Edit("direction", start, end, statement[right:end] + between + statement[start:left])


def _is_name(match: re.Match[str], article: str) -> bool:
    """Whether a capitalised word that opens a sentence is a name: the article has it inside one, too."""
    text = match.group()
    if text.split()[0] in _NO_NAME:
        return False
    return match.start() > 0 or " " in text or re.search(rf"[a-z,] {re.escape(text)}\b", article) is not None


def _lower(text: str, names: frozenset[int], start: int) -> str:
    return text if start in names else text[0].lower() + text[1:]


def _is_subject(statement: str, start: int) -> bool:
    """Whether nothing before a side can make it a part of a larger phrase."""
    return (
        start == 0
        or re.search(
            r"(?:[.:;,\"“'‘]|\b(?:that|says?|said|as|after|when|because|and|but|how|if|while|before)) $",
            statement[:start],
        )
        is not None
    )


def _is_whole(statement: str, end: int) -> bool:
    return re.match(r"['’]s|['’](?= )| (?:and|of|or)\b|-|[a-z]", statement[end:]) is None
