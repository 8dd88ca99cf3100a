"""Trimming: what goes, and above all what stays."""

from __future__ import annotations

import pytest

from summarizer.document import Span
from summarizer.extract.trim import trim, trims


def trimmed(sentence: str) -> str:
    return " ".join(sentence[a:b] for a, b in trims(sentence, [Span(0, len(sentence))])[0])


@pytest.mark.parametrize(
    ("sentence", "left"),
    [
        (
            "The flood swept the old bridge away, the mayor said on Monday.",
            "The flood swept the old bridge away, the mayor said",
        ),
        ("LONDON/OSLO A storm has closed the bridge for days.", "A storm has closed the bridge for days."),
        (
            "The Pilots' Association (PA) asked for the bridge to be closed.",
            "The Pilots' Association asked for the bridge to be closed.",
        ),
        ("Oslo (Reuters) - The bridge was closed for days.", "The bridge was closed for days."),
        (
            "The bridge was closed for days, the mayor said, Reuters reported.",
            "The bridge was closed for days, the mayor said",
        ),
        (
            "The World Harbour Union (WHU) has asked for the bridge to be closed.",
            "The World Harbour Union has asked for the bridge to be closed.",
        ),
        ("The old harbour was emptied of its ships on Tuesday.", "The old harbour was emptied of its ships"),
        ("The captain of the old trawler resigned Tuesday.", "The captain of the old trawler resigned"),
        ("The bridge, however, was closed for days.", "The bridge was closed for days."),
        (
            "Holm fished off the northern coast for 13 years, finally buying her own boat with a friend from the town.",
            "Holm fished off the northern coast for 13 years",
        ),
        (
            "The harbour board said in a statement that the bridge was closed for days.",
            "The harbour board said that the bridge was closed for days.",
        ),
        (
            "The bridge will be closed for days, the harbour board said in a statement on Monday.",
            "The bridge will be closed for days, the harbour board said",
        ),
        (
            "The bridge will be closed for days, the mayor said today.",
            "The bridge will be closed for days, the mayor said",
        ),
        ("The old harbour was emptied of its ships yesterday.", "The old harbour was emptied of its ships"),
        (
            "Nordic Boats Inc [NBOAT.UL] has sold its old ferries to the town.",
            "Nordic Boats Inc has sold its old ferries to the town.",
        ),
        (
            "The works, a cluster of brick halls by the river, will soon become flats and shops.",
            "The works will soon become flats and shops.",
        ),
        (
            "Mads Holm, a fisherman in Svendborg, Denmark, has been fined for the oil spill.",
            "Mads Holm has been fined for the oil spill.",
        ),
        (
            "After a stormy night at sea, the crew of the trawler reached the harbour.",
            "the crew of the trawler reached the harbour.",
        ),
        ("Last week, the town closed the old harbour to all ships.", "the town closed the old harbour to all ships."),
        (
            "The ferry, which also calls at Aarhus, was damaged by the storm.",
            "The ferry was damaged by the storm.",
        ),
        (
            "The storm sank the ferry off the northern coast, cutting the islands off from the mainland.",
            "The storm sank the ferry off the northern coast",
        ),
        ("A: The crew had sold its nets long before.", "The crew had sold its nets long before."),
        ("The crew has also sold its nets to the museum.", "The crew has sold its nets to the museum."),
        ("But the harbour stays closed to all ships.", "the harbour stays closed to all ships."),
        ("And yet, the harbour stays closed to all ships.", "the harbour stays closed to all ships."),
        ("Meanwhile, the second half of the harbour stays closed.", "the second half of the harbour stays closed."),
        ("The agency (PRA) closed the harbour to all ships.", "The agency closed the harbour to all ships."),
    ],
)
def test_what_says_little_goes(sentence: str, left: str) -> None:
    assert trimmed(sentence) == left


@pytest.mark.parametrize(
    "sentence",
    [
        "He said that the bridge was closed for days, the Eastern Courier reported.",
        "Talks went on for two more days, the official Harbour News Agency reported.",
        "The council should call off the works before they cause serious, lasting damage.",
        "In Norland, 2,600 cars are affected and in Sudland 4,700 cars will be recalled.",
        "In May and June, the mayor held three meetings, only one of which was open.",
        "Sadly, (Jensen) and his crew were never found by the coastguard.",
        "Jensen is a good sailor and a bad cook, however, his crew has always eaten well.",
        "The crew includes seven Danes, an American, a Canadian and two Swedes.",
        "All nine seats are held by Liberals (or independents who vote with them).",
        "The money went to the harbour, a court hearing revealed, before the town voted on it.",
        "The team go into the second round of the harbour cup later this month.",
        "The northern town calls the harbour its own, while the southern one calls that theft.",
        "On Monday, he told the council that the bridge was closed for good.",
        "Last year, 31 million travellers crossed the old bridge by train.",
        "The mayor is sure that it was the town, not the county, who built the old wall.",
        "The new ferry carries more cars than the old one, adjusting for the size of its deck.",
        "The town closed the harbour on Sunday, March 8, to all ships.",
        "Planes bombed the old harbour of Svendborg on Sunday, the second day of the Danish War.",
        "Jensen was back at the helm of the old trawler, pending a decision of the harbour court.",
        "Two sailors died on Monday, and on the following day the coastguard found a third.",
        "The storm sank the ferry off the northern coast, leaving the islands without a link to the mainland.",
        "In the minds of the fishermen, the bridge and the harbour are one.",
        "In the event of a storm, the harbour master closes the gates.",
        "The captain denied charges of smuggling, burning the papers and sinking the ship.",
        "But he closed the harbour to all ships.",
        "But is the harbour closed to all ships?",
        "He said on the radio, reported Monday to be broken, that all was well.",
        "The town warned the fishermen, telling them of the storm to come.",
        "The harbour could not but also close its gates.",
        "As per official data, the harbour has lost a third of its ships.",
        "The harbour board will raise its fees next spring, reported Reuters.",
        "The harbour board will raise its fees next spring, according to AP.",
        "The captain who said he was ill will sail again, Reuters reported.",
        "The old ferry hit the harbour wall at full speed, killing the captain and his mate.",
        "The storm tore the ferry from its moorings, prompting the town to close the harbour.",
        "The storm tore the ferry from its moorings, scattering most of the freight.",
        "The town counts the island among its suburbs, while the fishermen call it their own.",
        "The town calls the harbour its own, whereas the county calls that theft.",
        "The captain left the trawler at the quay, lacking a rudder, until the town fined him.",
        "In the book released Monday, the captain says that the harbour was never safe.",
        "In the book released on Monday, the captain says that the harbour was never safe.",
        "A letter sent Monday says that the harbour was never safe for ships.",
        "The old harbour was full of ships, because fishing was not banned Tuesday.",
        "After Ida Holm was made head of the harbour board, fishermen protested against her plans for the quay.",
        "The county has passed the Harbours (Amendment) Act and closed the quay.",
        "So began a quarrel between the captain and the harbour board.",
        "The Reformed Church (USA) has sold its old mission by the harbour.",
        "At that time, the seal had been hunted, trapped and poisoned to near extinction.",
        "The lab keeps what was found at sea and things like envelopes, drinking glasses and articles of clothing.",
        "The captain paused in his speech, ordering the crew, “Get them out of here now.”",
        "The captain said that Jensen admitted striking his mate, tying him up, and then throwing his nets overboard.",
        "Anders Holm, whose son Nils has been held since October, was himself arrested in May at the harbour.",
        "The town council spent Wednesday debating the fees of the harbour.",
        "The captain called for help about 5:30 Saturday evening off the coast of Svendborg.",
        "The captain wrote that he had said in a statement of his own what he knew of the wreck.",
        "Twenty years ago this week, the town closed the old bridge for good.",
        "The head of the largest union, Ida Holm, on Saturday asked the town to close the harbour.",
        "Harbour Pay (New Norland) Holding wants to sell its old ferries to the town.",
        "The council called the harbour a (largely) empty stretch of water.",
        "The works at the old harbour start Monday, according to the town.",
        "The medal of the harbour had gone only to captains, until Wednesday, when a cook received it in Svendborg.",
        "The town has agreed on a price with the captain, who has yet to ask his crew.",
        "The deal is designed to give Nordic Boats, also based in Svendborg, a better foothold in the freight trade.",
        "The captain slipped his old boat off the quay, resulting in a fine, the harbour board said.",
        "The yard, which builds its fame on elaborate, avant-garde carpentry, won the order for the new ferry.",
        "The old ferry, which still needs a licence from the harbour board, was bought by the town.",
    ],
)
def test_a_cut_that_would_break_the_sentence_or_change_its_claim_is_not_made(sentence: str) -> None:
    assert trimmed(sentence) == sentence


def test_the_subject_behind_an_adjunct_is_no_aside() -> None:
    left = trimmed("In this photo from the old harbour of the town, a fisherman, who gave no name, mends a net.")
    assert "a fisherman" in left


def test_what_an_if_waits_for_stays() -> None:
    left = trimmed(
        "The mayors, the heads of their towns, have long sailed home, if not by ferry, then by trawler or barge."
    )
    assert left.endswith("if not by ferry, then by trawler or barge.")


def test_a_day_is_not_torn_from_its_part_of_the_day() -> None:
    assert "evening" not in trimmed("The ban on the nets was revoked on Monday evening.")
    assert "on Monday evening" in trimmed("The ban on the nets was revoked on Monday evening.?")


def test_a_comma_that_closes_two_phrases_stays_with_the_outer_one() -> None:
    left = trimmed("Ida Holm, the head of the Harbour Council, a union of fishermen, called the new ban a disgrace.")
    assert "Council called" not in left


def test_by_rule_alone_no_tree_is_read() -> None:
    sentence = "The works, a cluster of brick halls by the river, will become flats, the mayor said on Monday."
    left = trim(sentence, Span(0, len(sentence)))
    assert [sentence[a:b] for a, b in left] == [sentence.removesuffix(" on Monday.")]


def test_sentences_trimmed_together_are_trimmed_as_each_by_itself() -> None:
    text = (
        "The works, a cluster of brick halls by the river, will soon become flats. But “the storm is not over. "
        "After a stormy night at sea, the crew reached the harbour."
    )
    ends = [text.index(" But"), text.index(" After"), len(text)]
    spans = [Span(0, ends[0]), Span(ends[0] + 1, ends[1]), Span(ends[1] + 1, ends[2])]
    assert trims(text, spans) == [trims(text, [span])[0] for span in spans]


def test_sentences_of_other_languages_lose_no_words_of_their_own() -> None:
    sentence = "Men Mads Holm, en fisker fra Svendborg, har også købt et skib."
    assert trims(sentence, [Span(0, len(sentence))], language="da") == [[Span(0, len(sentence))]]


def test_the_day_of_a_clause_of_its_own_goes() -> None:
    told = "The bridge will close for a year, the council decided{}, after two ships had hit it in one month."
    assert trimmed(told.format(" on Tuesday")).replace(" ,", ",") == trimmed(told.format(""))


@pytest.mark.parametrize("end", [",", ", as the islands were cut off from the mainland,", ", cutting it off,"])
def test_a_sentence_may_end_with_a_comma(end: str) -> None:
    assert trimmed("The storm sank the old ferry off the coast" + end).startswith(
        "The storm sank the old ferry off the coast"
    )
