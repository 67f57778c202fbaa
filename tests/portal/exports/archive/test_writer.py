"""The archive follows every change of what is public, in steps, and in one process at a time."""

import pytest

from portal.exports.archive import writer
from portal.search.models import ArchivedRecord, ArchiveProgress, ArchiveRun
from reports import publishing
from reports.models import Report
from reports.signals import report_changed
from tests.builders.records import (
    make_contribution,
    make_cross_reference,
    make_paragraph,
    make_recommendation,
    make_report,
)
from tests.harness.page_caches import forget_pages

pytestmark = pytest.mark.django_db


def change(report, **fields):
    for name, value in fields.items():
        setattr(report, name, value)
    report.save()
    report_changed.send(sender=Report, report=report)


def titles():
    """Return the runs of every state of reports, in the order of their beginnings."""
    states = ArchivedRecord.objects.filter(kind="report").order_by("opened", "key")
    return list(states.values_list("key", "opened", "closed"))


def test_only_records_that_differ_get_another_state():
    report = make_report(status="published")
    kept, changed = make_recommendation(report), make_recommendation(report)
    writer.catch_up()
    changed.text = "Other words"
    changed.save()

    report_changed.send(sender=Report, report=report)
    assert writer.catch_up()

    states = ArchivedRecord.objects.filter(kind="recommendation").order_by("pk")
    assert list(states.values_list("key", "opened", "closed")) == [
        (kept.pk, 1, None),
        (changed.pk, 1, 2),
        (changed.pk, 2, None),
    ]


def test_a_change_that_shows_nowhere_makes_no_run():
    report = make_report(status="published")
    writer.catch_up()

    report_changed.send(sender=Report, report=report)
    assert writer.catch_up()

    assert list(ArchiveRun.objects.values_list("number", "change_key")) == [
        (1, writer.newest_change_key())
    ]


def test_what_changes_within_one_run_is_stored_once():
    reports = [make_report(status="published") for _ in range(2)]
    writer.catch_up()
    change(reports[0], title="First")
    progress = writer.current_progress()
    for step in writer.steps(progress):
        writer.store(progress, step)
    change(reports[0], title="Second")

    assert writer.catch_up()

    first, second = (report.pk for report in reports)
    assert titles() == [(first, 1, 2), (second, 1, None), (first, 2, None)]


def test_a_process_that_was_overtaken_stores_nothing():
    report = make_report(status="published")
    writer.catch_up()
    change(report, title="Another")
    progress = writer.current_progress()
    step = next(writer.steps(progress))
    writer.catch_up()
    before = titles()

    with pytest.raises(writer.OvertakenError):
        writer.store(progress, step)

    assert titles() == before


def test_states_are_stored_at_once_after_the_commit_unless_there_are_many(
    django_capture_on_commit_callbacks, monkeypatch
):
    report = make_report(status="published")
    writer.catch_up()
    monkeypatch.setattr(writer, "PAUSE", writer.Pause())
    make_recommendation(report)
    with django_capture_on_commit_callbacks(execute=True):
        change(report, title="Another")
    assert ArchiveRun.objects.count() == 2

    monkeypatch.setattr(writer, "RECORDS_IN_REQUEST", 0)
    with django_capture_on_commit_callbacks(execute=True):
        change(report, title="A third")

    assert ArchiveRun.objects.count() == 2
    assert writer.PAUSE.until > 0


def test_the_first_archive_is_left_to_the_periodic_job(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        make_report(status="published")

    assert not ArchivedRecord.objects.exists()


def test_another_program_archives_every_report_again():
    report = make_report(status="published")
    writer.catch_up()
    ArchiveProgress.objects.update(fingerprint="of another program")
    Report.objects.filter(pk=report.pk).update(title="Unnoticed")

    assert writer.catch_up()

    assert titles() == [(report.pk, 1, 2), (report.pk, 2, None)]


def count_referring(client, moment):
    """Return how many references to each contribution the API has as of a moment."""
    forget_pages()
    answer = client.get(f"/api/v1/contributions/?as_of={moment}").json()
    return [len(one["referred_to_by"]) for one in answer["results"]]


def test_a_text_is_archived_again_when_what_refers_to_it_changes(client):
    published = make_report(status="published")
    target = make_contribution(make_paragraph(report=published, voice="named")).paragraph
    report = make_report()
    source = make_paragraph(report=report, text="See paragraph 1 of the workshop.")
    make_cross_reference(source, target)
    writer.catch_up()

    referring = {}
    for step in ("in_review", "published", "withdrawn"):
        publishing.transition(report, step)
        writer.catch_up()
        moment = f"{ArchiveRun.objects.last().at.isoformat()[:-6]}Z"
        referring[moment] = count_referring(client, moment)

    assert list(referring.values()) == [[0], [1], [0]]
    # A reference has a name from the other report, which is withdrawn by now.
    assert [count_referring(client, moment) for moment in referring] == [[0]] * 3
    publishing.transition(report, "draft")
    publishing.publish(report)
    assert [count_referring(client, moment) for moment in referring] == [[0], [1], [0]]
