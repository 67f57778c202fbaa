"""The matrix of a round: contradictions within a State, long cells, totals, and what is overdue in it."""

from datetime import date

import pytest

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
from tests.builders.records import make_organization

pytestmark = pytest.mark.django_db


@pytest.fixture
def round_():
    return make_reported_round()


def test_what_was_overdue_in_a_round_stays_so_when_a_later_round_says_it_is_done(client, round_):
    report = round_.reports.get()
    later = make_round(report, name="Review 2021", starts_on=date(2021, 1, 1))
    submission = make_submission(later, Organization.objects.get(name="Laos"))
    make_follow_up(submission, report.recommendations.last(), status="done")
    tell_changed(report)

    page = client.get(round_.get_absolute_url())
    rows = rows_of(client.get(f"{round_.get_absolute_url()}matrix.csv"))

    assert matrix_cells(page.context["matrix"])[1][0] == [
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
    table = (
        page.partition('<table class="matrix"')[2].partition("<tbody>")[2].partition("</table>")[0]
    )

    assert "ARF: Review 2019, Laos</h1>" in page
    assert "Laos" not in table
    assert table.count("<strong>Done</strong></a>") == 1
