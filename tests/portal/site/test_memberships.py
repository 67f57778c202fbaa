"""Groups and members on the pages of organizations, and the lists of what members said."""

from datetime import date

import pytest
from django.utils.html import strip_tags

from portal.entities import merge
from tests.builders.records import (
    make_contribution,
    make_membership,
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def asean():
    """ASEAN, of which Cambodia became a member between two workshops; its embassy speaks."""
    asean = make_organization("ASEAN")
    cambodia = make_organization("Cambodia", kind="state", country="KHM")
    embassy = make_organization("Embassy", kind="mission", country="KHM")
    make_membership(asean, cambodia, "1999-04-30")
    make_membership(asean, make_organization("Brunei"), "1984")
    for day in (date(1999, 4, 29), date(1999, 4, 30)):
        report = make_report(status="published", starts_on=day, ends_on=None)
        paragraph = make_paragraph(report=report, voice="named")
        contribution = make_contribution(paragraph)
        contribution.participation.organizations.add(embassy)
        make_recommendation(report, reference="1.1", addressees=[cambodia])
    return asean


def words(page):
    return " ".join(strip_tags(page.content.decode()).split())


@pytest.mark.usefixtures("asean")
@pytest.mark.parametrize("name", ["statements", "contributions", "recommendations"])
def test_a_list_counts_who_was_a_member_on_the_day_of_the_workshop(client, name):
    answers = {
        key: client.get(f"/api/v1/{name}/?{key}=asean").json()["results"]
        for key in ("group", "all_group", "not_group")
    }

    assert {key: [row["report"]["slug"] for row in rows] for key, rows in answers.items()} == {
        "group": ["workshop-2"],
        "all_group": ["workshop-2"],
        "not_group": ["workshop-1"],
    }


@pytest.mark.usefixtures("asean")
@pytest.mark.parametrize("name", ["statements", "contributions", "recommendations"])
def test_the_facet_says_what_it_counts(client, name):
    page = words(client.get(f"/{name}/"))

    assert "Member of Members on the day of the workshop. ASEAN 1" in page


@pytest.mark.usefixtures("asean")
def test_a_membership_is_shown_on_the_pages_of_both_organizations(client):
    member, group = (client.get(f"/organizations/{slug}/") for slug in ("cambodia", "asean"))

    assert "Member of ASEAN, since 30 April 1999" in words(member)
    # Brunei is in no report, so it is not public.
    said = "Members named in reports Cambodia, since 30 April 1999 Statements by its members 1 statement"
    assert said in words(group)
    assert group.content.decode().count('"/statements/?group=asean"') == 1


def test_a_merged_group_is_still_found_under_its_former_value(client, asean):
    merge.merge("organization", (asean, make_organization("Association")))

    assert client.get("/statements/?group=asean").context["paginator"].count == 1
