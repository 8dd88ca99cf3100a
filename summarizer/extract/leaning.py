"""What ties a headline to words that it does not hold: an editor's objections, before a reader has them.

English; closed lists. A headline of the first sentence leans less than one of a later sentence, where people and things
are called by what was said of them before.
"""

from __future__ import annotations

import re

from summarizer.text.discourse import opens_unresolved, opens_with_connective

_DEFINITE = re.compile(
    r"(?:The|His|Her|Its|Their|This|That|Those|These|Our|My) (?=[a-z0-9])|Both |There |All |We |I |You |I['’]"
    r"|The [A-Z][a-z]+(?:ans?|ish|ese) (?=(?:was|is|has|had|were|are|have|[a-z]+ed)\b)"
)
"""An opening that points back: "The panel …"; with a capital behind it stands a name ("The Bank of England")."""
_COUNTED = re.compile(
    r"(?:(?:[Jj]ust |[Oo]nly |[Aa]bout )?(?:[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine"
    r"|[Tt]en|[Aa] (?:few|handful)|[Ss]everal|[Ss]ome|[Mm]any|[Mm]ost|[Oo]thers?|[Aa]nother|[Ee]ach|[Nn]one)"
    r"(?: of (?:the|his|her|its|their|those|these)\b|,| (?:is|are|was|were|has|have|had|said|says)\b"
    r"| (?:days?|weeks?|months?|years?|hours?|minutes?) later))"
)
_PERSON = re.compile(r"\b(?:he|she|him|his|her|hers|himself|herself|they|them|their|theirs)\b", re.IGNORECASE)
_THING = re.compile(r"\b(?:it|its|this|these|those|here|there|such)\b(?! (?:week|month|year|summer|season|weekend))")
_SPEAKER = re.compile(r"\b(?:I|we|you|my|our|your|me|us|I['’]\w+|we['’]\w+|you['’]\w+)\b")
_LATER = re.compile(
    r"\b(?:then|later|also|too|again|immediately|instead|however|therefore|though|meanwhile|already|otherwise|afterwards"
    r"|subsequently|similarly|same|others|another|latter|former|so|did|not only|added|adds)\b"
)
_HAD = re.compile(r"\bhad\b")
_SURNAME = re.compile(r"[A-Z][\w’'-]+(?:['’]s)? (?=[a-z])")
_NAME = re.compile(r"(?!The\b|In\b|A\b|An\b)[A-Z][\w.’'-]+ [A-Z][\w.’'-]+")
_PLAIN_NOUN = re.compile(r"\b[Tt]he [a-z][\w-]+(?: (?!of\b)|$)")
_COPULA = re.compile(r"\S+(?: \S+){0,4}? (?:is|are|was|were) (?:an?|the|not|very|so|more|in|that)\b")


def leaning(text: str, *, first: bool) -> float:
    """Return how much a headline leans on words outside it: 0 stands alone, from 1 on it should not be printed.

    ``first`` says whether it was made of the article's first sentence.
    """
    ties = float(opens_unresolved(text) or opens_with_connective(text) or _COUNTED.match(text) is not None)
    ties += _SPEAKER.search(_QUOTED.sub("", text)) is not None
    ties += _loose_pronoun(text, first=first)
    if first:
        return ties
    ties += _DEFINITE.match(text) is not None
    ties += _PART * (_LATER.search(text) is not None)
    ties += _ROUTINE.search(text) is not None
    ties += _PART * (_ACRONYM.match(text) is not None)
    ties += _PART * (_SURNAME.match(text) is not None and _NAME.match(text) is None)
    ties += _PART * (_HAD.search(text) is not None)
    ties += _PART * (_COPULA.match(text) is not None)
    return ties + _PART * min(len(_PLAIN_NOUN.findall(text)), 2)


_ROUTINE = re.compile(
    r"https?:|\.com/|#|contributed to|declined to comment|for comment|said in a statement|tweeted|in an interview"
    r"|^[\"“'‘(]|^(?:Another|Unfortunately|Sadly|Each time|Move|Perhaps|Maybe|CNN|Photo)\b|[!?]$"
)
_ACRONYM = re.compile(r"(?:The )?(?!US\b|UN\b|EU\b|UK\b|FBI\b|CIA\b|GOP\b|NASA\b|BBC\b|NATO\b)[A-Z]{2,}s?\b")
_PART = 0.5  # what a tie counts that a reader who knows nothing of the story may still bear
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")


def _loose_pronoun(text: str, *, first: bool) -> bool:
    """Whether a pronoun stands for nobody and nothing that the headline has named before it."""
    if found := _PERSON.search(text):
        before = text[: found.start()]
        named = _NAME.search(before) is not None
        if not named and not (first and re.search(r"\b[A-Z][\w’'-]+|\b[Aa]n? ", before)):
            return True
    if found := _THING.search(text):
        return (not first and found[0] not in {"its", "it"}) or found.start() < _EARLY
    return False


_EARLY = 8  # characters, in which no subject fits
