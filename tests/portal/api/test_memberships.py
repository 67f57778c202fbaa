"""The memberships of organizations in the API."""

import pytest

from tests.builders.records import (
    make_membership,
    make_organization,
    make_paragraph,
    make_report,
)
from tests.portal.api.test_schemas import get_json

pytestmark = pytest.mark.django_db


def test_an_organization_is_serialized_with_its_public_groups_and_their_dates(client, settings):
    organization = make_organization("Indonesia")
    asean, forum, hidden = (make_organization(name) for name in ("ASEAN", "Forum", "Hidden"))
    make_membership(forum, organization, "", "2001")
    make_membership(asean, organization, "1967-08-08")
    make_membership(hidden, organization)
    report = make_report(status="published")
    make_paragraph(report=report, organizations=[organization, asean, forum])

    memberships = get_json(client, "organization", organization)["memberships"]

    assert [(row["group"], row["since"], row["until"]) for row in memberships] == [
        (
            {
                "slug": slug,
                "name": name,
                "url": f"{settings.BASE_URL}/organizations/{slug}/",
            },
            since,
            until,
        )
        for slug, name, since, until in (
            ("asean", "ASEAN", "1967-08-08", None),
            ("forum", "Forum", None, "2001"),
        )
    ]
