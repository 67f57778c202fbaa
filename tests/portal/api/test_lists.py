"""The lists of the API: what the pages find, page by page."""

import csv
import io

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders import (
    make_organization,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.portal.test_gate import workshop

pytestmark = pytest.mark.django_db
RECOMMENDATIONS = [
    {},
    {"level": "regional"},
    {"level": ["national", "bilateral"]},
    {"theme": "recruitment"},
    {"organization": "asean"},
    {"year": "2015", "series": "ARF"},
    {"q": "labour"},
    {"q": "trafficking in persons"},
    {"q": '"labour"'},
    {"q": "recruit* -fees", "level": "national"},
    {"q": "migrants OR workers", "sort": "oldest"},
    {"q": "nothing says this"},
]
CONTRIBUTIONS = [
    {},
    {"speaker": "song-jiyong"},
    {"organization": ["iom", "ilo"]},
    {"session_kind": "session"},
    {"q": "speaker:bruce"},
    {"q": "remittances", "sort": "newest"},
]
SETS = [
    *(("recommendation", "recommendations", asked) for asked in RECOMMENDATIONS),
    *(("contribution", "contributions", asked) for asked in CONTRIBUTIONS),
]


def ask(client, name, parameters=None, **more):
    answer = client.get(reverse(f"api:{name}"), (parameters or {}) | more)
    assert answer.status_code == 200, answer.content
    return answer.json()


def rows(answer):
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def _seeds(db):
    call_command("load_seeds", verbosity=0)


@pytest.mark.usefixtures("_seeds")
def test_page_api_and_csv_find_the_same(client):
    for kind, name, asked in SETS:
        page = client.get(reverse(f"{kind}-list"), asked).context
        exported = rows(client.get(reverse(f"{kind}-csv"), asked))

        answer = ask(client, name, asked, limit=100)

        found = [one["url"] for one in answer["results"]]
        assert found == [row["address"] for row in exported], asked
        assert answer["count"] == page["paginator"].count == len(exported), asked
        assert answer["facets"] == {
            facet.name: [
                {"value": one.value, "label": one.label, "count": one.count}
                for one in facet.choices
            ]
            for facet in page["filter"].facets
        }, asked


@pytest.mark.usefixtures("_seeds")
def test_the_api_says_what_else_was_sought(client):
    answer = ask(client, "contributions", q="trafficking in persons (")

    assert answer["understood"] == {
        "added": ["human trafficking"],
        "as_plain_words": True,
        "loosened": False,
    }


def test_following_next_reads_everything_once(client):
    report = make_report(status="published")
    wishes = {make_recommendation(report).reference for _ in range(7)}

    address = f"{reverse('api:recommendations')}?limit=3&level=national"
    read = []
    while address:
        answer = client.get(address).json()
        read.append([one["reference"] for one in answer["results"]])
        address = answer["next"]

    assert [len(page) for page in read] == [3, 3, 1]
    assert {one for page in read for one in page} == wishes


def test_next_is_an_address_with_all_that_was_asked(client, settings):
    report = make_report(status="published")
    for _ in range(2):
        make_recommendation(report)

    answer = ask(client, "recommendations", q="wish", limit=1)

    address = settings.BASE_URL + reverse("api:recommendations")
    assert answer["next"] == f"{address}?q=wish&limit=1&page=2"


def test_a_page_past_the_last_is_empty(client):
    make_report(status="published")

    answer = ask(client, "reports", page=1000)

    assert (answer["count"], answer["results"], answer["next"]) == (1, [], None)


@pytest.mark.parametrize(
    ("asked", "titles"),
    [
        ({}, ["Later", "Earlier"]),
        ({"q": '"earlier later"'}, []),
        ({"sort": "oldest"}, ["Earlier", "Later"]),
        ({"q": "later"}, ["Later"]),
        ({"series": "EAS"}, ["Earlier"]),
        ({"year": "2016"}, ["Later"]),
    ],
)
def test_reports_are_found_by_words_series_and_year(client, asked, titles):
    make_report(status="published", title="Earlier", series="EAS")
    make_report(status="published", title="Later", starts_on="2016-05-01", ends_on=None)

    answer = ask(client, "reports", asked)

    assert [one["title"] for one in answer["results"]] == titles


def test_registers_are_found_by_part_of_a_name(client):
    report = make_report(status="published")
    body = make_organization("Ministry of Labour", acronym="MOL")
    make_participation(report, make_person("Ana Reyes"), organizations=[body])
    make_participation(report, make_person("Budi Santoso"))
    make_recommendation(report, themes=[make_theme("Recruitment")])

    found = [
        [one["name"] for one in ask(client, name, q=words)["results"]]
        for name, words in [
            ("speakers", "rey ana"),
            ("organizations", "mol"),
            ("themes", "cruit"),
            ("instruments", "convention"),
        ]
    ]

    assert found == [["Ana Reyes"], ["Ministry of Labour"], ["Recruitment"], []]


LISTS = ("recommendations", "contributions", "reports", "speakers", "organizations")


def cost(client, name):
    ask(client, name)  # until the index has caught up
    with CaptureQueriesContext(connection) as asked:
        ask(client, name)
        return len(asked)


@pytest.mark.parametrize("name", [*LISTS, "themes", "instruments"])
def test_a_list_costs_the_same_however_long_it_is(client, name):
    workshop("published", "Manila")
    before = cost(client, name)

    for place in ("Hanoi", "Bangkok", "Jakarta"):
        workshop("published", place)

    assert cost(client, name) == before


@pytest.mark.parametrize("name", ["recommendations", "contributions", "reports"])
def test_whatever_is_offered_as_a_facet_can_be_asked_for(client, name):
    make_report(status="published")

    facets = ask(client, name)["facets"]

    answers = [
        client.get(reverse(f"api:{name}"), {facet: "2015"}).status_code
        for facet in facets
    ]
    assert 422 not in answers


def test_a_list_is_narrowed_by_the_status_of_the_theme_asked_for(client):
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    make_recommendation(report, themes=[skills], suggested=[fees])
    make_recommendation(report, suggested=[skills])

    sure = ask(client, "recommendations", theme="skills", theme_status="confirmed")

    assert (sure["count"], sure["facets"]["theme_status"]) == (
        1,
        [
            {"value": "suggested", "label": "Suggested", "count": 1},
            {"value": "confirmed", "label": "Confirmed", "count": 1},
        ],
    )
    assert sure["results"][0]["theme_status"] == [
        {"slug": "skills", "status": "confirmed"},
        {"slug": "fees", "status": "suggested"},
    ]
