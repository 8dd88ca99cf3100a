"""Trimming a sentence to what must be said: whole phrases go, and never a word out of what stays.

Precision first: a wrong cut on a front page costs more than ten missed ones. A phrase stays if it carries a negation, a
hedge, a number or the attribution of a claim, and all stays that stands inside a quotation. What closed lists can tell
by itself goes by a rule (datelines, days, abbreviations in brackets, what joins to the sentence before); what takes a
tree to tell, by its tree. English; sentences of other languages lose no more than a dateline. Each rule was kept for
the share of its cut words that people cut too when they compressed the same sentences (development part of the corpus
of Filippova & Altun 2013; the figure beside it).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType

from summarizer.document import Span
from summarizer.extract.dispensable import Word, dispensable
from summarizer.extract.opening import begin
from summarizer.extract.parted import GUARDED, may_open_at, parted
from summarizer.extract.trees import Trees
from summarizer.text.discourse import is_torn
from summarizer.text.grammar import DANGLING, has_finite_verb, is_past, is_present

_LONGEST = 1_000  # characters; what is longer is no sentence that anyone would publish
_FEWEST_WORDS = 6
_FEWEST_SHARE = 0.35  # of the sentence's words; less is no longer the same statement

_DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day(?: (?:morning|afternoon|evening|night))?"
_AHEAD = (  # a full date goes with its day, and so does "the second day of the talks"
    r"(?=\.(?:$| )|,(?:$| (?!the \w+ day\b|[A-Z][a-z]+\.? \d|\d))"
    r"| (?!(?:and|or|to|through|until|from|at|morning|afternoon|evening|night)\b)[a-z])"
)
_WIRES = (
    r"(?:Bernama|Reuters|AP|The Associated Press|AFP|Agence France-Presse|Xinhua|PTI|ANI|IANS|dpa|EFE|Antara|PA|TASS"
    r"|Kyodo|Yonhap)(?: news agency)?"
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A phrase that can go: where to find it, and when."""

    pattern: re.Pattern[str]
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
    if _is_participle(last, before, source[found.end() :]) or not _DENIALS.isdisjoint(before[-_AUXILIARY_WITHIN:]):
        return False
    held = (
        last.lower() in DANGLING | _DAY_HOLDERS
        or last[-1:] == ","
        or ((last[:1].isupper() or last[:1].isdigit()) and not found[0].startswith((" on", ", on", ",")))
    )  # "about 5:30 Saturday evening" is one time
    ahead = before[-5:] if is_past(last) else before  # "will open, the mayor said on Monday" was said
    return (
        not held and not is_present(last.lower()) and _SOON.isdisjoint(before[-5:]) and _AHEAD_OF_TIME.isdisjoint(ahead)
    )


def _is_participle(last: str, before: Sequence[str], rest: str) -> bool:
    """Whether a word before a day tells of a noun, and says little without it: "the video released on Tuesday"."""
    if not is_past(last.lower()) or last.lower() in _COMPLETE or rest.startswith((" that ", " to ")):
        return False
    if not _BE_OR_HAVE.isdisjoint(before[-_AUXILIARY_WITHIN:]):
        return False
    _, comma, clause = " ".join(before).rpartition(", ")
    if comma and rest[:1] in (",", ".") and (clause[:1].isupper() or clause.startswith(_SUBJECT)):
        return False  # "…, the council decided on Tuesday, …"
    return has_finite_verb(["", *before[:-1]]) or has_finite_verb(["", *rest.split()])


_SUBJECT = ("the ", "a ", "an ", "his ", "her ", "its ", "their ", "officials ", "police ")


def _is_parenthesis(source: str, found: re.Match[str]) -> bool:
    """Whether brackets hold no more than an aside: no editor's word ("we told (Smith) and he left"), no part of a name.

    "The Presbyterian Church (USA)" is so called, and so is "the Harbours (Amendment) Act"; of "the Pilots' Association
    (PA)" the letters only stand for the rest.
    """
    named = source[: found.start()].split()[-_NAME:]
    if named[-1].lower() in _DETERMINERS:
        return False  # "a (largely) empty hall"
    if named[-1][0].isupper():
        letters = _LETTERS.fullmatch(found[0])
        inside = _INSERTED.match(found[0]) and source[found.end() + 1 : found.end() + 2].isupper()
        part = inside or (letters and all(word[0] != letters[1] for word in named))
        return not part and not GUARDED.search(found[0])
    return not _INSERTED.match(found[0]) and not GUARDED.search(found[0])


def _has_speaker(source: str, found: re.Match[str]) -> bool:
    """Whether somebody answers for a claim who stays in the sentence when the agency that reports it goes."""
    return _SAID.search(source, 0, found.start()) is not None


_SAID = re.compile(
    r"(?<!\bwho )(?<!\bwhich )(?<!\bthat )(?<!\bbe )(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )"
    r"\b(?:said|says|announced|confirmed)\b"
)
_INSERTED = re.compile(r" \([A-Z][a-z’'-]+(?: [A-Z][a-z’'-]+)*\)")
_LETTERS = re.compile(r" \(([A-Z])[A-Z.]+\)")
_DETERMINERS = frozenset("a an the his her its their our my your this that these those some any no".split())
_NAME = 8  # words of a long one: "Centers for Disease Control and Prevention (CDC)"
_COMPLETE = frozenset(
    "said announced reported claimed warned confirmed ruled voted agreed argued insisted added asked testified tweeted "
    "died resigned opened closed met began started ended arrived won lost fell rose left returned happened came went "
    "crashed erupted collapsed occurred appeared spoke played continued landed exploded emerged failed".split()
)
"""Past forms that want no object, so that they are a sentence's verb with nothing behind them but a day."""
_BE_OR_HAVE = frozenset("is are was were be been being has have had got".split())
_DENIALS = frozenset("not wasn't weren't isn't wasn’t weren’t isn’t".split())
"""Behind them a day is the point: "it was not illegal on Tuesday"."""
_AUXILIARY_WITHIN = 4  # words: "was reportedly first seen on Monday"
_ALSO_WITH = frozenset("but and or not nor can could may might there".split())
_DAY_HOLDERS = frozenset(
    "last next every late early later past previous following good super ago spend spends spent spending begin begins "
    "start starts resume resumes".split()
)
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December"
    "|spring|summer|autumn|winter)"
)
_DAYS = re.compile(_DAY)
_SOON = frozenset(("to", "by"))
_AHEAD_OF_TIME = frozenset("will due scheduled set until would may might could expected planned".split())

_RULES = (
    # A news agency's credit 0.91, where another speaker stays
    Rule(
        re.compile(rf",? (?:(?:as )?(?:has )?report(?:ed|s)(?: by)? {_WIRES}|(?<=, ){_WIRES} report(?:ed|s))(?=\.?$)"),
        hint="report",
        allowed=_has_speaker,
    ),
    Rule(re.compile(rf",? according to {_WIRES}(?=\.?$)"), hint="according to", allowed=_has_speaker),
    # "on Tuesday" 0.97, "Tuesday" 0.95, "last week" 0.91, "earlier this month" 0.98
    Rule(re.compile(rf"(?:,(?= on {_DAY}[,.]))? on {_DAY}{_AHEAD}"), hint="day", allowed=_is_past_day),
    Rule(
        re.compile(rf"(?:,(?= (?:{_DAY}|yesterday)[,.]))? (?:{_DAY}|yesterday){_AHEAD}"),
        hint="day",
        allowed=_is_past_day,
    ),
    Rule(
        re.compile(rf" (?:earlier )?(?:this|last) (?:week|month|morning|evening|weekend){_AHEAD}"),
        allowed=_is_past_day,
    ),
    # "said in a statement", "said today" 1.00
    Rule(
        re.compile(
            r"(?:(?<= said)|(?<= says)|(?<=nounced)|(?<=nfirmed)) (?:here|today|"
            r"in an? (?:(?:written|joint|brief|short|prepared) )?(?:statement|(?:news|press) release))"
            rf"(?: (?:on )?{_DAY})?(?=[,.]| that )"
        ),
    ),
    # An abbreviation or other aside in brackets 0.95, "also" 0.98, a time in front 1.00
    Rule(
        re.compile(r"(?<=[\w.’'”\"]) \((?!or\b|and\b|not\b|but\b)[^()]{1,80}\)"),
        hint="(",
        allowed=_is_parenthesis,
    ),
    Rule(re.compile(r" \[[A-Z0-9]{2,}\.[A-Z]{1,3}\]"), hint=" ["),  # of a company's shares
    Rule(
        re.compile(r"(?<=[a-z]) also(?= (?!as\b)[a-z])"),
        hint=" also ",
        allowed=lambda source, found: source[: found.start()].rsplit(" ", 1)[-1].lower() not in _ALSO_WITH,
    ),
    Rule(
        re.compile(
            rf"^(?:(?:On|Early|Late) {_DAY}|(?:Earlier )?(?:[Tt]his|[Ll]ast|On) (?:week|month|year|{_MONTHS}|{_DAY})"
            rf"|In {_MONTHS}(?: last year)?), "
        ),
        allowed=lambda source, found: may_open_at(source, found.end()),
    ),
)
_LIGHT_RULES = 2  # the first of them


def trim(text: str, sentence: Span, *, language: str = "en", lightly: bool = False) -> list[Span]:
    """Return the ranges of a sentence to keep by rule, in order; the sentence itself if there is nothing to cut.

    Lightly, only what says nothing goes: a dateline, a connective, a news agency's credit.
    """
    body = _body(text, sentence, language)
    return _trimmed(text, body, (), lightly=lightly) if language == "en" else [body]


def trims(
    text: str,
    sentences: Sequence[Span],
    *,
    language: str = "en",
    trees: Trees | None = None,
    keeping: Mapping[Span, Sequence[Word]] = MappingProxyType({}),
) -> list[list[Span]]:
    """Return the ranges to keep of several sentences of a text, by rule and by their trees, which are read together.

    ``keeping`` holds the words of sentences that a network has judged: of these more may go.
    """
    bodies = [_body(text, sentence, language) for sentence in sentences]
    if language != "en":
        return [[body] for body in bodies]
    trees = trees or Trees()
    whole = [body for body in bodies if _is_whole(text, body)]
    phrases = dict(zip(whole, parted(text, whole, trees), strict=True))
    judged = [(body, keeping[each]) for each, body in zip(sentences, bodies, strict=True) if each in keeping]
    for (body, words), tree in zip(judged, trees.of(text, [body for body, _ in judged]), strict=True):
        if tree and body in phrases:
            phrases[body] = [*phrases[body], *dispensable(tree, words)]
    return [_trimmed(text, body, phrases.get(body, ())) for body in bodies]


def _body(text: str, sentence: Span, language: str) -> Span:
    return Span(begin(text, sentence, language=language), sentence.end)


def _trimmed(text: str, body: Span, phrases: Iterable[Span], *, lightly: bool = False) -> list[Span]:
    start, source = body.start, text[body.start : body.end]
    rules = (_RULES[:_LIGHT_RULES] if lightly else _RULES) if _is_whole(text, body) else ()
    cuts: list[tuple[int, int]] = []
    for cut in chain(_candidates(source, rules), ((a - start, b - start) for a, b in phrases)):
        if _reads_on(source, _without(source, [*cuts, cut])):
            cuts.append(cut)
    return [Span(start + a, start + b) for a, b in _without(source, cuts)]


def _is_whole(text: str, sentence: Span) -> bool:
    """Whether a sentence is of a fit length, and not torn out of a quotation."""
    return sentence.end - sentence.start <= _LONGEST and not is_torn(text[sentence.start : sentence.end])


def _candidates(source: str, rules: Iterable[Rule]) -> Iterator[tuple[int, int]]:
    """Yield the phrases that may go by a rule, surest rule first."""
    quotations = [found.span() for found in _QUOTATION.finditer(source)]
    for rule in rules:
        for found in rule.pattern.finditer(source) if rule.hint in source else ():
            start, end = found.span()
            inside = any(a < start < b or a < end - 1 < b for a, b in quotations)
            if not inside and rule.allowed(source, found):
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
