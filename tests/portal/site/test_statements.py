"""Everything an actor said: the list of statements by country, body, kind and voice, in every outlet."""

import csv
import io

import pytest

from portal.documents import spreadsheets
from reports.models import Organization
from tests.builders.delegations import make_delegations
from tests.builders.seeded_portal import copy_first_report
from tests.harness.admin_pages import send

pytestmark = pytest.mark.django_db


@pytest.fixture
def _first_report():
    copy_first_report()


@pytest.fixture
def _delegations():
    make_delegations()


def count_statements(client, query, list_name="statements"):
    return client.get(f"/{list_name}/?{query}").context["paginator"].count


@pytest.mark.usefixtures("_first_report")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 22),
        ("voice=named", 14),
        ("voice=collective", 3),
        ("voice=agreed", 1),
        ("voice=co_chairs", 1),
        ("voice=document", 3),
    ],
)
def test_the_statements_of_the_first_report_are_counted_by_voice(client, query, count):
    assert count_statements(client, query) == count


@pytest.mark.usefixtures("_first_report")
@pytest.mark.parametrize(
    ("slug", "count"), [("myanmar", 2), ("philippines", 2), ("united-states", 1)]
)
def test_a_state_counts_with_its_ministries_agencies_and_embassies(client, slug, count):
    assert count_statements(client, f"organization={slug}", "contributions") == count


BY_THE_PHILIPPINES = [
    "An official explained recruitment fees.",
    "The Philippines reported on recruitment.",
    "The Department said that recruitment is free.",
    "Its embassy watches recruitment.",
    "Recruitment should be ethical, it was said.",
]


@pytest.mark.usefixtures("_delegations")
@pytest.mark.parametrize(
    "query",
    [
        "organization=philippines&theme=recruitment",
        "country=PHL&theme=recruitment",
        "kind=government&not_organization=thailand",
        "q=organization:philippines+recruitment&sort=newest",
    ],
)
def test_everything_a_country_said_is_found_and_nothing_said_about_it(client, query):
    statements = client.get(f"/statements/?{query}").context["object_list"]

    assert [statement.paragraph.text for statement in statements] == BY_THE_PHILIPPINES


@pytest.mark.usefixtures("_delegations")
def test_a_switch_counts_the_organization_alone(client):
    together = client.get("/statements/?organization=philippines")
    alone = client.get("/statements/?organization=philippines&body=alone")

    assert 'href="?organization=philippines&amp;body=alone"' in together.content.decode()
    assert [page.context["paginator"].count for page in (together, alone)] == [5, 2]


@pytest.mark.usefixtures("_delegations")
def test_a_country_is_named_in_the_language_of_the_page(client):
    names = {
        language: choice.label
        for language in ("en", "th")
        for facet in client.get("/statements/", HTTP_ACCEPT_LANGUAGE=language)
        .context["filter"]
        .facets
        for choice in facet.choices
        if choice.value == "PHL"
    }

    assert names == {"en": "Philippines", "th": "ฟิลิปปินส์"}


@pytest.mark.usefixtures("_delegations")
@pytest.mark.parametrize(
    "query",
    ["", "country=PHL", "not_voice=named", "all_theme=recruitment&not_country=THA", "voice=agreed"],
)
def test_every_outlet_of_the_statements_has_the_same_rows(client, query):
    count = count_statements(client, query)
    csv_file = client.get(f"/statements/export.csv?{query}").getvalue().decode()
    workbook = client.get(f"/statements/export.xlsx?{query}").content
    feed = client.get(f"/statements/feed.atom?{query}").content.decode()
    answer = client.get(f"/api/v1/statements/?{query}").json()

    rows = [
        len(list(csv.reader(io.StringIO(csv_file)))) - 1,
        len(spreadsheets.read("statements.xlsx", workbook).rows),
        feed.count("<entry>"),
        answer["count"],
        len(answer["results"]),
    ]
    assert rows == [count] * 5


@pytest.mark.usefixtures("_delegations")
def test_a_statement_has_an_object_of_its_own_in_the_api(client):
    results = client.get("/api/v1/statements/?organization=philippines&limit=2").json()["results"]

    for statement in results:
        assert (
            client.get(statement["api_url"].removeprefix("http://testserver")).json() == statement
        )
    assert [
        (s["speaker"] and s["speaker"]["slug"], s["organizations"][0]["slug"]) for s in results
    ] == [
        ("ana-cruz", "department-of-labor"),
        (None, "philippines"),
    ]


@pytest.mark.usefixtures("_delegations")
def test_statements_follow_a_body_that_becomes_part_of_another(client, admin_client):
    university = Organization.objects.get(slug="university-of-manila")
    ministry = Organization.objects.get(slug="department-of-labor")

    send(admin_client, university, part_of=ministry.pk)

    assert count_statements(client, "organization=philippines") == 6


@pytest.mark.usefixtures("_delegations")
def test_statements_leave_a_state_whose_country_is_changed(client, admin_client):
    state = Organization.objects.get(slug="philippines")

    send(admin_client, state, country="IDN")

    assert count_statements(client, "organization=philippines") == 2
