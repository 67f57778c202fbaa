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
    make_round,
    make_submission,
    tell_changed,
)
from tests.builders.records import make_organization, make_recommendation, make_report

pytestmark = pytest.mark.django_db
STATES = (("Laos", "LAO"), ("Nepal", "NPL"))


@pytest.fixture
def round_():
    """A round with two recommendations, on which two governments and a union report."""
    report = make_report(status="published")
    first, second = (
        make_recommendation(report, text=f"Wish {n}", reference=f"1.{n}") for n in (1, 2)
    )
    stored = make_round(report, name="Review 2019", questions="What was done?")
    for name, country in STATES:
        state = make_organization(name, kind="state", country=country)
        submission = make_submission(stored, state)
        make_follow_up(submission, first, status="done", response="accepted")
        make_follow_up(submission, second, status="under-way", due_on=date(2020, 1, 1))
    union = make_submission(stored, make_organization("Union"), side="workers")
    make_follow_up(union, first, status="not-begun")
    make_follow_up(union, second, text="No answer yet.")
    tell_changed(report)
    return stored


def cells(matrix):
    """Return the bodies and statuses of each row by side."""
    return [
        [
            [(str(one.submission.organization), one.status, one.is_overdue) for one in cell.records]
            for cell in row.cells
        ]
        for row in matrix.rows
    ]


def test_the_matrix_has_a_row_for_each_recommendation_and_a_column_for_each_side(client, round_):
    matrix = client.get(round_.get_absolute_url()).context["matrix"]

    assert matrix.sides == [("government", "Governments"), ("workers", "Workers")]
    assert cells(matrix) == [
        [[("Laos", "done", False), ("Nepal", "done", False)], [("Union", "not-begun", False)]],
        [[("Laos", "under-way", True), ("Nepal", "under-way", True)], [("Union", "", False)]],
    ]


def test_a_state_narrows_matrix_totals_and_files_to_its_bodies(client, round_):
    url = round_.get_absolute_url()

    page = client.get(f"{url}?country=LAO")
    rows = rows_of(client.get(f"{url}matrix.csv?country=LAO"))

    assert cells(page.context["matrix"]) == [
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


def test_the_briefing_has_every_recommendation_with_what_became_of_it(client, round_):
    content = client.get(f"{round_.get_absolute_url()}briefing.docx").content

    words = [paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs]
    facts = [one for one in words if one.startswith("Follow-up")]
    assert facts == [
        "Follow-up, Governments: Laos (Review 2019): Done, Accepted; Nepal (Review 2019): Done, Accepted",
        "Follow-up, Workers: Union (Review 2019): Not begun",
        "Follow-up, Governments: Laos (Review 2019): Under way, due 1 January 2020, Overdue; "
        "Nepal (Review 2019): Under way, due 1 January 2020, Overdue",
        "Follow-up, Workers: Union (Review 2019): No answer yet.",
    ]


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


def test_what_was_overdue_in_a_round_stays_so_when_a_later_round_says_it_is_done(client, round_):
    report = round_.reports.get()
    later = make_round(report, name="Review 2021", starts_on=date(2021, 1, 1))
    submission = make_submission(later, Organization.objects.get(name="Laos"))
    make_follow_up(submission, report.recommendations.last(), status="done")
    tell_changed(report)

    page = client.get(round_.get_absolute_url())
    rows = rows_of(client.get(f"{round_.get_absolute_url()}matrix.csv"))

    assert cells(page.context["matrix"])[1][0] == [
        ("Laos", "under-way", True),
        ("Nepal", "under-way", True),
    ]
    assert rows[1]["Governments"].split("\n") == [
        "Laos: Under way, due 1 January 2020, Overdue",
        "Nepal: Under way, due 1 January 2020, Overdue",
    ]


def test_two_sides_of_one_state_contradict_each_other_and_two_states_do_not(client, round_):
    first, second = round_.reports.get().recommendations.all()
    congress = make_organization("Lao Congress", country="LAO")
    submission = make_submission(round_, congress, side="workers")
    make_follow_up(submission, first, status="not-begun")
    make_follow_up(submission, second, status="under-way")
    tell_changed(first.report)
    url = round_.get_absolute_url()

    pages = [client.get(url + query) for query in ("", "?country=LAO", "?country=NPL")]
    rows = rows_of(client.get(f"{url}matrix.csv"))

    found = [
        [
            [(one.name, [each.statuses for each in one.statements]) for one in row.contradictions]
            for row in page.context["matrix"].rows
        ]
        for page in pages
    ]
    laos = [("Laos", [("Done",), ("Not begun",)])]
    assert found == [[laos, []], [laos, []], [[], []]]
    assert [row["they do not agree"] for row in rows] == [
        "Laos – Governments: Done; Workers: Not begun",
        "",
    ]


def test_a_cell_of_many_answers_is_summed_up_first(client, round_):
    first = round_.reports.get().recommendations.first()
    for number, status in enumerate(["done", "not-begun", ""]):
        state = make_organization(f"State {number}", kind="state")
        make_follow_up(make_submission(round_, state), first, status=status, text="As agreed.")
    tell_changed(first.report)

    page = client.get(round_.get_absolute_url())

    cell, other = page.context["matrix"].rows[0].cells
    assert [(number, label) for number, _status, label in cell.overview] == [
        (1, "Not begun"),
        (3, "Done"),
        (1, "No status"),
    ]
    assert (cell.is_long, other.is_long) == (True, False)
    assert page.content.decode().count("<summary>") == 2


def test_the_totals_count_every_record_also_without_a_status(client, round_):
    page = client.get(round_.get_absolute_url())

    statuses, responses = page.context["totals"]
    for figure in (statuses, responses):
        counts = [cell.count for row in figure.chart.rows for cell in row.cells]
        assert sum(counts) == FollowUp.objects.count()
    assert statuses.chart.heads[-1] == "No status"
    assert page.context["submission_count"] == 3


def test_an_answer_of_text_and_a_due_day_shows_its_text_in_the_table(client, round_):
    first = round_.reports.get().recommendations.first()
    state = make_organization("Brunei", kind="state", country="BRN")
    record = {"text": "A bill is drafted.", "due_on": date(2199, 1, 1)}
    make_follow_up(make_submission(round_, state), first, **record)
    tell_changed(first.report)

    [row, _] = rows_of(client.get(f"{round_.get_absolute_url()}matrix.csv?country=BRN"))

    assert row["Governments"] == "Brunei: A bill is drafted., due 1 January 2199"


def test_the_heading_names_the_only_state_and_the_cells_do_not_repeat_it(client, round_):
    page = client.get(f"{round_.get_absolute_url()}?country=LAO").content.decode()
    table = page.partition('<table class="matrix"')[2].partition("<tbody>")[2].partition("</table>")[0]

    assert "ARF: Review 2019, Laos</h1>" in page
    assert "Laos" not in table
    assert table.count("<strong>Done</strong></a>") == 1


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
