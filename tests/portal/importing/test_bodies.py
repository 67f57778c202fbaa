"""States and bodies speak where no person is named."""

import pytest

from portal.importing import bodies
from portal.importing.parsed import Draft, Paragraph, Session, Speaker
from portal.importing.vocabulary import Names

ORGANIZATIONS = Names.of(
    [
        ("slovenia", ["Slovenia"]),
        ("uk", ["United Kingdom"]),
        ("unhcr", ["UNHCR"]),
        ("oman", ["Oman"]),
        ("jakarta", ["Georgia"]),
        ("tbilisi", ["Georgia"]),
    ]
)


def speaking_in(text, kind="session", speakers=()):
    paragraph = Paragraph(text, [], speakers=list(speakers))
    draft = Draft(sessions=[Session(kind, "S", paragraphs=[paragraph])])
    bodies.find(draft, ORGANIZATIONS)
    return paragraph.speaking_organizations


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Slovenia commended the steps.", ["slovenia"]),
        ("The United Kingdom urged all to act.", ["uk"]),
        ("UNHCR drew attention to protection.", ["unhcr"]),
        ("The delegation of Oman also expressed thanks.", ["oman"]),
        ("The representative of Slovenia noted the need.", ["slovenia"]),
        ("The Slovenia delegation noted the need.", ["slovenia"]),
        ("In the ensuing debate, Oman asked for more.", ["oman"]),
        ("Oman, speaking for the Gulf, asked for more.", ["oman"]),
        ("Slovenia and Oman shared their experience.", ["slovenia", "oman"]),
        ("Slovenia, Oman and the United Kingdom noted it.", ["slovenia", "oman", "uk"]),
        ("Slovenia was concerned about it.", ["slovenia"]),
        ("Slovenia was commended for it.", []),
        ("Slovenia is a State.", []),
        ("Steps of Slovenia were welcomed.", []),
        ("Georgia noted the need.", []),
        ("", []),
    ],
)
def test_a_body_speaks_that_opens_a_paragraph_and_says_something(text, slugs):
    assert speaking_in(text) == slugs


def test_who_speaks_in_person_speaks_for_the_body():
    assert speaking_in("Oman noted it.", speakers=[Speaker("Li Na", "Ms Li Na")]) == []


def test_nobody_speaks_in_an_annex():
    assert speaking_in("Oman noted it.", kind="annex") == []
