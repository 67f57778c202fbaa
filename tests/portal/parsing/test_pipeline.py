"""How reports of various layouts are parsed."""

import pytest

from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.pipeline import parse_report
from portal.parsing.source import Source

VOCABULARY = Vocabulary(
    organizations=Gazetteer.of(
        [
            ("ilo", ["ILO", "International Labour Organization"]),
            ("indonesia", ["Indonesia"]),
            ("rso", ["Regional Support Office"]),
        ]
    ),
    themes=Gazetteer.of([("skills", ["skills"]), ("fees", ["recruitment fees"])], any_case=True),
    series=frozenset({"ARF"}),
)
FRONT = "# ARF Seminar on Skills\nBangkok, 28 February – 2 March 2019\n\n"


def read(text):
    return parse_report(Source("report.md", "text/markdown", FRONT + text), VOCABULARY)


def codes(draft):
    return [note.code for note in draft.notes]


def test_a_date_range_across_months_is_read_with_both_dates():
    front = read("1. Text.").front

    assert (front.title, front.place, front.series) == (
        "ARF Seminar on Skills",
        "Bangkok",
        "ARF",
    )
    assert (str(front.starts_on), str(front.ends_on)) == ("2019-02-28", "2019-03-02")


@pytest.mark.parametrize(
    ("printed", "first", "last"),
    [
        ("10-11 March 2015", "2015-03-10", "2015-03-11"),
        ("March 10-11, 2015", "2015-03-10", "2015-03-11"),
        ("10 March 2015", "2015-03-10", "2015-03-10"),
        ("30 December - 2 January 2016", "2015-12-30", "2016-01-02"),
    ],
)
def test_every_date_format_is_read(printed, first, last):
    front = parse_report(
        Source("r.txt", "text/plain", f"A title\n{printed}\n\n1. Text."), VOCABULARY
    )

    assert (str(front.front.starts_on), str(front.front.ends_on)) == (first, last)


def test_levels_without_letters_are_lettered_from_a_on():
    draft = read("1. Participants agreed to:\n\nNational level\n- one\n\nAll levels\n- two\n")

    assert [
        (recommendation.reference, recommendation.level) for recommendation in draft.recommendations
    ] == [
        ("1.A.1", "national"),
        ("1.B.1", "all"),
    ]


def test_points_without_a_level_heading_get_no_level_and_a_note():
    draft = read("7. Participants recommended to:\n- one;\n- two\n")

    assert [
        (recommendation.reference, recommendation.level, recommendation.text)
        for recommendation in draft.recommendations
    ] == [
        ("7.1", "", "one"),
        ("7.2", "", "two"),
    ]
    assert codes(draft).count("level-not-stated") == 2


def test_points_without_a_recommending_lead_in_become_paragraphs():
    draft = read("7. The session heard three talks.\n- one;\n- two\n")

    assert draft.recommendations == []
    assert [paragraph.text for paragraph in draft.paragraphs[1:]] == ["one", "two"]
    assert codes(draft).count("point-not-asked-for") == 1


def test_an_unknown_level_is_left_empty_with_a_note():
    draft = read("7. Participants agreed to:\n\nA. Global level\n- one\n")

    assert [
        (recommendation.reference, recommendation.level) for recommendation in draft.recommendations
    ] == [("7.A.1", "")]
    assert "level-unknown" in codes(draft)


def test_points_are_nested_by_their_indent():
    draft = read("7. Key points:\n- one\n  - below\n    - deeper\n- two\n")

    assert [
        (recommendation.reference, recommendation.parent)
        for recommendation in draft.recommendations
    ] == [
        ("7.1", ""),
        ("7.1.a", "7.1"),
        ("7.1.a.i", "7.1.a"),
        ("7.2", ""),
    ]


def test_repeated_paragraph_numbers_get_unique_anchors():
    draft = read("Session 1: A\n\n1. One.\n\nSession 2: B\n\n1. Again.\n")

    assert [paragraph.anchor for paragraph in draft.paragraphs] == ["p1", "p1-2"]
    assert "number-repeated" in codes(draft)


def test_a_repeated_level_gets_unique_references():
    draft = read("1. Key points:\n\nA. National level\n- one\n\nA. Regional level\n- two\n")

    assert [recommendation.reference for recommendation in draft.recommendations] == [
        "1.A.1",
        "1.A.1-2",
    ]


def test_an_unknown_organization_gives_a_note_and_no_guess():
    draft = read("1. Ms. Ana Cruz from the Guild of Weavers noted this.")

    (speaker,) = draft.speakers
    assert (speaker.name, speaker.position, speaker.organizations) == (
        "Ana Cruz",
        "",
        [],
    )
    assert "organization-not-stated" in codes(draft)


def test_a_surname_shared_by_two_speakers_gives_a_note():
    draft = read(
        "1. Ms. Ana Cruz, ILO, noted this.\n\n2. Mr. Juan Cruz, ILO, added that.\n\n"
        "3. Others thanked Dr. Cruz.\n"
    )

    assert [speaker.short_forms for speaker in draft.speakers] == [[], []]
    assert "name-ambiguous" in codes(draft)


def test_a_place_in_brackets_is_not_taken_as_the_organization_of_the_speaker():
    draft = read("1. Mr. Adi Putra, Manager, Regional Support Office (Indonesia) spoke.")

    assert (draft.speakers[0].position, draft.speakers[0].organizations) == (
        "Manager",
        ["rso"],
    )


def test_an_unlisted_verb_after_a_comma_ends_an_introduction():
    draft = read("1. Ms. Ana Cruz, Director, ILO, juxtaposed two systems.")

    assert (draft.speakers[0].position, draft.speakers[0].organizations) == (
        "Director",
        ["ilo"],
    )


@pytest.mark.parametrize("name", ["Tomas dela Rosa", "Ana de los Reyes", "Li bin Omar"])
def test_name_particles_stay_part_of_the_name(name):
    draft = read(f"1. Mr. {name}, ILO, spoke.")

    assert [speaker.name for speaker in draft.speakers] == [name]


def test_themes_are_suggested_from_vocabulary_labels():
    draft = read("1. Skills, skills and recruitment fees matter.")

    assert draft.paragraphs[0].subjects.themes == ["fees", "skills"]


def test_a_text_without_any_structure_becomes_a_single_paragraph():
    words = "Nothing here has a number or a heading, " * 10
    draft = parse_report(Source("r.txt", "text/plain", words.strip()), VOCABULARY)

    assert [paragraph.text for paragraph in draft.paragraphs] == [words.strip()]
    assert {"session-without-heading", "date-not-stated"} <= set(codes(draft))


def test_a_level_after_points_without_a_lead_in_attaches_to_the_last_point():
    draft = read("1. Text.\n- one;\n\nA. National Level:\n- two;")

    assert [
        (recommendation.reference, recommendation.paragraph)
        for recommendation in draft.recommendations
    ] == [("u1.A.1", "u1")]


def test_whoever_takes_the_chair_without_a_name_speaks_as_chair():
    draft = read(
        "Session 1: A\n\n1. Madam Deputy Chair thanked all.\n2. The chair of Oman spoke.\n"
    )

    assert [paragraph.voice for paragraph in draft.paragraphs] == ["co_chairs", "document"]
