"""Who speaks, as what, and whose words are whose."""

import pytest

from portal.importing import knowledge
from portal.importing.parse import parse
from portal.importing.source import Source
from portal.importing.vocabulary import Names, Vocabulary
from reports.models import Person

ORGANIZATIONS = Names.of(
    [
        ("ilo", ["ILO"]),
        ("iom", ["IOM"]),
        ("japan", ["Japan"]),
        ("un", ["General Assembly"]),
    ]
)


def read(*paragraphs, people=()):
    front = "# Workshop on Skills\nBangkok, 2 March 2019\n\nSession 1: A\n\n"
    text = "\n\n".join(f"{n}. {one}" for n, one in enumerate(paragraphs, start=1))
    vocabulary = Vocabulary(
        organizations=ORGANIZATIONS, people=Names.of(people, any_case=True)
    )
    return parse(Source("report.md", "text/markdown", front + text), vocabulary)


def said(draft):
    return [[one.name for one in paragraph.speakers] for paragraph in draft.paragraphs]


def introduced(draft):
    return [(one.name, one.position, one.organizations) for one in draft.speakers]


def codes(draft):
    return [note.code for note in draft.notes]


@pytest.mark.parametrize(
    "text",
    [
        "General Discussion focused on skills.",
        "The General Assembly Resolution called upon states.",
        "Major Policy Challenges were discussed.",
    ],
)
def test_ordinary_words_never_speak(text):
    assert said(read(text)) == [[]]


def test_a_single_name_without_an_introduction_is_a_note_and_no_person():
    draft = read("Mr. Domingo noted this.")

    assert said(draft) == [[]]
    assert [one.voice for one in draft.paragraphs] == ["named"]
    assert codes(draft).count("speaker-not-introduced") == 1


def test_a_short_form_means_the_person_introduced_before():
    draft = read("Dr. Song Jiyong, Director, IOM, spoke.", "Dr. Jiyong added this.")

    assert said(draft) == [["Song Jiyong"], ["Song Jiyong"]]


def test_a_short_form_with_an_introduction_of_its_own_is_somebody_else():
    draft = read(
        "Mr. Nguyen Van An, Director, IOM, spoke.",
        "Mr. Nguyen, Deputy Director, ILO, said the opposite.",
    )

    assert said(draft) == [["Nguyen Van An"], ["Nguyen"]]
    assert "name-ambiguous" in codes(draft)


def test_a_short_form_with_the_same_introduction_is_the_same_person():
    draft = read(
        "Mr. Nguyen Van An, Director, IOM, spoke.", "Mr. Nguyen, Director, IOM, added."
    )

    assert said(draft) == [["Nguyen Van An"], ["Nguyen Van An"]]


def test_a_title_of_the_other_sex_is_somebody_else():
    draft = read(
        "Mr. Nguyen Van An, Director, IOM, spoke.",
        "Ms. Nguyen said the opposite.",
        "Others thanked Ms. Nguyen.",
    )

    assert said(draft) == [["Nguyen Van An"], [], []]
    assert draft.speakers[0].short_forms == []


def test_one_name_with_titles_of_both_sexes_is_a_note_and_not_one_person():
    draft = read(
        "Mr. Kim Lee, Director, IOM, spoke.", "Ms. Kim Lee, Adviser, ILO, spoke."
    )

    assert said(draft) == [["Kim Lee"], []]
    assert "name-ambiguous" in codes(draft)


def test_two_printed_forms_of_one_known_person_are_one_speaker():
    draft = read(
        "Mr. J. Domingo, Director, noted this.",
        "Atty. Jeriel Domingo, Deputy Administrator, noted that.",
        people=[("jeriel-domingo", ["Jeriel Domingo", "J. Domingo"])],
    )

    (speaker,) = draft.speakers
    assert said(draft) == [[speaker.name], [speaker.name]]
    assert (speaker.name, speaker.short_forms) == (
        "J. Domingo",
        ["Atty. Jeriel Domingo"],
    )


@pytest.mark.parametrize(
    "between", [" and ", ", and ", ", "], ids=["and", "comma and", "comma"]
)
def test_two_speakers_share_the_introduction_behind_them(between):
    draft = read(
        f"Mr. John Smith{between}Ms. Jane Doe, Co-Directors at IOM, presented."
    )

    assert said(draft) == [["John Smith", "Jane Doe"]]
    assert introduced(draft) == [
        ("John Smith", "Co-Directors", ["iom"]),
        ("Jane Doe", "Co-Directors", ["iom"]),
    ]


def test_two_speakers_have_their_own_introductions():
    draft = read(
        "Mr. John Smith, Director, IOM, and Ms. Jane Doe, Adviser, ILO, spoke."
    )

    assert introduced(draft) == [
        ("John Smith", "Director", ["iom"]),
        ("Jane Doe", "Adviser", ["ilo"]),
    ]


@pytest.mark.parametrize(
    "introduction",
    [", adviser to Ms. Jane Doe,", ", Director, for Ms. Jane Doe,", " and others"],
)
def test_a_position_holds_nobody_else(introduction):
    draft = read(f"Mr. John Smith{introduction} presented.")

    assert introduced(draft) == [("John Smith", "", [])]
    assert "introduction-unclear" in codes(draft)


@pytest.mark.parametrize(
    ("introduction", "position"),
    [
        ("retired Ambassador of Japan, noted", "retired Ambassador"),
        ("appointed adviser to the ILO, presented", "appointed adviser"),
        ("adviser, based in Japan, juxtaposed", "adviser"),
        ("engaged adviser of the ILO, noted", "engaged adviser"),
    ],
)
def test_a_participle_ends_no_introduction(introduction, position):
    draft = read(f"Ms. Ana Cruz, {introduction} systems.")

    assert [one.position for one in draft.speakers] == [position]


@pytest.mark.django_db
def test_short_forms_of_other_reports_name_nobody_here():
    Person.objects.create(
        slug="jeriel-domingo",
        name="Jeriel Domingo",
        aliases="Atty. Jeriel Domingo\nAtty. Domingo\nDomingo\nJ. Domingo",
    )

    people = knowledge.vocabulary().people

    assert sorted(people.forms) == [
        *("Atty. Jeriel Domingo", "J. Domingo", "Jeriel Domingo")
    ]
