"""Candidates for a printed name: the likeliest first, each with its reason."""

import pytest

from portal.content import name_candidates
from reports.models import Organization
from tests.builders.records import make_participation, make_person, make_report

pytestmark = pytest.mark.django_db


def people_like(form):
    return [
        (candidate.record.name, candidate.reason) for candidate in name_candidates.people_like(form)
    ]


def test_an_exact_name_match_is_listed_before_similar_names():
    make_person("Ana Reyes")
    make_person("Anna Reyes")
    make_person("Bo Lind")

    assert people_like("Ms. Ana Reyes") == [
        ("Ana Reyes", "has the name “Ana Reyes”"),
        ("Anna Reyes", "has a similar name, “Anna Reyes”"),
    ]


def test_candidates_show_a_short_form_an_alias_and_the_last_report_as_reasons():
    ana = make_person("Ana Maria Reyes", aliases="Dr. A. M. Reyes")
    make_participation(make_report(title="ARF Workshop"), ana)

    assert people_like("Mr. Reyes") == [
        (
            "Ana Maria Reyes",
            "“Reyes” is short for “Ana Maria Reyes”; took part in ARF Workshop",
        )
    ]
    assert people_like("A. M. Reyes") == [
        ("Ana Maria Reyes", "has the name “A. M. Reyes”; took part in ARF Workshop")
    ]


@pytest.mark.parametrize("form", ["", "X", "Nobody Known", "%", "Mr."])
def test_a_name_like_no_known_name_has_no_candidates(form):
    make_person("Ana Reyes")

    assert people_like(form) == []


def test_an_organization_is_found_by_its_acronym_and_by_a_similar_name():
    organization = Organization.objects.create(
        slug="iom", name="International Organization for Migration", acronym="IOM"
    )

    for form in ("IOM", "International Organisation for Migration"):
        assert [candidate.record for candidate in name_candidates.organizations_like(form)] == [
            organization
        ]
