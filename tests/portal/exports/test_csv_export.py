"""The CSV export of a list: the rows of the page, safe for a spreadsheet."""

import pytest
from django.db import OperationalError
from django.urls import reverse

from portal.exports.csv_export import csv_lines, start_generator
from portal.exports.table import Table
from tests.builders.csv_rows import read_rows
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)


def test_every_cell_is_quoted_and_no_column_title_is_a_formula(client, db):
    make_recommendation(make_report(status="published"), text='Fees; "=1"')

    head, row = b"".join(client.get(reverse("site:recommendation-csv"))).decode().splitlines()

    assert head.startswith('\ufeff"reference","level","text",')
    assert ',"Fees;\' ""=1""",' in row


@pytest.mark.django_db
def test_a_csv_file_has_as_many_rows_as_the_page_counts(client):
    report = make_report(status="published")
    for number in range(60):
        make_recommendation(
            report,
            text=f"Wish {number}, {'fees' if number % 3 else 'skills'}",
            level="national" if number % 2 else "regional",
        )
    queries = ["", "?level=national", "?q=fees", "?q=fees&level=regional"]

    paginators = [
        client.get(reverse("site:recommendation-list") + query).context["paginator"]
        for query in queries
    ]
    rows = [read_rows(client, "site:recommendation-csv", query) for query in queries]

    assert [len(query_rows) for query_rows in rows] == [paginator.count for paginator in paginators]
    assert {row["level"] for row in rows[1]} == {"national"}


@pytest.mark.django_db
def test_a_contribution_row_has_its_speaker_and_url(client, settings):
    report = make_report(status="published")
    contribution = make_contribution(
        make_paragraph(report=report, voice="named", text="Fees, “high”.")
    )

    (row,) = read_rows(client, "site:contribution-csv")

    assert (row["speaker"], row["text"], row["voice"]) == (
        str(contribution.participation.person),
        "Fees, “high”.",
        "named",
    )
    assert row["address"] == settings.BASE_URL + contribution.get_absolute_url()


@pytest.mark.django_db
def test_an_invalid_query_answers_400_instead_of_a_file(client):
    assert client.get(f"{reverse('site:recommendation-csv')}?level=x").status_code == 400


@pytest.mark.django_db
def test_a_csv_file_holds_the_results_at_the_time_of_the_request(
    client,
):
    make_recommendation(make_report(status="published"), text="Train more people")

    answer = client.get(reverse("site:recommendation-csv"))
    make_recommendation(make_report(status="published"), text="Share more data")
    body = b"".join(answer).decode()

    assert ("Train more people" in body, "Share more data" in body) == (True, False)


@pytest.mark.django_db
def test_a_csv_file_distinguishes_confirmed_from_suggested_themes(client):
    report = make_report(status="published")
    assignments = {"themes": [make_theme("Skills")], "suggested": [make_theme("Fees")]}
    make_recommendation(report, **assignments)
    make_contribution(make_paragraph(report=report, voice="named", **assignments))

    theme_cells = [
        (row["themes"], row["themes confirmed"])
        for name in ("site:recommendation-csv", "site:contribution-csv")
        for row in read_rows(client, name, "?theme=fees&theme_status=suggested")
    ]

    assert theme_cells == [("Skills; Fees", "Skills")] * 2
    assert read_rows(client, "site:recommendation-csv", "?theme=fees&theme_status=confirmed") == []


def test_a_database_error_is_raised_before_the_download_starts():
    def fails():
        raise OperationalError("the server is gone")
        yield

    with pytest.raises(OperationalError):
        start_generator(csv_lines(Table.of(fails(), [("text", str)])))


def test_starting_a_generator_early_loses_no_rows():
    rows = [[], [1], [1, 2, 3]]

    assert [list(start_generator(iter(items))) for items in rows] == rows
