"""A little English grammar from closed lists: enough to tell a clause from a phrase without a tagger or a model."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

AUXILIARIES = frozenset(
    "is are was were am be been has have had do does did will would can could may might shall should must isn't "
    "aren't wasn't weren't hasn't haven't hadn't don't doesn't didn't won't wouldn't can't cannot couldn't "
    "shouldn't".split()
)
_IRREGULAR_PAST = frozenset(
    "became began bet bit blew bought broke brought broadcast built burst came caught chose cost cut dealt drew "
    "drank drove ate fell fed felt fought found fled flew forgot forgave froze got gave went grew hung heard hid "
    "hit held hurt kept knew laid led left lent let lit lost made meant met overcame overtook paid put quit read "
    "rode rang rose ran said saw sold sent set shook shot shut sang sank sat slept slid spoke spent split spread "
    "stood stole stuck struck swore swept swam swung took taught tore told thought threw understood underwent "
    "upheld woke won wore withdrew wrote sprang shrank arose bore clung flung spun wound".split()
)
_PRESENT = frozenset(
    "accuses adds admits agrees aims announces appears approves argues arrives asks backs bans beats becomes "
    "begins believes blames blasts boosts brings builds buys calls causes celebrates charges claims closes comes "
    "confirms considers contains continues costs creates cuts deals dies defends delivers denies describes drops "
    "ends enters expects faces fails falls fears features feels files finds fires follows forces gets gives goes "
    "grows halts has heads helps hits holds hopes includes increases insists investigates involves issues joins "
    "keeps kills knows launches leads leaves lets lies lives looks loses makes marks means meets moves names "
    "needs offers opens opposes orders owns passes pays plans plays pledges praises prepares promises proposes "
    "provides pulls pushes puts quits raises reaches rejects releases remains reports resigns returns reveals "
    "rises rules runs says secures seeks seems sees sells sends sets shows sits slams spends stands stars starts "
    "stays steps stops suggests sues supports survives suspends takes tells tests thinks threatens tops tries "
    "turns unveils urges visits votes wants warns wins works".split()
)
_PAST = re.compile(r"[a-z]{2,}ed$")
_NOT_PAST = frozenset(
    "need seed speed breed weed indeed hundred sacred naked wicked embed feed bed red shed sped kindred".split()
)
REPORTING = frozenset(
    "said says say told tells added adds announced announces claimed claims reported reports confirmed confirms "
    "warned warns believes believe thinks think insisted insists argued argues explained suggested revealed hopes "
    "hoped".split()
)
"""Verbs whose clause is what somebody says or thinks."""

SUBORDINATORS = frozenset(
    "after as when while because who which where whose that since although though before until if unless whether "
    "amid following despite during according including".split()
)
"""Words that open a clause or adjunct which another clause can do without."""

DANGLING = frozenset(
    "a an the and or but nor if of in on at to for from with by as into onto over under between among about after "
    "before against during without within through than that which who whom whose where when while because since "
    "until although though unless whether is are was were be been being am has have had do does did will would "
    "can could may might shall should must its his her their our your my this these those such more most very so "
    "also not no despite amid via per including following according like near toward towards upon both either "
    "neither each every some any another other many much few several "
    "become becomes became remain remains earlier".split()
)
"""Words that cannot end a clause or headline."""
_REMEMBERED = 8_192
"""Words whose kind is remembered: an article asks for the same few hundred many times."""


@lru_cache(maxsize=_REMEMBERED)
def is_finite_verb(word: str) -> bool:
    """Whether a word, in lower case, is most likely a finite verb."""
    return word in AUXILIARIES or word in _PRESENT or is_past(word)


def is_present(word: str) -> bool:
    """Whether a word, in lower case, is the third person present of a verb that news writes often."""
    return word in _PRESENT


def is_past(word: str) -> bool:
    """Whether a word, in lower case, can be a past tense."""
    return word in _IRREGULAR_PAST or _ends_in_ed(word)


@lru_cache(maxsize=_REMEMBERED)
def _ends_in_ed(word: str) -> bool:
    return word not in _NOT_PAST and _PAST.match(word) is not None


def has_finite_verb(words: Sequence[str]) -> bool:
    """Whether a stretch of English words holds a finite verb that is not its first word."""
    return any(is_finite_verb(word) for word in words[1:])
