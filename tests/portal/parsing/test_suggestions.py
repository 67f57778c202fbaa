"""Issuers that the parser suggests, and its notes on doubtful ones."""

import pytest

from portal.parsing import pipeline
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.source import Source

VOCABULARY = Vocabulary(
    organizations=Gazetteer.of([("france", ["France"]), ("norway", ["Norway"]), ("ilo", ["ILO"])]),
    instruments=Gazetteer.of([]),
    themes=Gazetteer.of([("training", ["training"])], any_case=True),
    series=frozenset(),
)


def draft_of(*points):
    listed = "\n".join(f"- {point};" for point in points)
    text = f"Report\n\n1. The following recommendations were made:\n{listed}\n"
    return pipeline.parse_report(Source("report.txt", "text/plain", text), VOCABULARY)


@pytest.mark.parametrize(
    ("point", "issuers", "named", "reason"),
    [
        ("Train more, with the ILO (France)", ["france"], ["ilo"], None),
        (
            "Train more (Norway), pay more (France)",
            ["france", "norway"],
            ["norway"],
            "Recommendation 1.2 contains “(Norway)” inside its text; those named there were added "
            "as issuers.",
        ),
        (
            "Train more (France, Atlantis)",
            ["france"],
            [],
            "Recommendation 1.2 was made by “Atlantis”, which is not in the vocabulary.",
        ),
    ],
)
def test_issuers_are_read_from_brackets_and_doubtful_ones_get_a_note(point, issuers, named, reason):
    draft = draft_of("Pay better (Norway)", point)

    subjects = draft.recommendations[1].subjects
    reasons = [note.reason for note in draft.notes if note.code.startswith("issuer-")]
    assert (subjects.issuers, subjects.organizations) == (issuers, named)
    assert reasons == ([reason] if reason else [])


def test_an_unknown_issuer_gives_a_note_only_if_most_recommendations_name_issuers():
    codes = [
        [note.code for note in draft_of(*points).notes if note.code == "issuer-unknown"]
        for points in (
            ("Pay (Norway)", "Train (France)", "Rest (Atlantis)"),
            ("Pay (Norway)", "Train", "Rest (Atlantis)"),
        )
    ]

    assert codes == [["issuer-unknown"], []]


def test_the_addressees_of_a_recommendation_are_suggested():
    draft = draft_of("ILO should pay better (Norway)")

    assert draft.recommendations[0].subjects.addressees == ["ilo"]
