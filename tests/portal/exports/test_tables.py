"""A list as CSV: the rows of the page, harmless to a spreadsheet."""

import csv
import io

import pytest
from django.urls import reverse

from portal.exports.tables import harmless
from tests.builders import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)


def rows_of(client, name, query=""):
    body = b"".join(client.get(f"{reverse(name)}{query}")).decode()
    assert body.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\ufeff@SUM(A1)", "'\ufeff@SUM(A1)"),
        ("-5", "'-5"),
        ("+5", "'+5"),
        ("\tx", "'\tx"),
        ("21.C.3", "21.C.3"),
        ("a = b", "a = b"),
    ],
)
def test_no_cell_is_a_formula(value, cell):
    assert harmless(value) == cell


@pytest.mark.django_db
def test_a_file_holds_exactly_what_the_page_counts(client):
    report = make_report(status="published")
    for number in range(60):
        make_recommendation(
            report,
            text=f"Wish {number}, {'fees' if number % 3 else 'skills'}",
            level="national" if number % 2 else "regional",
        )
    queries = ["", "?level=national", "?q=fees", "?q=fees&level=regional&page=2"]

    counted = [
        client.get(reverse("recommendation-list") + one.partition("&page")[0]).context[
            "paginator"
        ]
        for one in queries
    ]
    rows = [rows_of(client, "recommendation-csv", one) for one in queries]

    assert [len(one) for one in rows] == [one.count for one in counted]
    assert {row["level"] for row in rows[1]} == {"national"}


@pytest.mark.django_db
def test_a_row_says_who_spoke_and_where_to_read_it(client, settings):
    report = make_report(status="published")
    said = make_contribution(
        make_paragraph(report=report, voice="named", text="Fees, “high”.")
    )

    (row,) = rows_of(client, "contribution-csv")

    assert (row["speaker"], row["text"], row["voice"]) == (
        str(said.participation.person),
        "Fees, “high”.",
        "named",
    )
    assert row["address"] == settings.BASE_URL + said.get_absolute_url()


@pytest.mark.django_db
def test_a_question_that_is_not_understood_gives_no_file(client):
    assert client.get(f"{reverse('recommendation-csv')}?level=x").status_code == 400


@pytest.mark.django_db
def test_a_file_holds_what_was_found_when_it_was_asked_for(
    client,
):
    make_recommendation(make_report(status="published"), text="Train more people")

    answer = client.get(reverse("recommendation-csv"))
    make_recommendation(make_report(status="published"), text="Share more data")
    body = b"".join(answer).decode()

    assert ("Train more people" in body, "Share more data" in body) == (True, False)


@pytest.mark.django_db
def test_a_file_tells_confirmed_themes_from_suggested_ones(client):
    report = make_report(status="published")
    given = {"themes": [make_theme("Skills")], "suggested": [make_theme("Fees")]}
    make_recommendation(report, **given)
    make_contribution(make_paragraph(report=report, voice="named", **given))

    told = [
        (row["themes"], row["themes confirmed"])
        for name in ("recommendation-csv", "contribution-csv")
        for row in rows_of(client, name, "?theme=fees&theme_status=suggested")
    ]

    assert told == [("Skills; Fees", "Skills")] * 2
    assert (
        rows_of(client, "recommendation-csv", "?theme=fees&theme_status=confirmed")
        == []
    )
