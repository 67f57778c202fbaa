"""Who speaks in a newer version: those whom its new words name, and who was there before."""

import pytest

from portal.correcting import speakers
from portal.correcting.speakers import Introduction
from portal.importing.check import stored_faults
from reports.models import Person
from tests.builders import make_organization, make_person
from tests.portal.importing.in_process import brought, imported

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


def said(report):
    return {
        one.number: [each.participation.person.name for each in one.contributions.all()]
        for one in report.paragraphs.as_printed()
    }


def test_a_paragraph_with_a_named_speaker_may_come_in_between():
    report = imported(TEXT)
    keys = {one.text: (one.pk, one.anchor) for one in report.paragraphs.all()}
    newer = (
        TEXT.replace("4. It", "5. It")
        .replace("3. Cambodia", "4. Cambodia")
        .replace(
            SECOND, "2. Ms. Lea Brown, Minister, opened the seminar.\n3. Mr. Ben Otto"
        )
    )

    now = brought(report, newer)

    assert said(now) == {
        "1": ["Ana Cruz"],
        "2": ["Lea Brown"],
        "3": ["Ben Otto"],
        "4": [],
        "5": [],
    }
    after = {one.text: (one.pk, one.anchor) for one in now.paragraphs.all()}
    assert {text: after[text] for text in keys} == keys
    assert stored_faults(now) == []


def test_a_recommendation_of_a_new_paragraph_stands_in_it():
    report = imported(TEXT)
    newer = TEXT.replace(
        SECOND, "2. Participants recommended to:\n- train more;\n\n3. Mr. Ben Otto"
    ).replace("3. Cambodia", "4. Cambodia")

    now = brought(report, newer)

    asked = now.recommendations.get()
    assert asked.paragraph.text == "Participants recommended to:"
    assert asked.paragraph.anchor == "p2-2"


def test_an_annex_is_named_in_the_new_paragraph_and_supplied_as_before():
    report = imported(TEXT)
    newer = TEXT.replace(", as Annex 1 shows", "").replace(
        SECOND, "2. The agenda is in Annex 1.\n3. Mr. Ben Otto"
    )

    now = brought(report, newer)

    annex = now.annexes.get()
    assert (annex.named_in.number, annex.session.heading) == ("2", "Annex 1: Agenda")


def test_new_words_of_a_state_are_that_state_s():
    for name in ("Cambodia", "Viet Nam"):
        make_organization(name)
    report = imported(TEXT)

    now = brought(report, TEXT.replace("Cambodia welcomed", "Viet Nam welcomed"))

    third = now.paragraphs.get(number="3")
    assert [str(one) for one in third.speaking_organizations.all()] == ["Viet Nam"]


def test_he_is_whoever_speaks_before_him_in_the_newer_version():
    text = TEXT.replace("3. Cambodia welcomed", "3. He said that he welcomed")
    report = imported(text)

    now = brought(report, text.replace("Mr. Ben Otto", "Mr. Carl Dahl"))

    assert said(now)["3"] == ["Carl Dahl"]


def contributions(report):
    return {
        one.participation.person.name: one.pk
        for one in report.paragraphs.get(number="2").contributions.all()
    }


def test_a_speaker_who_is_named_in_changed_words_too_keeps_the_contribution():
    text = TEXT.replace("Mr. Ben Otto, Adviser,", "Mr. Ben Otto and Ms. Ana Cruz")
    report = imported(text)
    before = contributions(report)

    now = brought(
        report,
        text.replace("Ben Otto and Ms. Ana Cruz", "Ben Otto and Mr. Carl Dahl"),
    )

    after = contributions(now)
    assert {*before, *after} == {"Ben Otto", "Ana Cruz", "Carl Dahl"}
    assert before["Ben Otto"] == after["Ben Otto"]
    assert before.keys() & after.keys() == {"Ben Otto"}


def test_two_printed_names_of_one_person_speak_once_in_a_paragraph():
    make_person("Ana Cruz", aliases="Ana Maria Cruz")
    both = "1. Ms. Ana Cruz, Director, and Ms. Ana Maria Cruz, Chair, noted that"
    report = imported(TEXT.replace("1. Ms. Ana Cruz, Director, noted that", both))

    assert said(report)["1"] == ["Ana Cruz"]


def test_somebody_with_another_title_is_the_same_person():
    report = imported(TEXT)

    now = brought(report, TEXT.replace("Ms. Ana Cruz", "Dr. Ana Cruz"))

    assert said(now)["1"] == ["Ana Cruz"]
    assert Person.objects.filter(name="Ana Cruz").count() == 1


def test_a_speaker_whom_an_editor_has_set_stays_in_changed_words():
    report = imported(TEXT)
    key = f"paragraph-{report.paragraphs.get(number='3').pk}"
    speakers.add_speaker(report, report.version, key, Introduction("Ms. Dara Sok"))

    now = brought(report, TEXT.replace("the coming year", "the year to come"))

    assert said(now)["3"] == ["Dara Sok"]
