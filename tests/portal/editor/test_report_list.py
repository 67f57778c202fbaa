"""The list of all reports for editors."""

import pytest
from django.urls import reverse

from portal.content import draft_version, revisions
from portal.imports.importer import Upload, import_file
from reports import publishing
from tests.builders.records import make_account, make_report

URL = reverse("editor:report-list")


def seminar_of(title):
    text = f"{title}\n10 March 2019, Bangkok\n\n1. Words of {title}.\n"
    report, _ = import_file(Upload(f"{title}.txt", text.encode()))
    return report


@pytest.fixture
def reports(db):
    """Four reports: a draft, one in review, a published one, and one with a next version."""
    draft, waiting, public, renewed = map(seminar_of, ("Alpha", "Beta", "Gamma", "Delta"))
    publishing.transition(waiting, "in_review")
    for report in (public, renewed):
        publishing.publish(report)
    draft_version.begin_draft(renewed)
    return {report.title: report for report in (draft, waiting, public, renewed)}


def titles(client, **terms):
    return {report.title for report in client.get(URL, terms).context["page_obj"]}


def test_every_report_is_listed_once_the_last_saved_first(editor_client, reports):
    revisions.save_revision(reports["Beta"], "Edited", by=make_account("eva", "editor"))

    listed = list(editor_client.get(URL).context["page_obj"])

    assert [listed[0].title, listed[0].saved_by] == ["Beta", "eva"]
    assert sorted(report.title for report in listed) == ["Alpha", "Beta", "Delta", "Gamma"]


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("draft", {"Alpha", "Delta"}),
        ("in_review", {"Beta"}),
        ("published", {"Gamma", "Delta"}),
        ("withdrawn", set()),
        ("nonsense", {"Alpha", "Beta", "Gamma", "Delta"}),
    ],
)
def test_the_status_filter_also_looks_at_the_next_version(editor_client, reports, status, expected):
    assert titles(editor_client, status=status) == expected


def test_the_title_filter_needs_every_word_in_any_case(editor_client, reports):
    make_report(title="Delta of the Mekong")

    assert titles(editor_client, title="mekong DELTA") == {"Delta of the Mekong"}
    assert titles(editor_client, title="nowhere") == set()


def test_open_notes_are_those_of_the_version_that_is_edited(editor_client, report):
    publishing.publish(report)
    draft = draft_version.begin_draft(report)
    open_notes = draft.notes.filter(resolved=False).count()

    (listed,) = editor_client.get(URL).context["page_obj"]

    assert open_notes > 0
    assert listed.open_notes == open_notes


def test_more_reports_need_no_more_queries(editor_client, reports, django_assert_max_num_queries):
    for number in range(20):
        make_report(title=f"Report {number}")

    with django_assert_max_num_queries(12):
        editor_client.get(URL)
