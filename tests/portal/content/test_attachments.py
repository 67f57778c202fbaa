"""Attaching files: what is stored, who may do it, and what the audit log keeps."""

import hashlib
from contextlib import suppress

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.audit.models import AuditEntry
from portal.content import attachments, draft_version
from portal.content.attachments import DOWN, UP, CheckedFile, Description
from portal.content.locking import SaveRefusedError
from portal.parsing.source import UnreadableError
from portal.search.models import IndexChange
from reports import publishing
from reports.models import Attachment, RemovedUrl, Report
from reports.models.optimistic_locking import StaleSaveError
from tests.builders import attachments as files
from tests.builders.hostile_files.attachments import FILES as HOSTILE
from tests.builders.records import make_account, make_attachment, make_report
from tests.builders.seminar import fill, seminar

pytestmark = pytest.mark.django_db
PDF = "application/pdf"


def checked(name="slides.pdf", content=b"%PDF-"):
    return CheckedFile(name, PDF, content)


def entries():
    return [
        (entry.by_name, entry.action, entry.before, entry.after, entry.comment)
        for entry in AuditEntry.objects.filter(action__icontains="attach").order_by("pk")
    ]


def titles(report):
    return [attachment.title for attachment in report.attachments.in_listing_order()]


def test_a_file_is_stored_byte_for_byte_with_its_description():
    report, ana = make_report(), make_account("ana", "editor")
    content = files.FILES[PDF]()
    file = attachments.check_file("Day 2.exe", content)

    added = attachments.add(report, file, Description("Day 2", "slides", "Annex 1"), by=ana)

    stored = Attachment.objects.defer(None).get()
    assert (stored.pk, bytes(stored.content), stored.size) == (added.pk, content, len(content))
    assert (stored.name, stored.media_type, stored.file_type) == ("Day 2.exe.pdf", PDF, "PDF")
    assert (stored.title, stored.kind, stored.annex_label) == ("Day 2", "slides", "Annex 1")
    assert (stored.sha256, stored.added_by) == (hashlib.sha256(content).hexdigest(), "ana")


def test_a_file_that_could_run_is_refused_before_anything_is_stored():
    with pytest.raises(UnreadableError, match="contains scripts or programs"):
        attachments.check_file("script.pdf", HOSTILE["script.pdf"]())


def test_a_title_defaults_to_the_name_of_the_file_and_a_long_name_keeps_its_ending():
    report = make_report()

    added = attachments.add(report, checked("x" * 300 + ".pdf"), Description(), by=None)

    assert (len(added.name), added.name[-5:]) == (255, "x.pdf")
    assert added.title == "x" * 300 + ".pdf"


def test_the_audit_log_has_every_change_with_the_hash_of_the_file():
    report, ana = make_report(), make_account("ana", "editor")
    added = attachments.add(report, checked(), Description("Day 1"), by=ana)
    attachments.add(report, checked("b.pdf", b"%PDF-2"), Description("B"), by=ana)
    attachments.describe(added, Description("Day 2", "slides"), 1, by=ana)
    attachments.change_position(added, DOWN, by=ana)
    attachments.remove(added, 2, by=ana)

    sha256 = added.sha256
    mine = [entry for entry in entries() if "b.pdf" not in entry[4]]
    assert mine == [
        ("ana", "File attached", "", sha256, "“Day 1” (slides.pdf)"),
        ("ana", "Attachment described", sha256, sha256, "“Day 2” (slides.pdf); before: Day 1"),
        ("ana", "Attachment moved", sha256, sha256, "“Day 2” (slides.pdf); place 1 to 2"),
        ("ana", "Attachment removed", sha256, "", "“Day 2” (slides.pdf)"),
    ]
    assert {entry.target_key for entry in AuditEntry.objects.all()} == {report.slug}


def test_the_same_file_is_attached_once_to_a_report():
    report = make_report()
    attachments.add(report, checked(), Description("Day 1"), by=None)

    with pytest.raises(SaveRefusedError, match="already attached, as “Day 1”"):
        attachments.add(report, checked("other.pdf"), Description(), by=None)

    attachments.add(make_report(), checked(), Description(), by=None)
    assert Attachment.objects.count() == 2


def test_the_count_of_attachments_is_limited(monkeypatch):
    monkeypatch.setattr(attachments, "MAX_ATTACHMENTS", 1)
    report = make_report()
    make_attachment(report)

    with pytest.raises(SaveRefusedError, match="the limit"):
        attachments.add(report, checked(), Description(), by=None)


def test_attachments_move_by_one_place_and_stop_at_the_ends():
    report = make_report()
    first, second, _ = (
        make_attachment(report, name.encode(), title=name, position=0) for name in "ABC"
    )

    moved = []
    for item, direction in ((first, DOWN), (first, DOWN), (first, DOWN), (second, UP)):
        attachments.change_position(item, direction, by=None)
        moved.append("".join(titles(report)))

    assert moved == ["BAC", "BCA", "BCA", "BCA"]


def test_a_new_attachment_comes_last():
    report = make_report()
    make_attachment(report, title="A", position=7)

    attachments.add(report, checked(), Description("B"), by=None)

    assert titles(report) == ["A", "B"]


def test_an_outdated_save_or_removal_changes_nothing():
    stored = make_attachment(title="A")
    attachments.describe(stored, Description("B"), 1, by=None)

    with pytest.raises(StaleSaveError):
        attachments.describe(stored, Description("C"), 1, by=None)
    with pytest.raises(StaleSaveError):
        attachments.remove(stored, 1, by=None)

    assert titles(stored.report) == ["B"]


def test_changes_of_a_removed_attachment_are_refused_with_a_message():
    stored = make_attachment()
    attachments.remove(stored, 1, by=None)

    for change in (
        lambda: attachments.describe(stored, Description("C"), 1, by=None),
        lambda: attachments.change_position(stored, UP, by=None),
        lambda: attachments.remove(stored, 1, by=None),
    ):
        with pytest.raises(SaveRefusedError, match="has removed this attachment"):
            change()


@pytest.mark.parametrize(
    ("role", "statuses"),
    [
        ("viewer", []),
        ("editor", ["draft"]),
        ("reviewer", ["draft", "in_review", "published"]),
        ("administrator", ["draft", "in_review", "published"]),
    ],
)
def test_only_those_who_may_publish_change_the_attachments_of_a_published_report(role, statuses):
    account, allowed = make_account("ana", role), []

    for status in Report.Status.values:
        report = make_report(status=status)
        with suppress(SaveRefusedError):
            attachments.add(report, checked(content=status.encode()), Description(), by=account)
            allowed.append(status)

    assert allowed == statuses
    assert Attachment.objects.count() == len(statuses)


def test_the_attachments_of_a_draft_version_are_those_of_its_published_report():
    report = fill(seminar(publish=True))
    draft = draft_version.begin_draft(report)

    attachments.add(draft, checked(), Description("A"), by=None)
    with pytest.raises(SaveRefusedError):
        attachments.add(
            draft, checked("b.pdf", b"B"), Description(), by=make_account("e", "editor")
        )

    assert (titles(report), titles(draft)) == (["A"], [])


def test_attachments_stay_when_a_draft_version_is_published_or_discarded():
    report = fill(seminar(publish=True))
    make_attachment(report, title="A")

    draft_version.discard_draft(draft_version.begin_draft(report))

    assert titles(report) == ["A"]


@pytest.mark.parametrize(
    ("status", "is_promised"), [("draft", False), ("published", True), ("withdrawn", True)]
)
def test_the_address_of_a_removed_attachment_is_kept_if_readers_may_know_it(status, is_promised):
    report = make_report(status=status)
    stored = make_attachment(report, title="Slides")
    path = stored.path

    attachments.remove(stored, 1, by=None)

    removed = RemovedUrl.objects.filter(report=report).values_list("path", "text")
    assert list(removed) == ([(path, "Slides")] if is_promised else [])


def test_every_change_of_a_published_report_and_of_no_draft_renews_the_pages_of_readers():
    for status, count in (("draft", 0), ("published", 4)):
        report = make_report(status=status)
        before = IndexChange.objects.count()
        added = attachments.add(report, checked(), Description(), by=None)
        attachments.describe(added, Description("C"), 1, by=None)
        attachments.change_position(added, UP, by=None)
        attachments.remove(added, 2, by=None)
        assert IndexChange.objects.count() - before == count


def test_a_list_of_attachments_reads_no_file():
    report = make_report()
    make_attachment(report, b"secret bytes")

    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert titles(report) == ["Slides 1"]

    assert '"content"' not in queries[0]["sql"]


def test_a_withdrawn_report_keeps_its_attachments_for_its_return():
    report = make_report(status="published")
    make_attachment(report, title="A")
    publishing.transition(report, "withdrawn")
    publishing.transition(report, "draft")

    assert titles(report) == ["A"]
