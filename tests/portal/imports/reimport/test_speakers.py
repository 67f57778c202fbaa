"""Speakers after a reimport: those named in changed text, and those kept from before."""

import pytest

from portal.content.edits.fields import SetFields
from portal.content.schema import Item
from portal.content.stored_coverage import find_text_errors
from reports.models import Person, Report
from tests.builders import edits
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.records import make_organization, make_person

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

Introduction

1. Ms. Ana Cruz, Director, noted that skills travel with people, as Annex 1 shows.
2. Mr. Ben Otto, Adviser, explained how training is paid for in his country.
3. Cambodia welcomed the proposal of the secretariat for the coming year.

Annex 1: Agenda

4. It began at nine.
"""
SECOND = "2. Mr. Ben Otto"


def speakers_by_paragraph(report):
    return {
        paragraph.number: [
            contribution.participation.person.name for contribution in paragraph.contributions.all()
        ]
        for paragraph in report.paragraphs.in_document_order()
    }


def test_a_paragraph_with_a_named_speaker_can_be_inserted():
    report = import_text(TEXT)
    keys = {
        paragraph.text: (paragraph.pk, paragraph.anchor) for paragraph in report.paragraphs.all()
    }
    newer = (
        TEXT.replace("4. It", "5. It")
        .replace("3. Cambodia", "4. Cambodia")
        .replace(SECOND, "2. Ms. Lea Brown, Minister, opened the seminar.\n3. Mr. Ben Otto")
    )

    reimported = reimport_text(report, newer)

    assert speakers_by_paragraph(reimported) == {
        "1": ["Ana Cruz"],
        "2": ["Lea Brown"],
        "3": ["Ben Otto"],
        "4": [],
        "5": [],
    }
    after = {
        paragraph.text: (paragraph.pk, paragraph.anchor)
        for paragraph in reimported.paragraphs.all()
    }
    assert {text: after[text] for text in keys} == keys
    assert find_text_errors(reimported) == []


@pytest.mark.parametrize(("position", "remains"), [("Minister", True), ("Adviser", False)])
def test_a_participant_whom_no_paragraph_names_any_more_stays_if_an_editor_has_set_a_value(
    position, remains
):
    report = import_text(TEXT)
    ben = report.participations.get(person__name="Ben Otto")
    edit = SetFields(Item("participation", ben.pk), {"position": position})
    edits.save(report, report.version, edit)

    reimported = reimport_text(
        Report.objects.get(pk=report.pk), TEXT.replace("Mr. Ben Otto, Adviser,", "Cambodia")
    )

    positions = dict(reimported.participations.values_list("person__name", "position"))
    assert positions == {"Ana Cruz": "Director"} | ({"Ben Otto": "Minister"} if remains else {})


def test_a_recommendation_of_a_new_paragraph_belongs_to_it():
    report = import_text(TEXT)
    newer = TEXT.replace(
        SECOND, "2. Participants recommended to:\n- train more;\n\n3. Mr. Ben Otto"
    ).replace("3. Cambodia", "4. Cambodia")

    reimported = reimport_text(report, newer)

    recommendation = reimported.recommendations.get()
    assert recommendation.paragraph.text == "Participants recommended to:"
    assert recommendation.paragraph.anchor == "p2-2"


def test_an_annex_moves_to_the_new_paragraph_that_names_it_and_stays_supplied():
    report = import_text(TEXT)
    newer = TEXT.replace(", as Annex 1 shows", "").replace(
        SECOND, "2. The agenda is in Annex 1.\n3. Mr. Ben Otto"
    )

    reimported = reimport_text(report, newer)

    annex = reimported.annexes.get()
    assert (annex.named_in.number, annex.session.heading) == ("2", "Annex 1: Agenda")


def test_changed_text_that_names_another_state_changes_the_speaking_organization():
    for name in ("Cambodia", "Viet Nam"):
        make_organization(name)
    report = import_text(TEXT)

    reimported = reimport_text(report, TEXT.replace("Cambodia welcomed", "Viet Nam welcomed"))

    third = reimported.paragraphs.get(number="3")
    assert [str(organization) for organization in third.speaking_organizations.all()] == [
        "Viet Nam"
    ]


def test_a_pronoun_resolves_to_the_previous_speaker_of_the_newer_version():
    text = TEXT.replace("3. Cambodia welcomed", "3. He said that he welcomed")
    report = import_text(text)

    reimported = reimport_text(report, text.replace("Mr. Ben Otto", "Mr. Carl Dahl"))

    assert speakers_by_paragraph(reimported)["3"] == ["Carl Dahl"]


def contributions(report):
    return {
        contribution.participation.person.name: contribution.pk
        for contribution in report.paragraphs.get(number="2").contributions.all()
    }


def test_a_speaker_still_named_in_changed_text_keeps_the_contribution():
    text = TEXT.replace("Mr. Ben Otto, Adviser,", "Mr. Ben Otto and Ms. Ana Cruz")
    report = import_text(text)
    before = contributions(report)

    reimported = reimport_text(
        report,
        text.replace("Ben Otto and Ms. Ana Cruz", "Ben Otto and Mr. Carl Dahl"),
    )

    after = contributions(reimported)
    assert {*before, *after} == {"Ben Otto", "Ana Cruz", "Carl Dahl"}
    assert before["Ben Otto"] == after["Ben Otto"]
    assert before.keys() & after.keys() == {"Ben Otto"}


def test_two_printed_names_of_a_person_give_a_single_contribution_per_paragraph():
    make_person("Ana Cruz", aliases="Ana Maria Cruz")
    both = "1. Ms. Ana Cruz, Director, and Ms. Ana Maria Cruz, Chair, noted that"
    report = import_text(TEXT.replace("1. Ms. Ana Cruz, Director, noted that", both))

    assert speakers_by_paragraph(report)["1"] == ["Ana Cruz"]


def test_a_speaker_whom_an_editor_has_added_stays_where_the_text_changes():
    report = import_text(TEXT)
    key = next(one.key for one in edits.blocks_of(report) if one.text.startswith("Mr. Ben"))
    edits.add_speaker(report, report.version, key, "Ms. Dara Sok")
    report.refresh_from_db()

    reimported = reimport_text(report, TEXT.replace("is paid for", "is really paid for"))

    assert speakers_by_paragraph(reimported)["2"] == ["Ben Otto", "Dara Sok"]


def test_a_speaker_with_a_different_title_is_the_same_person():
    report = import_text(TEXT)

    reimported = reimport_text(report, TEXT.replace("Ms. Ana Cruz", "Dr. Ana Cruz"))

    assert speakers_by_paragraph(reimported)["1"] == ["Ana Cruz"]
    assert Person.objects.filter(name="Ana Cruz").count() == 1


def test_a_speaker_set_by_an_editor_stays_in_changed_text():
    report = import_text(TEXT)
    key = f"paragraph-{report.paragraphs.get(number='3').pk}"
    edits.add_speaker(report, report.version, key, "Ms. Dara Sok")

    reimported = reimport_text(report, TEXT.replace("the coming year", "the year to come"))

    assert speakers_by_paragraph(reimported)["3"] == ["Dara Sok"]
