"""How reports of other shapes are read."""

import pytest

from portal.importing.parse import parse
from portal.importing.source import Source
from portal.importing.vocabulary import Names, Vocabulary

VOCABULARY = Vocabulary(
    organizations=Names.of(
        [
            ("ilo", ["ILO", "International Labour Organization"]),
            ("indonesia", ["Indonesia"]),
            ("rso", ["Regional Support Office"]),
        ]
    ),
    themes=Names.of(
        [("skills", ["skills"]), ("fees", ["recruitment fees"])], any_case=True
    ),
    series=frozenset({"ARF"}),
)
FRONT = "# ARF Seminar on Skills\nBangkok, 28 February – 2 March 2019\n\n"


def read(text):
    return parse(Source("report.md", "text/markdown", FRONT + text), VOCABULARY)


def codes(draft):
    return [note.code for note in draft.notes]


def test_a_meeting_over_the_end_of_a_month_has_both_days():
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
def test_days_are_read_however_they_are_written(printed, first, last):
    front = parse(
        Source("r.txt", "text/plain", f"A title\n{printed}\n\n1. Text."), VOCABULARY
    )

    assert (str(front.front.starts_on), str(front.front.ends_on)) == (first, last)


def test_a_level_without_a_letter_counts_on_from_a():
    draft = read(
        "1. Participants agreed to:\n\nNational level\n- one\n\nAll levels\n- two\n"
    )

    assert [(one.reference, one.level) for one in draft.recommendations] == [
        ("1.A.1", "national"),
        ("1.B.1", "all"),
    ]


def test_points_under_a_lead_in_without_a_level_state_none():
    draft = read("7. Participants recommended to:\n- one;\n- two\n")

    assert [(one.reference, one.level, one.text) for one in draft.recommendations] == [
        ("7.1", "", "one"),
        ("7.2", "", "two"),
    ]
    assert codes(draft).count("level-not-stated") == 2


def test_points_that_nothing_asks_for_are_paragraphs():
    draft = read("7. The session heard three talks.\n- one;\n- two\n")

    assert draft.recommendations == []
    assert [one.text for one in draft.paragraphs[1:]] == ["one", "two"]
    assert codes(draft).count("point-not-asked-for") == 2


def test_a_level_that_is_none_of_the_four_is_left_open():
    draft = read("7. Participants agreed to:\n\nA. Global level\n- one\n")

    assert [(one.reference, one.level) for one in draft.recommendations] == [
        ("7.A.1", "")
    ]
    assert "level-unknown" in codes(draft)


def test_points_nest_by_their_indent():
    draft = read("7. Key points:\n- one\n  - below\n    - deeper\n- two\n")

    assert [(one.reference, one.parent) for one in draft.recommendations] == [
        ("7.1", ""),
        ("7.1.a", "7.1"),
        ("7.1.a.i", "7.1.a"),
        ("7.2", ""),
    ]


def test_numbers_that_start_again_get_addresses_of_their_own():
    draft = read("Session 1: A\n\n1. One.\n\nSession 2: B\n\n1. Again.\n")

    assert [one.anchor for one in draft.paragraphs] == ["p1", "p1-2"]
    assert "number-repeated" in codes(draft)


def test_the_same_level_twice_gives_references_of_their_own():
    draft = read(
        "1. Key points:\n\nA. National level\n- one\n\nA. Regional level\n- two\n"
    )

    assert [one.reference for one in draft.recommendations] == ["1.A.1", "1.A.1-2"]


def test_a_body_that_is_not_known_is_a_note_and_no_guess():
    draft = read("1. Ms. Ana Cruz from the Guild of Weavers noted this.")

    (speaker,) = draft.speakers
    assert (speaker.name, speaker.position, speaker.organizations) == (
        "Ana Cruz",
        "",
        [],
    )
    assert "organization-not-stated" in codes(draft)


def test_a_surname_that_two_speakers_share_is_a_note():
    draft = read(
        "1. Ms. Ana Cruz, ILO, noted this.\n\n2. Mr. Juan Cruz, ILO, added that.\n\n"
        "3. Others thanked Dr. Cruz.\n"
    )

    assert [one.short_forms for one in draft.speakers] == [[], []]
    assert "name-ambiguous" in codes(draft)


def test_a_place_in_brackets_is_no_organization_of_the_speaker():
    draft = read(
        "1. Mr. Adi Putra, Manager, Regional Support Office (Indonesia) spoke."
    )

    assert (draft.speakers[0].position, draft.speakers[0].organizations) == (
        "Manager",
        ["rso"],
    )


def test_a_verb_that_no_list_holds_ends_an_introduction_behind_a_comma():
    draft = read("1. Ms. Ana Cruz, Director, ILO, juxtaposed two systems.")

    assert (draft.speakers[0].position, draft.speakers[0].organizations) == (
        "Director",
        ["ilo"],
    )


@pytest.mark.parametrize("name", ["Tomas dela Rosa", "Ana de los Reyes", "Li bin Omar"])
def test_small_words_inside_a_name_belong_to_it(name):
    draft = read(f"1. Mr. {name}, ILO, spoke.")

    assert [one.name for one in draft.speakers] == [name]


def test_themes_are_suggested_from_the_vocabulary_s_labels():
    draft = read("1. Skills, skills and recruitment fees matter.")

    assert draft.paragraphs[0].subjects.themes == ["skills", "fees"]


def test_a_text_without_any_form_is_kept_as_a_paragraph():
    words = "Nothing here has a number or a heading, " * 10
    draft = parse(Source("r.txt", "text/plain", words.strip()), VOCABULARY)

    assert [one.text for one in draft.paragraphs] == [words.strip()]
    assert {"session-without-heading", "date-not-stated"} <= set(codes(draft))


def test_a_level_behind_points_that_nobody_asked_for_goes_on_from_them():
    draft = read("1. Text.\n- one;\n\nA. National Level:\n- two;")

    assert [(one.reference, one.paragraph) for one in draft.recommendations] == [
        ("u1.A.1", "u1")
    ]
