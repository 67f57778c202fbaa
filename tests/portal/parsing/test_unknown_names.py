"""Bodies and instruments that the vocabulary lacks are proposed in notes."""

import pytest

from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport, Session, Speaker
from portal.parsing.unknown_names import unknown_bodies, unknown_name_notes

ORGANIZATIONS = Gazetteer.of([("chad", ["Chad"]), ("ilo", ["International Labour Organization"])])
INSTRUMENTS = Gazetteer.of([("tides", ["Convention on the Tides of Small Ports"])])
VOCABULARY = Vocabulary(organizations=ORGANIZATIONS, instruments=INSTRUMENTS)


def person(name, introduction, organizations=()):
    return Speaker(name, name, introduction, organizations=list(organizations))


def notes(*people, text="Text.", participants=()):
    paragraph = Paragraph(text, [(7, 7 + len(text))], speakers=list(people))
    draft = ParsedReport(
        sessions=[Session("session", "S", paragraphs=[paragraph])],
        speakers=list(people),
        participants=list(participants),
    )
    return [
        (note.code, note.reason, note.span, note.about)
        for note in unknown_name_notes(draft, VOCABULARY)
    ]


@pytest.mark.parametrize(
    ("introduction", "names"),
    [
        ("Director, Port Authority of the North, Chad", ["Port Authority of the North"]),
        ("of the Ministry of Water", ["Ministry of Water"]),
        ("Deputy Minister, Ministry of Water, Energy and Ports", ["Ministry of Water, Energy and Ports"]),
        ("Professor at Marwick University and Director of the Tide Institute",
         ["Marwick University", "Tide Institute"]),
        ("Deputy Director National Wells Council", ["National Wells Council"]),
        ("Head, International Labour Organization Office for Ports", []),
        ("Director of Ports, Chad", []),
        ("Embassy, Chad", []),
        ("A" * 100_000, []),
        ("Ab Cd " * 50_000, []),
        ("", []),
    ],
)  # fmt: skip
def test_the_unknown_bodies_of_an_introduction_are_found(introduction, names):
    assert list(unknown_bodies(introduction, ORGANIZATIONS)) == names


def test_an_unknown_body_gives_one_note_with_its_state_and_its_people():
    ana = person("Ana Lund", "Director, Ministry of Water, Chad", ["chad"])
    others = [person(f"Cy {name}", "Ministry of Water") for name in ("Marsh", "Moor", "Fen", "Bog")]

    assert notes(ana, participants=others) == [
        (
            "organization-new",
            "“Ministry of Water” (Chad) is not in the vocabulary. Add it, and choose it for "
            "Ana Lund, Cy Marsh, Cy Moor and 2 more.",
            (7, 12),
            "Ministry of Water",
        )
    ]


def test_the_state_of_a_delegation_is_that_of_the_body():
    (note,) = notes(participants=[person("Cy Marsh", "Ministry of Water", ["chad"])])

    assert note[1].startswith("“Ministry of Water” (Chad) is not in the vocabulary.")


def test_an_unknown_instrument_gives_one_note_however_often_it_is_named():
    text = (
        "They ratified the Convention on the Rights of Sailors, Divers and Pilots. The Convention "
        "on the Rights of Sailors, Divers and Pilots is new, and the Convention on the Tides of "
        "Small Ports is old."
    )

    assert notes(text=text) == [
        (
            "instrument-new",
            "“Convention on the Rights of Sailors, Divers and Pilots” is named 2 times, and is not "
            "in the vocabulary. Add it, or add this wording to an existing record.",
            (7, 7 + len(text)),
            "Convention on the Rights of Sailors, Divers and Pilots",
        )
    ]
