"""Trimming a sentence to what must be said: whole phrases go, and never a word out of what stays.

Precision first: a wrong cut on a front page costs more than ten missed ones. A phrase stays if it carries a negation, a
hedge, a number or the attribution of a claim, and all stays that stands inside a quotation. The rules are English;
sentences of other languages lose nothing. Each rule was kept for the share of its cut words that people cut too when
they compressed the same sentences (development part of the corpus of Filippova & Altun 2013; the figure beside it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from summarizer.document import Span
from summarizer.text.discourse import is_torn, opens_unresolved, opens_with_connective
from summarizer.text.grammar import DANGLING, PREPOSITIONS, has_finite_verb, is_finite_verb, is_past, is_present

_LONGEST = 1_000  # characters; what is longer is no sentence that anyone would publish
_FEWEST_WORDS = 6
_FEWEST_SHARE = 0.35  # of the sentence's words; less is no longer the same statement

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
_AHEAD = r"(?=[.,](?:$| )| (?!(?:and|or|to|through|until|from|at|morning|afternoon|evening|night)\b)[a-z])"
_PLAIN = '[^,;:—–"“”()]'  # anything that stays inside one phrase
_LOOSE = '[^;:—–"“”()]'  # the same, commas allowed
_PLACE = r"[A-Z][\w.’'-]*(?:[ ,/]+[A-Z][\w.’'-]*){0,5}"
_AGENCY = r"(?:CNN|CNN Business|Reuters|AP|AFP|UPI|ANI|IANS|PTI|Xinhua|Bernama|dpa|BBC|PA|CNET|Mashable|Rolling Stone)"
_WIRES = (
    r"(?:Bernama|Reuters|AP|The Associated Press|AFP|Agence France-Presse|Xinhua|PTI|ANI|IANS|dpa|EFE|Antara|PA|TASS"
    r"|Kyodo|Yonhap)(?: news agency)?"
)
_OUTLET = (
    r"(?:[Tt]he )?(?:(?:official|semi-official|state|local) )?[A-Z][\w&.’'-]*(?: (?:of|the|and|[A-Z][\w&.’'-]*)){0,4}"
)
_CONNECTIVE = "(?:however|meanwhile|though|too|for example|for instance|of course|in turn|instead|therefore)"
_INSERTED = re.compile(r" \([A-Z][a-z’'-]+\)")
"""An editor's word in a quotation: "we told (Smith) and he left"; beside a name it is that name's party or state."""
_ATTRIBUTED = re.compile(
    r"\b(?:said|says|told|added|according to|announced|stated|wrote|explained|tweeted|insisted|claimed)\b"
)
_GUARDED = re.compile(
    r"\d|%|n['’]t\b|\b(?:not|no|never|none|nor|neither|without|den(?:y|ies|ied|ying)|refus\w+|fail\w*|hardly|barely|unless"
    r"|except|alleg\w+|accus\w+|suspect\w*|claim\w*|report\w*|may|might|could|would|should|possibly|perhaps|likely|unlikely"
    r"|reveal\w*|argu\w*|conclud\w*|appear\w*|seem\w*|believed?|expected|potential\w*|apparent\w*|purported\w*|so-called|said|says?|told|according|if|only"
    r"|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|least|per|hundreds?|thousands?|millions?|billions?|dozens?|half)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase that can go: where to find it, and whether what it says must be looked at first."""

    pattern: re.Pattern[str]
    guarded: bool = True
    hint: str = ""
    """What stands in every such phrase: most sentences lack it, and are not searched."""
    allowed: Callable[[str, re.Match[str]], bool] = lambda source, found: True


def _is_past_day(source: str, found: re.Match[str]) -> bool:
    """Whether a day only dates what is over: not one that is still to come, nor held by the word before it.

    "will open on Monday" keeps its day, and so do "until Friday", "every Monday" and "Black Friday", and
    every day of a sentence that tells several apart.
    """
    if len(_DAYS.findall(source)) > 1 or "following day" in source or "next day" in source:
        return False
    before = source[: found.start()].split(" ")
    last = before[-1]
    held = last.lower() in DANGLING | _DAY_HOLDERS or (
        last[:1].isupper() and not found[0].startswith((" on", ", on", ","))
    )
    ahead = before[-5:] if is_past(last) else before  # "will open, the mayor said on Monday" was said
    return (
        not held and not is_present(last.lower()) and _SOON.isdisjoint(before[-5:]) and _AHEAD_OF_TIME.isdisjoint(ahead)
    )


def _is_aside(source: str, found: re.Match[str]) -> bool:
    """Whether a noun phrase or relative clause between commas only says more of what stands before it.

    An age needs its second comma, and in "In this photo, a woman,
    who …" the woman is the subject. A verb must follow: "a farmer in Lima, northern Peru, has" goes on with the place.
    """
    before = source[: found.start()].lower().split()
    if not before:
        return False
    after = next(
        (word for word in source[found.end() :].split() if not word.endswith("ly") and word not in _ADVERBS), ""
    )
    return (
        is_finite_verb(after.strip(".,"))
        and not before[-1][-1].isdigit()
        and (before[0] not in PREPOSITIONS or has_finite_verb(before))
    )


_ADVERBS = frozenset(("also", "now", "then", "still", "never"))


def _opens_as_before(source: str, found: re.Match[str]) -> bool:
    """Whether a sentence without its first words leans on the one before it no more than it did."""
    rest = source[found.end() :]
    rest = rest[:1].upper() + rest[1:]
    return not (opens_unresolved(rest) or opens_with_connective(rest))


def _is_ground_of_a_figure(source: str, found: re.Match[str]) -> bool:
    """Whether an adjunct says where or when a figure holds: "In Spain, 400 cars are recalled" is not all the cars."""
    return _FIGURE.search(source, found.end(), found.end() + _NEAR) is not None


_NEAR = 60  # characters
_FIGURE = re.compile(
    r"\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|most|half|hundreds|thousands|millions|dozens)\b"
)
_DAY_HOLDERS = frozenset("last next every late early later past previous following good super".split())
_DAYS = re.compile(_DAY)
_SOON = frozenset(("to", "by"))
_AHEAD_OF_TIME = frozenset("will due scheduled set until would may might could expected planned".split())

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:, (?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH}))?"
# Where agencies write most from, without a dash behind it.
_CITIES = (
    "WASHINGTON|NEW YORK|LONDON|LOS ANGELES|SAN FRANCISCO|CHICAGO|BOSTON|HOUSTON|MIAMI|ATLANTA|DETROIT|SEATTLE"
    "|DALLAS|PARIS|BERLIN|BRUSSELS|GENEVA|ROME|MADRID|MOSCOW|KIEV|ISTANBUL|ANKARA|CAIRO|BAGHDAD|BEIRUT|JERUSALEM"
    "|DUBAI|TEHRAN|KABUL|ISLAMABAD|NEW DELHI|MUMBAI|BEIJING|SHANGHAI|HONG KONG|TOKYO|SEOUL|SYDNEY|SINGAPORE"
    "|BANGKOK|JAKARTA|MANILA|NAIROBI|JOHANNESBURG|LAGOS|MEXICO CITY|SAO PAULO|SAN DIEGO|ATHENS|VIENNA|WARSAW"
    "|LISBON|DUBLIN|MANCHESTER|AUSTIN|DENVER|PHOENIX|PHILADELPHIA|OAKLAND|LAS VEGAS|RIO DE JANEIRO|BUENOS AIRES"
    "|TORONTO|OTTAWA|UNITED NATIONS"
)
_DATELINE = re.compile(
    rf"(?:(?:{_PLACE}{_DATE} ?)?\({_AGENCY}\)\s*(?:[—–-]{{1,2}}\s*)?"
    rf"|{_PLACE} \([A-Z][\w. ]{{1,30}}\) [—–-]{{1,2}} "
    rf"|[A-Z]{{3,}}[A-Z .'’-]*(?:, [A-Z][\w. ]{{2,20}})?{_DATE} [—–-]{{1,2}} "
    rf"|(?:{_CITIES})(?:/[A-Z]+(?: [A-Z]+)?)?(?:, [A-Z][a-z]+\.?)? (?=(?:[A-Z]\.)|[A-Z]?[a-z]| |A ))(?=\S)"
)

_RULES = (
    # Connectives that lean on the sentence before. Not in the corpus; nothing that is said is lost.
    Rule(
        re.compile(
            r"^(?:(?:And|But|Yet|So|Nor),? (?!far\b|much\b|many\b|that\b|yet\b|then\b|if\b)"
            r"|(?:However|Meanwhile|Moreover|Furthermore|Additionally|Nevertheless|Nonetheless|Still|Also|Indeed|Instead"
            r"|Then|Similarly|Likewise|Besides|Afterwards?|In addition|In turn|In fact|At the same time|For example"
            r"|For instance|As a result|Of course|On the other hand|That said|Even so|By contrast|In the meantime), "
            r"|(?:Instead|Meanwhile) (?=[A-Z][a-z]+ ))"
        ),
        guarded=False,
        allowed=_opens_as_before,
    ),
    # A news agency's credit; a newspaper's where somebody else already answers for the words. 0.91
    Rule(
        re.compile(rf",? (?:(?:as )?(?:has )?report(?:ed|s)(?: by)? {_WIRES}|(?<=, ){_WIRES} report(?:ed|s))(?=\.?$)"),
        guarded=False,
        hint="report",
    ),
    Rule(re.compile(rf",? according to {_WIRES}(?=\.?$)"), guarded=False, hint="according to"),
    Rule(
        re.compile(rf",? (?:(?:as )?reported(?: by)? {_OUTLET}|(?<=, ){_OUTLET} reported)(?=\.?$)"),
        guarded=False,
        hint="reported",
        allowed=lambda source, found: _ATTRIBUTED.search(source, 0, found.start()) is not None,
    ),
    # "on Tuesday" 0.97, "Tuesday" 0.95, "last week" 0.91, "earlier this month" 0.98
    Rule(re.compile(rf",? on {_DAY}{_AHEAD}"), guarded=False, hint="day", allowed=_is_past_day),
    Rule(re.compile(rf",? {_DAY}{_AHEAD}"), guarded=False, hint="day", allowed=_is_past_day),
    Rule(
        re.compile(rf" (?:earlier )?(?:this|last) (?:week|month|morning|evening|weekend){_AHEAD}"),
        guarded=False,
        allowed=_is_past_day,
    ),
    # Parentheses and asides between commas: apposition 0.95, relative clause 0.94, connective 0.93
    Rule(
        re.compile(r"(?<=[\w.’'”\"]) \((?!or\b|and\b|not\b|but\b)[^()]{1,80}\)"),
        hint="(",
        allowed=lambda source, found: (
            _INSERTED.match(found[0]) is None or source[: found.start()].split()[-1][0].isupper()
        ),
    ),
    Rule(
        re.compile(rf", (?:which|who|whose|where|an?) {_PLAIN}{{3,90}},(?= (?!(?:an?|the|and|or)\b|\d))"),
        allowed=_is_aside,
    ),
    Rule(
        re.compile(
            rf", {_CONNECTIVE}(?:(?=\.$)|,(?= (?!(?:an?|the|his|her|its|their|he|she|it|they|we|I|this|there)\b)))"
        )
    ),
    # A short adjunct before the subject 0.96
    Rule(
        re.compile(
            r"^(?:On|In|At|During|After|Since|Earlier|Last|This|Early|Late|As part of|While|When|Following|Amid)\b"
            rf"{_PLAIN}{{2,40}}, (?=\S)"
        ),
        allowed=lambda source, found: not _is_ground_of_a_figure(source, found) and _opens_as_before(source, found),
    ),
    # What trails after the last comma: a participle 0.92, a list of examples 0.95, a clause of time or ground 0.90
    Rule(
        re.compile(
            r", (?:[a-z]+ly )?(?!(?:long-)?lasting|growing|ongoing|missing|existing|remaining|sprawling"
            r"|according|accusing|warning|citing|saying|adding|noting|insisting|arguing|stressing"
            rf"|telling|suggesting|explaining|describing)[a-z]{{3,}}ing (?=\S+ ){_LOOSE}{{3,140}}(?=\.$)"
        )
    ),
    Rule(re.compile(rf", (?:after|while [a-z]+ing|as|when|amid|following|because|since) {_LOOSE}{{3,140}}(?=\.$)")),
)

_LIGHT_RULES = 4  # the first of them


def trim(text: str, sentence: Span, *, language: str = "en", lightly: bool = False) -> list[Span]:
    """Return the ranges of a sentence to keep, in order; the sentence itself if there is nothing to cut.

    Lightly, only what says nothing goes: a dateline, a connective, a news agency's credit.
    """
    if language != "en" or sentence.end - sentence.start > _LONGEST:
        return [sentence]
    dateline = _DATELINE.match(text, sentence.start, sentence.end)
    start = dateline.end() if dateline else sentence.start
    source = text[start : sentence.end]
    cuts: list[tuple[int, int]] = []
    for cut in _candidates(source, _RULES[:_LIGHT_RULES] if lightly else _RULES):
        if _reads_on(source, _without(source, [*cuts, cut])):
            cuts.append(cut)
    return [Span(start + a, start + b) for a, b in _without(source, cuts)] or [sentence]


def _candidates(source: str, rules: Sequence[Rule]) -> Iterator[tuple[int, int]]:
    """Yield the phrases that may go, surest rule first; none of a sentence torn out of a quotation."""
    if is_torn(source):
        return
    quotations = [found.span() for found in _QUOTATION.finditer(source)]
    for rule in rules:
        for found in rule.pattern.finditer(source) if rule.hint in source else ():
            start, end = found.span()
            inside = any(a < start < b or a < end - 1 < b for a, b in quotations)
            if not inside and not (rule.guarded and _GUARDED.search(found[0])) and rule.allowed(source, found):
                yield start, end


_QUOTATION = re.compile(r"[\"“][^\"“”]*(?:[\"”]|$)")


def _reads_on(source: str, kept: list[tuple[int, int]]) -> bool:
    """Whether what is left is still a sentence, and enough of one."""
    words = " ".join(source[a:b] for a, b in kept).lower().split()
    bare = [word.strip(".,;:!?\"“”'’") for word in words]
    enough = len(words) >= max(_FEWEST_WORDS, _FEWEST_SHARE * len(source.split()))
    return enough and bare[-1] not in DANGLING and has_finite_verb(bare)


def _without(source: str, cuts: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the ranges between the cuts, white space shaved off, those without a word dropped."""
    kept, at = [], 0
    for start, end in [*sorted(cuts), (len(source), len(source))]:
        piece = source[at:start]
        stripped = piece.strip()
        if any(map(str.isalnum, stripped)):
            begin = at + piece.index(stripped[0])
            kept.append((begin, begin + len(stripped)))
        at = max(at, end)
    return kept
