"""Records that may be one are suggested with the reason; those told apart are not."""

import pytest

from portal.audit.models import Entry
from portal.desk import duplicates
from reports.models import Organization, Person
from tests.builders import make_organization, make_person

pytestmark = pytest.mark.django_db


def told(register):
    return [
        ({str(pair.one), str(pair.other)}, pair.reason)
        for pair in duplicates.suggested(register)
    ]


def test_a_shared_printed_form_is_the_surest_sign():
    make_person("Ana Cruz", aliases="Ambassador Cruz")
    make_person("Anna Cruz", aliases="Ambassador Cruz")

    # Honorifics tell nobody from anybody.
    assert told("person") == [({"Ana Cruz", "Anna Cruz"}, "Both are printed “Cruz”.")]


def test_a_short_form_and_a_misspelling_are_signs():
    make_person("Ana Cruz")
    make_person("Cruz")
    make_person("Samydorai Sinapan")
    make_person("Samydorai Sinappan")

    assert told("person") == [
        (
            {"Samydorai Sinapan", "Samydorai Sinappan"},
            "Their names differ in few letters.",
        ),
        ({"Ana Cruz", "Cruz"}, "“Cruz” is short for “Ana Cruz”."),
    ]


def test_bodies_with_one_acronym_may_be_one():
    make_organization("International Labour Organization", acronym="ILO")
    make_organization("Labour Office, International", acronym="ilo")

    assert [reason for _, reason in told("organization")] == ["Both are printed “ilo”."]


def test_who_shares_only_a_family_name_is_not_suggested():
    make_person("Ana Cruz")
    make_person("Ben Cruz")

    assert told("person") == []


def test_words_that_both_have_make_nobody_alike():
    make_organization("Republic of India")
    make_organization("Republic of Indonesia")
    make_organization("International Organisation for Migration")
    make_organization("International Organization for Migration")

    assert [names for names, _ in told("organization")] == [
        {
            "International Organisation for Migration",
            "International Organization for Migration",
        }
    ]


def test_who_was_told_apart_is_not_suggested_again():
    one, other = make_person("Ana Cruz"), make_person("Ana Cruzz")
    assert len(told("person")) == 1

    duplicates.tell_apart("person", other, one)
    duplicates.tell_apart("person", one, other)

    assert told("person") == []
    assert [entry.deed for entry in Entry.objects.all()] == [
        "Told apart from “Ana Cruzz”"
    ]


def test_a_word_that_everybody_has_suggests_nobody():
    for number in range(duplicates.COMMON + 1):
        make_organization(f"Ministry {chr(65 + number)}{number}")

    assert told("organization") == []
    assert Organization.objects.count() == duplicates.COMMON + 1
    assert Person.objects.count() == 0
