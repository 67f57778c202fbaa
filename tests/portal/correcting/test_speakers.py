"""Whom a printed name may mean: the likeliest first, each with its reason."""

import pytest

from portal.correcting import speakers
from reports.models import Organization
from tests.builders import make_participation, make_person, make_report

pytestmark = pytest.mark.django_db


def people_like(form):
    return [(one.record.name, one.reason) for one in speakers.people_like(form)]


def test_the_bearer_of_the_very_name_comes_before_those_of_names_like_it():
    make_person("Ana Reyes")
    make_person("Anna Reyes")
    make_person("Bo Lind")

    assert people_like("Ms. Ana Reyes") == [
        ("Ana Reyes", "bears the name “Ana Reyes”"),
        ("Anna Reyes", "bears a name like it, “Anna Reyes”"),
    ]


def test_a_short_form_and_an_alias_are_reasons_and_so_is_the_last_meeting():
    ana = make_person("Ana Maria Reyes", aliases="Dr. A. M. Reyes")
    make_participation(make_report(title="ARF Workshop"), ana)

    assert people_like("Mr. Reyes") == [
        (
            "Ana Maria Reyes",
            "“Reyes” is short for “Ana Maria Reyes”; took part in ARF Workshop",
        )
    ]
    assert people_like("A. M. Reyes") == [
        ("Ana Maria Reyes", "bears the name “A. M. Reyes”; took part in ARF Workshop")
    ]


@pytest.mark.parametrize("form", ["", "X", "Nobody Known", "%", "Mr."])
def test_a_form_that_is_like_none_has_no_candidates(form):
    make_person("Ana Reyes")

    assert people_like(form) == []


def test_a_body_is_found_under_its_acronym_and_its_aliases():
    body = Organization.objects.create(
        slug="iom", name="International Organization for Migration", acronym="IOM"
    )

    for form in ("IOM", "International Organisation for Migration"):
        assert [one.record for one in speakers.organizations_like(form)] == [body]
