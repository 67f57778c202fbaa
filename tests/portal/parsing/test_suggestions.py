"""Issuers and themes that the parser suggests, and its notes on doubtful ones."""

import pytest

from portal.parsing import pipeline
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.source import Source
from portal.parsing.suggestions import find_themes

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


THEMES = Vocabulary(
    organizations=Gazetteer.of([("council", ["Human Rights Council"])]),
    instruments=Gazetteer.of([("declaration", ["declaration on the rights of migrant workers"])]),
    themes=Gazetteer.of(
        [
            ("rights", ["Human rights", "rights of migrant workers"]),
            ("fees", ["Recruitment fees", "Recruitment"]),
            ("process", ["Bali Process"]),
        ],
        any_case=True,
    ),
)


@pytest.mark.parametrize(
    ("text", "themes"),
    [
        ("Respect human rights", ["rights"]),
        ("Cooperate with the Human Rights Council", []),
        ("Ratify the Declaration on the Rights of Migrant Workers", []),
        (
            "Heed the Declaration on the Rights of Migrant Workers and human rights",
            ["rights"],
        ),
        ("Support the National Human Rights Commission", []),
        ("Heed the Universal Declaration of Human Rights", []),
        ("Human Rights matter", ["rights"]),
        ("Recruitment Fees are too high", ["fees"]),
        ("Bring it before the Bali Process", ["process"]),
    ],
)
def test_a_theme_label_within_a_longer_name_suggests_no_theme(text, themes):
    assert find_themes(text, THEMES) == themes


@pytest.mark.parametrize(
    ("mention", "themes"),
    [
        ("recruitment", []),
        ("recruitment, and recruitment again", ["fees"]),
        ("recruitment fees", ["fees"]),
    ],
)
def test_a_single_word_label_must_occur_twice_in_a_long_text_to_suggest_its_theme(mention, themes):
    long = "Much else was said of it. " * 20

    assert find_themes(f"{long}So was {mention}.", THEMES) == themes
    assert find_themes(f"It was {mention}.", THEMES) == ["fees"]


def test_the_addressees_of_a_recommendation_are_suggested():
    draft = draft_of("ILO should pay better (Norway)")

    assert draft.recommendations[0].subjects.addressees == ["ilo"]
