"""Possible duplicates are suggested with a reason, unless marked as not duplicates."""

import pytest

from portal.audit.models import AuditEntry
from portal.entities import duplicates
from reports.models import Organization, Person
from tests.builders.records import make_organization, make_person

pytestmark = pytest.mark.django_db


def suggestions(register):
    return [
        ({str(pair.first), str(pair.second)}, pair.reason)
        for pair in duplicates.find_duplicates(register)
    ]


def test_people_with_a_shared_alias_are_suggested_as_duplicates():
    make_person("Ana Cruz", aliases="Ambassador Cruz")
    make_person("Anna Cruz", aliases="Ambassador Cruz")

    # Honorifics are ignored.
    assert suggestions("person") == [({"Ana Cruz", "Anna Cruz"}, "Both appear in print as “Cruz”.")]


def test_short_forms_and_misspellings_are_suggested_as_duplicates():
    make_person("Ana Cruz")
    make_person("Cruz")
    make_person("Samydorai Sinapan")
    make_person("Samydorai Sinappan")

    assert suggestions("person") == [
        (
            {"Samydorai Sinapan", "Samydorai Sinappan"},
            "Their names differ in only a few letters.",
        ),
        ({"Ana Cruz", "Cruz"}, "“Cruz” is short for “Ana Cruz”."),
    ]


def test_organizations_with_the_same_acronym_are_suggested_as_duplicates():
    make_organization("International Labour Organization", acronym="ILO")
    make_organization("Labour Office, International", acronym="ilo")

    assert [reason for _, reason in suggestions("organization")] == [
        "Both appear in print as “ilo”."
    ]


def test_people_who_share_only_a_family_name_are_not_suggested_as_duplicates():
    make_person("Ana Cruz")
    make_person("Ben Cruz")

    assert suggestions("person") == []


def test_shared_words_alone_do_not_make_organizations_duplicates():
    make_organization("Republic of India")
    make_organization("Republic of Indonesia")
    make_organization("International Organisation for Migration")
    make_organization("International Organization for Migration")

    assert [names for names, _ in suggestions("organization")] == [
        {
            "International Organisation for Migration",
            "International Organization for Migration",
        }
    ]


def test_a_pair_marked_as_not_duplicate_is_not_suggested_again():
    first, second = make_person("Ana Cruz"), make_person("Ana Cruzz")
    assert len(suggestions("person")) == 1

    duplicates.mark_not_duplicate("person", second, first)
    duplicates.mark_not_duplicate("person", first, second)

    assert suggestions("person") == []
    assert [entry.action for entry in AuditEntry.objects.all()] == [
        "Marked as different from “Ana Cruzz”"
    ]


def test_a_word_in_too_many_names_suggests_no_duplicates():
    for number in range(duplicates.MAX_RECORDS_PER_WORD + 1):
        make_organization(f"Ministry {chr(65 + number)}{number}")

    assert suggestions("organization") == []
    assert Organization.objects.count() == duplicates.MAX_RECORDS_PER_WORD + 1
    assert Person.objects.count() == 0
