"""Organizations are the speakers of paragraphs that name no person."""

import pytest

from portal.parsing import speaking_organizations
from portal.parsing.gazetteer import Gazetteer
from portal.parsing.parsed_report import Paragraph, ParsedReport, Session, Speaker

ORGANIZATIONS = Gazetteer.of(
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
    draft = ParsedReport(sessions=[Session(kind, "S", paragraphs=[paragraph])])
    speaking_organizations.find_speaking_organizations(draft, ORGANIZATIONS)
    return paragraph.speaking_organizations


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Slovenia commended the steps.", ["slovenia"]),
        ("The United Kingdom urged all to act.", ["uk"]),
        ("La Slovenia informó que no.", ["slovenia"]),
        ("Slovenia a indiqué que les frais montent.", ["slovenia"]),
        ("Slovenia menyampaikan hasilnya.", ["slovenia"]),
        ("UNHCR drew attention to protection.", ["unhcr"]),
        ("The delegation of Oman also expressed thanks.", ["oman"]),
        ("The representative of Slovenia noted the need.", ["slovenia"]),
        ("The Slovenia delegation noted the need.", ["slovenia"]),
        ("In the ensuing debate, Oman asked for more.", ["oman"]),
        ("Oman, speaking for the Gulf, asked for more.", ["oman"]),
        ("Slovenia and Oman shared their experience.", ["slovenia", "oman"]),
        ("The Slovenian Co-Chair welcomed all.", ["slovenia"]),
        ("In closing, the Omani delegation and UNHCR thanked all.", ["oman", "unhcr"]),
        ("Fees fell, while Oman expanded its fleet.", []),
        ("Slovenian wine was praised.", []),
        ("Slovenia later asked for more, while Oman again objected.", ["slovenia", "oman"]),
        ("Following a question from Oman on fees, UNHCR explained them.", ["oman", "unhcr"]),
        ("Fees were high, a concern raised by the United Kingdom.", ["uk"]),
        ("Slovenia, Oman and the United Kingdom noted it.", ["slovenia", "oman", "uk"]),
        ("Slovenia was concerned about it.", ["slovenia"]),
        ("Slovenia was commended for it.", []),
        ("Slovenia is a State.", []),
        ("Steps of Slovenia were welcomed.", []),
        ("Georgia noted the need.", []),
        ("", []),
    ],
)
def test_an_organization_opening_a_paragraph_with_a_speech_verb_is_its_speaker(text, slugs):
    assert speaking_in(text) == slugs


def test_a_named_speaker_takes_precedence_over_a_speaking_organization():
    assert speaking_in("Oman noted it.", speakers=[Speaker("Li Na", "Ms Li Na")]) == []


def test_annex_paragraphs_have_no_speaking_organizations():
    assert speaking_in("Oman noted it.", kind="annex") == []


@pytest.mark.parametrize(
    ("text", "slugs"),
    [
        ("Steps were taken. Oman noted the need. Slovenia thanked all.", ["oman", "slovenia"]),
        ("Oman noted the need. It rained. Oman thanked all.", ["oman"]),
        ("OMAN noted the need.", ["oman"]),
        ("Oman, supported by Slovenia and UNHCR, noted it.", ["oman", "slovenia", "unhcr"]),
        ("Oman (on behalf of a group) noted the need.", ["oman"]),
        ("Oman’s delegation noted the need.", ["oman"]),
        ("The Government of Oman thanked all.", ["oman"]),
        ("Oman ratified the protocol.", []),
        ("Oman hosted the talks.", []),
        ("The talks were opened. Steps of Oman were welcomed.", []),
    ],
)
def test_every_sentence_that_opens_with_an_organization_that_speaks_counts(text, slugs):
    assert speaking_in(text) == slugs


def test_speakers_of_later_sentences_do_not_keep_an_organization_from_speaking():
    paragraph = Paragraph("Oman noted it. Ms Li Na agreed.", [], has_later_speakers=True)
    paragraph.speakers = [Speaker("Li Na", "Ms Li Na")]
    draft = ParsedReport(sessions=[Session("session", "S", paragraphs=[paragraph])])
    speaking_organizations.find_speaking_organizations(draft, ORGANIZATIONS)

    assert paragraph.speaking_organizations == ["oman"]
