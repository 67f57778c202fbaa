"""What a draft says of who made a recommendation, and where it is not sure."""

import pytest

from portal.importing import parse
from portal.importing.source import Source
from portal.importing.suggestions import themes_in
from portal.importing.vocabulary import Names, Vocabulary

VOCABULARY = Vocabulary(
    organizations=Names.of(
        [("france", ["France"]), ("norway", ["Norway"]), ("ilo", ["ILO"])]
    ),
    instruments=Names.of([]),
    themes=Names.of([("training", ["training"])], any_case=True),
    series=frozenset(),
)


def draft_of(*points):
    listed = "\n".join(f"- {point};" for point in points)
    text = f"Report\n\n1. The following recommendations were made:\n{listed}\n"
    return parse.parse(Source("report.txt", "text/plain", text), VOCABULARY)


@pytest.mark.parametrize(
    ("point", "issuers", "named", "doubt"),
    [
        ("Train more, with the ILO (France)", ["france"], ["ilo"], None),
        (
            "Train more (Norway), pay more (France)",
            ["france", "norway"],
            ["norway"],
            "Recommendation 1.2 holds “(Norway)” inside its text; who is named there is "
            "taken for one who made it, too.",
        ),
        (
            "Train more (France, Atlantis)",
            ["france"],
            [],
            "Recommendation 1.2 is made by “Atlantis”, which the vocabulary does not know.",
        ),
    ],
)
def test_who_made_it_stands_in_brackets_and_a_doubt_is_told(
    point, issuers, named, doubt
):
    draft = draft_of("Pay better (Norway)", point)

    subjects = draft.recommendations[1].subjects
    told = [note.reason for note in draft.notes if note.code.startswith("issuer-")]
    assert (subjects.issuers, subjects.organizations) == (issuers, named)
    assert told == ([doubt] if doubt else [])


def test_a_bracket_that_names_nobody_is_a_doubt_only_where_most_name_somebody():
    codes = [
        [note.code for note in draft_of(*points).notes if note.code == "issuer-unknown"]
        for points in (
            ("Pay (Norway)", "Train (France)", "Rest (Atlantis)"),
            ("Pay (Norway)", "Train", "Rest (Atlantis)"),
        )
    ]

    assert codes == [["issuer-unknown"], []]


THEMES = Vocabulary(
    organizations=Names.of([("council", ["Human Rights Council"])]),
    instruments=Names.of(
        [("declaration", ["declaration on the rights of migrant workers"])]
    ),
    themes=Names.of(
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
def test_a_label_within_a_longer_name_suggests_nothing(text, themes):
    assert themes_in(text, THEMES) == themes


@pytest.mark.parametrize(
    ("said", "themes"),
    [
        ("recruitment", []),
        ("recruitment, and recruitment again", ["fees"]),
        ("recruitment fees", ["fees"]),
    ],
)
def test_a_single_word_suggests_a_theme_of_a_long_text_only_if_it_comes_twice(
    said, themes
):
    long = "Much else was said of it. " * 20

    assert themes_in(f"{long}So was {said}.", THEMES) == themes
    assert themes_in(f"It was {said}.", THEMES) == ["fees"]
