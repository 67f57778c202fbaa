"""Rounds: their list with the progress over them, and each with its matrix, files and briefing."""

import io
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from docx import Document
from python_calamine import CalamineWorkbook

from portal.exports import briefing_export
from recommendations.models import FollowUp
from reports.models import Organization
from tests.builders.csv_rows import rows_of
from tests.builders.public_follow_up import (
    make_follow_up,
    make_reported_round,
    make_round,
    make_submission,
    matrix_cells,
    tell_changed,
)
from tests.builders.records import make_organization, make_recommendation, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return make_reported_round()


def test_the_matrix_has_a_row_for_each_recommendation_and_a_column_for_each_side(client, round_):
    matrix = client.get(round_.get_absolute_url()).context["matrix"]

    assert matrix.sides == [("government", "Governments"), ("workers", "Workers")]
    assert matrix_cells(matrix) == [
        [[("Laos", "done", False), ("Nepal", "done", False)], [("Union", "not-begun", False)]],
        [[("Laos", "under-way", True), ("Nepal", "under-way", True)], [("Union", "", False)]],
    ]


def test_a_state_narrows_matrix_totals_and_files_to_its_bodies(client, round_):
    url = round_.get_absolute_url()

    page = client.get(f"{url}?country=LAO")
    rows = rows_of(client.get(f"{url}matrix.csv?country=LAO"))

    assert matrix_cells(page.context["matrix"]) == [
        [[("Laos", "done", False)]],
        [[("Laos", "under-way", True)]],
    ]
    assert [list(row)[3:-1] for row in rows] == [["Governments"]] * 2
    assert page.context["countries"] == [("LAO", "Laos"), ("NPL", "Nepal")]


@pytest.mark.parametrize("file", ["", "matrix.csv", "matrix.xlsx", "briefing.docx"])
def test_an_unknown_country_is_refused(client, round_, file):
    assert client.get(f"{round_.get_absolute_url()}{file}?country=XXX").status_code == 400


def test_the_files_have_the_matrix_as_the_page_shows_it(client, round_):
    url = round_.get_absolute_url()

    rows = rows_of(client.get(f"{url}matrix.csv"))
    content = client.get(f"{url}matrix.xlsx").content
    workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))

    assert [row["Governments"] for row in rows] == [
        "Laos: Done, Accepted\nNepal: Done, Accepted",
        "Laos: Under way, due 1 January 2020, Overdue\nNepal: Under way, due 1 January 2020, Overdue",
    ]
    assert [row["Workers"] for row in rows] == ["Union: Not begun", "Union: No answer yet."]
    assert workbook.get_sheet_by_index(0).to_python() == [
        list(rows[0]),
        *(list(row.values()) for row in rows),
    ]


@pytest.mark.parametrize("path", ["matrix.xlsx", "/recommendations/export.xlsx"])
def test_long_answers_of_many_bodies_fit_into_a_workbook(client, path):
    report = make_report(status="published")
    recommendation = make_recommendation(report)
    stored = make_round(report)
    for number in range(60):
        submission = make_submission(stored, make_organization(f"Body {number}"))
        make_follow_up(submission, recommendation, text="Long. " * 3250)
    tell_changed(report)

    page = client.get(path if path.startswith("/") else stored.get_absolute_url() + path)

    assert page.status_code == 200
    rows = CalamineWorkbook.from_filelike(io.BytesIO(page.content)).get_sheet_by_index(0)
    (cell,) = [one for one in rows.to_python()[1] if "Body 0" in str(one)]
    shown = cell.count("Body ")
    assert cell.endswith(f"… and {60 - shown} more")


def test_the_briefing_has_a_table_for_every_recommendation(client, round_):
    long = "Done at length. " * 100
    first = round_.reports.get().recommendations.first()
    state = make_organization("Viet Nam", kind="state", country="VNM")
    make_follow_up(
        make_submission(round_, state),
        first,
        text=long.strip(),
        responsible=state,
        evidence_url="https://example.org/law",
    )
    tell_changed(first.report)
    content = client.get(f"{round_.get_absolute_url()}briefing.docx").content

    document = Document(io.BytesIO(content))
    statuses, responses, *tables = (
        [[cell.text for cell in row.cells] for row in table.rows] for table in document.tables
    )
    assert statuses[1:] == [
        ["Governments", "0", "2", "2", "0", "1", "5"],
        ["Workers", "1", "0", "0", "0", "1", "2"],
    ]
    assert [row[-1] for row in responses[1:]] == ["5", "2"]
    assert [[row[:6] for row in table[1:]] for table in tables] == [
        [
            ["Governments", "Laos", "Accepted", "Done", "", ""],
            ["Governments", "Nepal", "Accepted", "Done", "", ""],
            ["Governments", "Viet Nam", "", "", "", long.strip()],
            ["Workers", "Union", "", "Not begun", "", ""],
        ],
        [
            ["Governments", "Laos", "", "Under way", "1 January 2020, Overdue", ""],
            ["Governments", "Nepal", "", "Under way", "1 January 2020, Overdue", ""],
            ["Workers", "Union", "", "", "", "No answer yet."],
        ],
    ]
    assert tables[0][3][6:] == ["Viet Nam", "https://example.org/law"]
    words = [paragraph.text for paragraph in document.paragraphs]
    assert "Questions: What was done?" in words
    assert "Level not stated" not in words


def test_a_round_names_who_reported_and_how_much(client, round_):
    submissions = client.get(round_.get_absolute_url()).context["submissions"]

    reported = [(str(one.organization), one.side, one.number) for one in submissions]
    assert reported == [
        ("Laos", "government", 2),
        ("Nepal", "government", 2),
        ("Union", "workers", 2),
    ]


def test_a_body_that_reports_for_two_sides_is_counted_once(client, round_):
    first = round_.reports.get().recommendations.first()
    union = make_submission(round_, Organization.objects.get(name="Union"), side="civil-society")
    make_follow_up(union, first, status="done")
    tell_changed(first.report)

    page = client.get(round_.get_absolute_url())

    assert (len(page.context["submissions"]), page.context["body_count"]) == (4, 3)
    assert "3 bodies reported" in page.content.decode()


def test_a_briefing_of_too_many_answers_is_neither_offered_nor_written(client, round_, monkeypatch):
    monkeypatch.setitem(briefing_export.MAX_RECORDS, "docx", 5)
    url = round_.get_absolute_url()

    refused = client.get(f"{url}briefing.docx")
    narrowed = client.get(f"{url}briefing.docx?country=LAO")

    assert [refused.status_code, narrowed.status_code] == [400, 200]
    assert "briefing.docx" not in client.get(url).content.decode()


def test_the_length_of_a_briefing_includes_what_became_of_it(client, round_, monkeypatch):
    monkeypatch.setitem(briefing_export.MAX_CHARACTERS, "docx", 100)

    assert client.get(f"{round_.get_absolute_url()}briefing.docx").status_code == 400


def test_the_progress_has_the_statuses_of_each_side_by_round(client, round_):
    report = round_.reports.get()
    later = make_round(report, name="Review 2021", starts_on=date(2021, 1, 1))
    submission = make_submission(later, make_organization("Federation"), side="workers")
    for recommendation in report.recommendations.all():
        make_follow_up(submission, recommendation, status="done")
    tell_changed(report)

    [(_series, rounds, figures)] = client.get("/rounds/").context["series"]

    assert [one.name for one in rounds] == ["Review 2021", "Review 2019"]
    workers = next(one for one in figures if one.title == "Workers").chart
    counts = {row.label: [cell.count for cell in row.cells] for row in workers.rows}
    assert workers.heads == ("Review 2019", "Review 2021")
    assert counts == {
        "Not begun": [1, 0],
        "Under way": [0, 0],
        "Done": [0, 2],
        "Dropped": [0, 0],
        "No status": [1, 0],
    }


def test_a_round_whose_reports_are_not_public_is_not_found(client):
    hidden = make_round(make_report(status="draft"))

    assert client.get(hidden.get_absolute_url()).status_code == 404
    assert client.get("/rounds/").context["series"] == []


def test_the_number_of_queries_of_a_round_does_not_grow_with_its_records(client, round_):
    def count_queries():
        client.get("/rounds/")
        with CaptureQueriesContext(connection) as queries:
            client.get(round_.get_absolute_url())
        return len(queries)

    few = count_queries()
    report = round_.reports.get()
    for number in range(5):
        submission = make_submission(round_, make_organization(f"Body {number}"), side="workers")
        for recommendation in report.recommendations.all():
            make_follow_up(submission, recommendation, status="done")
    tell_changed(report)

    assert count_queries() <= few
    assert FollowUp.objects.count() == 16
