"""Which speakers a report has, in which positions, and which paragraphs are theirs."""

import pytest

from portal.imports import load_vocabulary
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.pipeline import parse_report
from portal.parsing.source import Source
from reports.models import Person

ORGANIZATIONS = Gazetteer.of(
    [
        ("ilo", ["ILO"]),
        ("iom", ["IOM"]),
        ("japan", ["Japan"]),
        ("un", ["General Assembly"]),
    ]
)


def read(*paragraphs, people=()):
    front = "# Workshop on Skills\nBangkok, 2 March 2019\n\nSession 1: A\n\n"
    text = "\n\n".join(f"{n}. {paragraph}" for n, paragraph in enumerate(paragraphs, start=1))
    vocabulary = Vocabulary(organizations=ORGANIZATIONS, people=Gazetteer.of(people, any_case=True))
    return parse_report(Source("report.md", "text/markdown", front + text), vocabulary)


def speaker_names(draft):
    return [[speaker.name for speaker in paragraph.speakers] for paragraph in draft.paragraphs]


def introductions(draft):
    return [(speaker.name, speaker.position, speaker.organizations) for speaker in draft.speakers]


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
def test_ordinary_words_are_never_read_as_speakers(text):
    assert speaker_names(read(text)) == [[]]


def test_a_single_name_without_an_introduction_gives_a_note_and_no_person():
    draft = read("Mr. Domingo noted this.")

    assert speaker_names(draft) == [[]]
    assert [paragraph.voice for paragraph in draft.paragraphs] == ["named"]
    assert codes(draft).count("speaker-not-introduced") == 1


def test_a_short_form_resolves_to_the_person_introduced_before():
    draft = read("Dr. Song Jiyong, Director, IOM, spoke.", "Dr. Jiyong added this.")

    assert speaker_names(draft) == [["Song Jiyong"], ["Song Jiyong"]]


def test_a_short_form_with_its_own_introduction_is_a_different_person():
    draft = read(
        "Mr. Nguyen Van An, Director, IOM, spoke.",
        "Mr. Nguyen, Deputy Director, ILO, said the opposite.",
    )

    assert speaker_names(draft) == [["Nguyen Van An"], ["Nguyen"]]
    assert "name-ambiguous" in codes(draft)


def test_a_short_form_with_the_same_introduction_is_the_same_person():
    draft = read("Mr. Nguyen Van An, Director, IOM, spoke.", "Mr. Nguyen, Director, IOM, added.")

    assert speaker_names(draft) == [["Nguyen Van An"], ["Nguyen Van An"]]


def test_a_short_form_with_a_title_of_the_other_sex_is_a_different_person():
    draft = read(
        "Mr. Nguyen Van An, Director, IOM, spoke.",
        "Ms. Nguyen said the opposite.",
        "Others thanked Ms. Nguyen.",
    )

    assert speaker_names(draft) == [["Nguyen Van An"], [], []]
    assert draft.speakers[0].short_forms == []


def test_a_name_with_titles_of_both_sexes_gives_a_note_and_is_not_merged():
    draft = read("Mr. Kim Lee, Director, IOM, spoke.", "Ms. Kim Lee, Adviser, ILO, spoke.")

    assert speaker_names(draft) == [["Kim Lee"], []]
    assert "name-ambiguous" in codes(draft)


def test_two_printed_forms_of_one_known_person_are_one_speaker():
    draft = read(
        "Mr. J. Domingo, Director, noted this.",
        "Atty. Jeriel Domingo, Deputy Administrator, noted that.",
        people=[("jeriel-domingo", ["Jeriel Domingo", "J. Domingo"])],
    )

    (speaker,) = draft.speakers
    assert speaker_names(draft) == [[speaker.name], [speaker.name]]
    assert (speaker.name, speaker.short_forms) == (
        "J. Domingo",
        ["Atty. Jeriel Domingo"],
    )


@pytest.mark.parametrize("between", [" and ", ", and ", ", "], ids=["and", "comma and", "comma"])
def test_two_speakers_share_the_introduction_that_follows_them(between):
    draft = read(f"Mr. John Smith{between}Ms. Jane Doe, Co-Directors at IOM, presented.")

    assert speaker_names(draft) == [["John Smith", "Jane Doe"]]
    assert introductions(draft) == [
        ("John Smith", "Co-Directors", ["iom"]),
        ("Jane Doe", "Co-Directors", ["iom"]),
    ]


def test_two_speakers_keep_their_own_introductions():
    draft = read("Mr. John Smith, Director, IOM, and Ms. Jane Doe, Adviser, ILO, spoke.")

    assert introductions(draft) == [
        ("John Smith", "Director", ["iom"]),
        ("Jane Doe", "Adviser", ["ilo"]),
    ]


@pytest.mark.parametrize(
    "introduction",
    [", adviser to Ms. Jane Doe,", ", Director, for Ms. Jane Doe,", " and others"],
)
def test_an_introduction_mentioning_other_people_gives_no_position_and_a_note(introduction):
    draft = read(f"Mr. John Smith{introduction} presented.")

    assert introductions(draft) == [("John Smith", "", [])]
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
def test_a_participle_does_not_end_an_introduction(introduction, position):
    draft = read(f"Ms. Ana Cruz, {introduction} systems.")

    assert [speaker.position for speaker in draft.speakers] == [position]


@pytest.mark.django_db
def test_short_forms_from_other_reports_are_not_in_the_vocabulary():
    Person.objects.create(
        slug="jeriel-domingo",
        name="Jeriel Domingo",
        aliases="Atty. Jeriel Domingo\nAtty. Domingo\nDomingo\nJ. Domingo",
    )

    people = load_vocabulary.load_vocabulary().people

    assert sorted(people.forms) == [*("Atty. Jeriel Domingo", "J. Domingo", "Jeriel Domingo")]


def test_everybody_who_speaks_in_a_paragraph_is_its_speaker():
    draft = read(
        "Ana Lund, Director of Ports, noted fees.",
        "Cy Marsh, Director of Wells, noted tides. Lund replied that fees are high.",
    )

    assert speaker_names(draft) == [["Ana Lund"], ["Cy Marsh", "Ana Lund"]]


@pytest.mark.parametrize("opening", ["He then argued", "On the matter of tides, he argued"])
def test_a_pronoun_behind_a_lead_in_means_the_last_speaker(opening):
    draft = read("Mr. Cy Marsh, Director of Wells, noted tides.", f"{opening} for wells.")

    assert speaker_names(draft) == [["Cy Marsh"], ["Cy Marsh"]]
    assert [note.reason for note in draft.notes if note.code == "pronoun-assumed"] == [
        f"“{'He' if opening.startswith('He') else 'he'}” was assumed to mean Cy Marsh."
    ]


def test_a_name_that_only_its_place_shows_is_a_speaker_with_a_note():
    words = " ".join(
        f"word{letter}{other}" for letter in "abcdefghijklm" for other in "abcdefghijklm"
    )

    draft = read(f"Fees: {words}.", "Ana Lund argued for wells.")

    assert speaker_names(draft) == [[], ["Ana Lund"]]
    assert [(note.reason, note.about) for note in draft.notes if note.code == "name-assumed"] == [
        ("“Ana Lund” was assumed to be a person: a speaker is usually named here.", "Ana Lund")
    ]


def test_the_position_of_a_speaker_in_a_later_sentence_is_read_from_that_sentence():
    draft = read(
        "Fees were discussed at length. Ana Lund, Director of Ports, argued for lower ones."
    )

    assert introductions(draft) == [("Ana Lund", "Director of Ports", [])]


def test_a_name_with_a_title_opens_a_later_sentence_as_a_speaker():
    draft = read(
        "Ms. Ana Lund, Director, said no. Mr. Bo Reyes (ILO) asked why. Mr. Cy Sand was ill."
    )

    assert speaker_names(draft) == [["Ana Lund", "Bo Reyes"]]
    assert [speaker.organizations for speaker in draft.speakers] == [[], ["ilo"]]


def test_whoever_opened_a_session_is_its_speaker_if_the_next_sentence_has_the_words():
    draft = read(
        "It was opened by Ms. Ana Lund, Director, IOM. She recalled the fees.",
        "It was opened by Ms. Eva Roe, Director. It rained.",
    )

    assert speaker_names(draft) == [["Ana Lund"], []]
    assert [(speaker.position, speaker.organizations) for speaker in draft.speakers] == [
        ("Director", ["iom"])
    ]


def test_a_heading_that_runs_into_its_text_is_no_part_of_a_name():
    assert speaker_names(read("Drainage. Ms. Ana Lund, Director, said no.")) == [["Ana Lund"]]


@pytest.mark.parametrize(
    "words",
    [
        "El Sr. Luis Roa, Director, informó que no.",
        "La Dra. Ana Roa, Directora, dio la bienvenida.",
        "Mme Ana Roa, Directrice, a souligné les frais.",
        "Ibu Ana Roa, Direktur, menjelaskan hasil survei.",
    ],
)
def test_speakers_are_found_in_spanish_french_and_indonesian(words):
    (names,) = speaker_names(read(words))

    assert [name.split()[-1] for name in names] == ["Roa"]
