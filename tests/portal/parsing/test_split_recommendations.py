"""Points that hold several recommendations with their issuers are split."""

import pytest

from portal.parsing import split_recommendations
from portal.parsing.gazetteer import Gazetteer
from portal.parsing.parsed_report import ParsedReport, Recommendation
from portal.parsing.source import Source

ORGANIZATIONS = Gazetteer.of(
    [("chad", ["Chad"]), ("chile", ["Chile"]), ("norway", ["Norway"]), ("iran", ["Iran"])]
)


def split(*texts, parent=""):
    """Return the draft of a list of points, after it was split."""
    source = Source("r.txt", "text/plain", "\n".join(texts))
    draft = ParsedReport()
    for number, text in enumerate(texts, 1):
        start = source.text.index(text)
        draft.recommendations.append(
            Recommendation(
                f"{number}", text, [(start, start + len(text))], "national", parent, "p1"
            )
        )
    split_recommendations.split_by_issuers(source, draft, ORGANIZATIONS)
    return source, draft


def parts(*texts):
    _, draft = split(*texts)
    return [(found.reference, found.text) for found in draft.recommendations]


def test_a_point_with_two_recommendations_becomes_two_with_letters():
    assert parts("Publish all port fees (Norway); dig new wells (Chad)") == [
        ("1.a", "Publish all port fees (Norway)"),
        ("1.b", "dig new wells (Chad)"),
    ]


def test_a_full_stop_between_two_recommendations_belongs_to_the_first():
    assert parts("Publish all port fees (Norway). Dig new wells (Chad).") == [
        ("1.a", "Publish all port fees (Norway)."),
        ("1.b", "Dig new wells (Chad)."),
    ]


def test_parts_keep_level_and_paragraph_of_the_point():
    _, draft = split("Publish all port fees (Norway); dig new wells (Chad)")

    assert [(found.level, found.paragraph) for found in draft.recommendations] == 2 * [
        ("national", "p1")
    ]


def test_the_separator_is_set_aside_and_the_parts_keep_their_places():
    source, draft = split("Publish all port fees (Norway); and dig new wells (Chad)")

    printed = [source.text[slice(*found.span)] for found in draft.recommendations]
    assert printed == [found.text for found in draft.recommendations]
    assert [(part.kind, part.text, part.reason) for part in draft.parts] == [
        ("discard", "; and", "list punctuation")
    ]


def test_three_recommendations_in_a_point_become_three():
    text = "Publish all fees (Norway); dig new wells (Chad); plant more trees (Chile)"

    assert [reference for reference, _ in parts(text)] == ["1.a", "1.b", "1.c"]


def test_other_points_keep_their_references_and_order():
    found = parts(
        "Measure the tides daily",
        "Publish all port fees (Norway); dig new wells (Chad)",
        "Rest on Sundays (Chile)",
    )

    assert [reference for reference, _ in found] == ["1", "2.a", "2.b", "3"]


@pytest.mark.parametrize(
    "text",
    [
        "Publish all port fees (Norway)",
        "Publish all port fees (Norway); the harbour dues as well (Chad)",
        "Ratify the first protocol (Norway); ILO conventions on wells (Chad)",
        "Publish all port fees (online); dig new wells (Chad)",
        "Publish all port fees (Norway); soon (Chad)",
        "Publish (Norway); dig new wells (Chad)",
        "Publish all port fees (Norway) and dig new wells (Chad)",
        "Publish all port fees (Atlantis, Lemuria, Norway); dig new wells (Chad)",
    ],
)
def test_a_point_that_holds_a_single_recommendation_stays_whole(text):
    assert parts(text) == [("1", text)]


def test_a_point_with_points_of_its_own_stays_whole():
    _, draft = split(
        "Publish all port fees (Norway); dig new wells (Chad)", "Near the dunes first", parent="1"
    )

    assert [found.reference for found in draft.recommendations] == ["1", "2"]
