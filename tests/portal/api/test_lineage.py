"""The lineage of a recommendation in the API."""

import pytest

from tests.builders.api_answers import get_json, report_link
from tests.builders.lineage import make_line, make_link

pytestmark = pytest.mark.django_db


def test_earlier_and_later_recommendations_are_links_with_the_kind(client, site):
    line = make_line(2009, 2012, 2015)
    make_link(line[2])

    lineages = [get_json(client, "recommendation", record)["lineage"] for record in line]

    assert lineages[0] == {
        "earlier": [],
        "later": [
            {
                "id": line[1].pk,
                "url": f"{site}/recommendations/meeting-2012/12.1/",
                "api_url": f"{site}/api/v1/recommendations/{line[1].pk}/",
                "reference": "12.1",
                "number": "12.1",
                "report": report_link(site, line[1].report) | {"starts_on": "2012-03-10"},
                "kind": "repeated",
            }
        ],
        "none_later": False,
    }
    ends = ("earlier", "later")
    assert [[len(one[end]) for end in ends] for one in lineages] == [[0, 1], [1, 1], [1, 0]]
    assert lineages[2]["none_later"] is True
