"""Why a phrase that could be left out may be better kept: what it says, and what wants it."""

from __future__ import annotations

from enum import Enum

from summarizer.extract.branches import Branches


class Guard(Enum):
    """A reason to keep a phrase."""

    NEGATION = "holds a not, no or never"
    HEDGE = "holds a may, allegedly or expected"
    NUMBER = "holds a number"
    SPEAKER = "says who answers for the rest"
    QUOTATION = "stands inside a quotation, or holds half of one"
    WANTED = "what it hangs on says little without it: relies | on imports"
    TELLING = "tells which one, or which of all: the only ship | that sank"
    CONDITION = "without it more is claimed: | if it rains"
    DOUBT = "the tree is unsure where it hangs"


def content_guards(tree: Branches, first: int, end: int) -> set[Guard]:
    """Return what tokens ``first`` to ``end`` hold that should not be lost unawares."""
    words = tree.lower[first:end]
    found = {_LOADED[word] for word in words if word in _LOADED}
    if Guard.HEDGE in found and not any(_LOADED.get(word) is Guard.HEDGE for word in tree.tokens[first:end]):
        found.discard(Guard.HEDGE)  # the month of May
    if "CD" in tree.tags[first:end]:
        found.add(Guard.NUMBER)
    if tree.quoted[first] or tree.quoted[end - 1] or _tears(words):
        found.add(Guard.QUOTATION)
    return found


def clause_guards(tree: Branches, node: int, first: int) -> set[Guard]:
    """Return whether an adverbial clause limits what the sentence claims, says what for, or is what its verb wants."""
    found = set()
    if tree.lower[first] in _CONDITIONS or tree.tags[node] == "VB":
        found.add(Guard.CONDITION)
    if first == tree.heads[node] + 1 and tree.lower[first] in ("for", "to"):
        found.add(Guard.WANTED)  # "has called | for a new body to be set up"
    return found


def tells_which(tree: Branches, node: int) -> bool:
    """Whether a noun means all of its kind, or nobody in particular, without the phrase that hangs on it.

    So does what something is said to be: "is a problem" is no news without which one.
    """
    head = tree.heads[node]
    if tree.tags[head] in _NOT_NOUNS or tree.lower[head] in _VAGUE or tree.labels[head] == "attr":
        return True
    before = [k for k in tree.children[head] if k < head]
    if len(before) == 1 and tree.labels[head] in _BARE.get(tree.lower[before[0]], ()):
        return True  # "the suspect | behind the attack", "signed a law | that bans"
    return any(tree.lower[k] in _EXACTING or tree.tags[k] == "JJS" or tree.lower[k].endswith("est") for k in before)


def is_wanted(tree: Branches, node: int) -> bool:
    """Whether a verb or noun wants its preposition or infinitive: right behind it, it holds what an object would."""
    head = tree.heads[node]
    word, holder = tree.lower[node], tree.lower[head]
    if tree.tags[head][0] == "N":
        seen = tree.tags[node] in ("VBG", "VBN") and tree.lower[tree.heads[head]] in _SEEING
        return tree.tags[node] == "VB" or seen or holder in _WANTING or word in _ALWAYS_WANTED
    if node < head:
        return False
    if node == head + 1 and tree.labels[head] in ("relcl", "acl"):
        return True  # "the leopard that was spotted | at the park"
    if tree.labelled(head, "nsubjpass"):
        return word in _WANTED_BY_PASSIVES
    if any(tree.labels[k] in _FILLING and head < k < node for k in tree.children[head]):
        return word in _TO_WHERE
    return (
        holder in BE
        or word not in _CIRCUMSTANTIAL
        or (node == head + 1 + len(tree.labelled(head, "prt")) and holder not in _INTRANSITIVE)
    )


def completes(tree: Branches, node: int) -> bool:
    """Whether a phrase is all that a form of "be" says of its subject: "the talks are | in Geneva"."""
    head = tree.heads[node]
    if node < head or tree.lower[head] not in BE or tree.labelled(head, "attr", "acomp", "ccomp", "xcomp"):
        return False
    return not any(head < k < node for k in tree.labelled(head, "prep"))


def _tears(words: list[str]) -> bool:
    """Whether a phrase holds half of a pair of quotation marks or brackets."""
    return words.count('"') % 2 == 1 or words.count("“") != words.count("”") or words.count("(") != words.count(")")


_NEGATIONS = "not n't n’t no never none nor neither without hardly barely cannot".split()
_HEDGES = (
    "may might could would should if unless alleged allegedly reportedly apparently possibly perhaps likely unlikely "
    "suspected accused believed expected potential potentially seemingly claimed purported so-called".split()
)
_LOADED = dict.fromkeys(_NEGATIONS, Guard.NEGATION) | dict.fromkeys(_HEDGES, Guard.HEDGE)
_CONDITIONS = frozenset(
    "if unless until although though whether once even only without except than to provided providing assuming "
    "supposing pending".split()
)
_NOT_NOUNS = frozenset(("PRP", "DT", "WP", "EX", "CD"))
_VAGUE = frozenset(
    "those anyone everyone someone anything everything something nothing one ones what all people person man "
    "woman men women way ways time times reason reasons thing things place places part parts kind number numbers "
    "group series majority percentage proportion share amount lot case".split()
)
_EXACTING = frozenset(
    "all every no any only each first second third last more most few fewer many less same next another both "
    "either neither such other".split()
)
BE = frozenset("is are was were be been being 's ’s 're ’re".split())
"""Forms of the verb that says nothing by itself."""
_FILLING = frozenset("dobj attr acomp xcomp ccomp agent oprd dative".split())
_SEEING = frozenset(
    "with send sent sends leave left leaves keep kept keeps see saw seen sees show shows showed".split()
)
_BARE = {"the": ("nsubj", "nsubjpass"), "a": ("dobj",), "an": ("dobj",)}
_ALWAYS_WANTED = frozenset(("to", "between", "of"))
_TO_WHERE = frozenset("into onto to from off out as against with for on of".split())
_WANTED_BY_PASSIVES = frozenset("as to of into onto from with on".split())
_CIRCUMSTANTIAL = frozenset(
    "in at near during after before since amid following outside inside across within despite throughout "
    "alongside along around until by over while under ahead because".split()
)
# Nouns that say little without what follows, and verbs that say all by themselves: from reading.
_WANTING = frozenset(
    "rise rises fall falls increase increases decrease drop jump surge decline cut cuts change changes role "
    "interest need needs demand lack number amount kind access claim claims threat threats attack attacks ban "
    "control pressure attention impact effect effects decision decisions allegations criticism concern concerns "
    "focus emphasis proof evidence risk risks answer host victim victims suspicion member members sign signs "
    "cause warning step steps search talks negotiations approach doubt war battle fight case support call calls "
    "return trip visit deal investigation campaign charge charges bid race minutes hours days weeks months years "
    "minute hour day week month year relief connection wake "
    "addition response terms favour favor contact connection crackdown preparation preparations compliance "
    "collaboration responsibility partnership request requests shootout reward relationship replacement exposure "
    "clash touch restrictions passion worries prospects doubts advocate link grip".split()
)
_INTRANSITIVE = frozenset(
    "died dies die rose rises rise fell falls fall resigned resigns resign won wins win lost loses collapsed "
    "closed opened ended began escaped crashed risen fallen grown grew returned survived soared plunged jumped "
    "slipped slumped surged arrived retired tumbled climbed dropped declined doubled tripled halved emerged "
    "erupted exploded vanished disappeared drowned recovered sank sunk expired collided merged killed arrested "
    "injured found shot charged".split()
)
