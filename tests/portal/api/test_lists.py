"""API lists: filters, facets and pagination, consistent with the list pages."""

import csv
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.builders.gate_workshop import make_workshop
from tests.builders.records import (
    make_instrument,
    make_organization,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.builders.seeded_portal import copy_first_report
from tests.builders.uncertain_reports import import_uncertain

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
QUERIES = [
    *(("recommendation", "recommendations", parameters) for parameters in RECOMMENDATIONS),
    *(("contribution", "contributions", parameters) for parameters in CONTRIBUTIONS),
]


def get_json(client, name, parameters=None, **more):
    answer = client.get(reverse(f"api:{name}"), (parameters or {}) | more)
    assert answer.status_code == 200, answer.content
    return answer.json()


def rows(answer):
    text = b"".join(answer).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline="")))


@pytest.fixture
def _seeds(db):
    copy_first_report()


@pytest.mark.usefixtures("_seeds")
def test_the_list_page_api_and_csv_export_find_the_same_records(client):
    for kind, name, parameters in QUERIES:
        page = client.get(reverse(f"site:{kind}-list"), parameters).context
        exported = rows(client.get(reverse(f"site:{kind}-csv"), parameters))

        answer = get_json(client, name, parameters, limit=100)

        urls = [result["url"] for result in answer["results"]]
        assert urls == [row["address"] for row in exported], parameters
        assert answer["count"] == page["paginator"].count == len(exported), parameters
        assert answer["facets"] == {
            facet.name: [
                {"value": choice.value, "label": choice.label, "count": choice.count}
                for choice in facet.choices
            ]
            for facet in page["filter"].facets
        }, parameters


@pytest.mark.usefixtures("_seeds")
def test_the_api_reports_added_synonyms_and_the_plain_words_fallback(client):
    answer = get_json(client, "contributions", q="trafficking in persons (")

    assert answer["understood"] == {
        "added": ["human trafficking"],
        "themes": ["Trafficking and smuggling"],
        "values": [
            {
                "facet": "theme",
                "value": "trafficking-and-smuggling",
                "name": "Trafficking and smuggling",
            }
        ],
        "by_name": False,
        "widened": False,
        "as_plain_words": True,
        "corrected_to": None,
        "loosened": False,
    }


def test_following_the_next_links_yields_every_record_once(client):
    report = make_report(status="published")
    references = {make_recommendation(report).reference for _ in range(7)}

    address = f"{reverse('api:recommendations')}?limit=3&level=national"
    pages = []
    while address:
        answer = client.get(address).json()
        pages.append([result["reference"] for result in answer["results"]])
        address = answer["next"]

    assert [len(page) for page in pages] == [3, 3, 1]
    assert {reference for page in pages for reference in page} == references


def test_the_next_link_keeps_all_query_parameters(client, settings):
    report = make_report(status="published")
    for _ in range(2):
        make_recommendation(report)

    answer = get_json(client, "recommendations", q="wish", limit=1)

    address = settings.BASE_URL + reverse("api:recommendations")
    assert answer["next"] == f"{address}?q=wish&limit=1&page=2"


def test_an_api_page_past_the_last_is_empty(client):
    make_report(status="published")

    answer = get_json(client, "reports", page=1000)

    assert (answer["count"], answer["results"], answer["next"]) == (1, [], None)


@pytest.mark.parametrize(
    ("parameters", "titles"),
    [
        ({}, ["Later", "Earlier"]),
        ({"q": '"earlier later"'}, []),
        ({"sort": "oldest"}, ["Earlier", "Later"]),
        ({"q": "later"}, ["Later"]),
        ({"series": "EAS"}, ["Earlier"]),
        ({"year": "2016"}, ["Later"]),
    ],
)
def test_the_report_list_filters_by_words_series_and_year(client, parameters, titles):
    make_report(status="published", title="Earlier", series="EAS")
    make_report(status="published", title="Later", starts_on="2016-05-01", ends_on=None)

    answer = get_json(client, "reports", parameters)

    assert [result["title"] for result in answer["results"]] == titles


def test_entity_lists_are_searched_by_part_of_a_name(client):
    report = make_report(status="published")
    organization = make_organization("Ministry of Labour", acronym="MOL")
    make_participation(report, make_person("Ana Reyes"), organizations=[organization])
    make_participation(report, make_person("Budi Santoso"))
    make_recommendation(report, themes=[make_theme("Recruitment")])

    names = [
        [result["name"] for result in get_json(client, name, q=words)["results"]]
        for name, words in [
            ("speakers", "rey ana"),
            ("organizations", "mol"),
            ("themes", "cruit"),
            ("instruments", "convention"),
        ]
    ]

    assert names == [["Ana Reyes"], ["Ministry of Labour"], ["Recruitment"], []]


LISTS = ("recommendations", "contributions", "reports", "speakers", "organizations")


def count_queries(client, name):
    get_json(client, name)  # until the index has caught up
    with CaptureQueriesContext(connection) as queries:
        get_json(client, name)
        return len(queries)


@pytest.mark.parametrize("name", [*LISTS, "themes", "instruments"])
def test_an_api_list_needs_a_constant_number_of_queries(client, name):
    make_workshop("published", "Manila")
    before = count_queries(client, name)

    for place in ("Hanoi", "Bangkok", "Jakarta"):
        make_workshop("published", place)

    assert count_queries(client, name) == before


@pytest.mark.parametrize("name", ["recommendations", "statements", "contributions", "reports"])
def test_every_facet_of_a_list_is_accepted_as_a_parameter(client, name):
    make_report(status="published")

    facets = get_json(client, name)["facets"]

    answers = [client.get(reverse(f"api:{name}"), {facet: "2015"}).status_code for facet in facets]
    assert 422 not in answers


def test_a_list_filters_by_theme_and_theme_status(client):
    report = make_report(status="published")
    skills, fees = make_theme("Skills"), make_theme("Fees")
    make_recommendation(report, themes=[skills], suggested=[fees])
    make_recommendation(report, suggested=[skills])

    answer = get_json(client, "recommendations", theme="skills", theme_status="confirmed")

    assert (answer["count"], answer["facets"]["theme_status"]) == (
        1,
        [
            {"value": "suggested", "label": "Suggested", "count": 1},
            {"value": "confirmed", "label": "Confirmed", "count": 1},
        ],
    )
    assert answer["results"][0]["theme_status"] == [
        {"slug": "skills", "status": "confirmed"},
        {"slug": "fees", "status": "suggested"},
    ]


def test_a_report_names_the_pages_on_which_its_text_is_uncertain(client):
    import_uncertain(publish=True)

    (report,) = get_json(client, "reports")["results"]

    assert report["uncertain_pages"] == ["1"]


def test_instruments_of_a_recommendation_are_listed_by_name(client):
    found_first, found_later = make_instrument("Yangon Plan"), make_instrument("Cebu Declaration")
    make_recommendation(make_report(status="published"), instruments=[found_first, found_later])

    (item,) = client.get("/api/v1/recommendations/").json()["results"]

    assert [link["name"] for link in item["instruments"]] == ["Cebu Declaration", "Yangon Plan"]
