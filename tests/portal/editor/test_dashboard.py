"""The dashboard lists the reports that wait for the signed-in account."""

from django.urls import reverse

from portal.content import draft_version
from portal.imports.importer import ImportOptions, Upload, import_file
from reports import publishing
from tests.builders.records import make_account


def test_the_dashboard_lists_reports_by_status(editor_client, report):
    public = seminar_of("Other", publish=True)
    draft_version.begin_draft(public)
    waiting = seminar_of("Third")
    publishing.transition(waiting, "in_review")

    context = editor_client.get(reverse("editor:dashboard")).context

    lists = {
        name: [report.title for report in context[name]]
        for name in ("own_drafts", "other_drafts", "in_review", "recently_published")
    }
    assert lists == {
        "own_drafts": ["ARF Seminar on Skills"],
        "other_drafts": ["Other"],
        "in_review": ["Third"],
        "recently_published": ["Other"],
    }
    assert "ARF Seminar on Skills" in [report.title for report in context["with_open_notes"]]


def seminar_of(title, **options):
    text = f"{title}\n10 March 2019, Bangkok\n\n1. Words of {title}.\n"
    imported_report, _ = import_file(
        Upload(f"{title}.txt", text.encode()), ImportOptions(**options)
    )
    return imported_report


def test_the_dashboard_marks_reports_that_the_account_may_publish(client, report):
    publishing.transition(report, "in_review")
    for name, role, is_hers in (("rita", "reviewer", True), ("eva", "editor", False)):
        client.force_login(make_account(name, role))
        (listed,) = client.get(reverse("editor:dashboard")).context["in_review"]
        assert listed.is_mine_to_publish is is_hers


def test_only_administrators_are_warned_that_there_is_no_backup(client, db):
    pages = {}
    for role in ("administrator", "reviewer"):
        client.force_login(make_account(role, role))
        pages[role] = client.get(reverse("editor:dashboard")).content.decode()

    assert "This portal has no verified backup." in pages["administrator"]
    assert "BACKUPS_ELSEWHERE=yes" in pages["administrator"]
    assert "backup" not in pages["reviewer"]
