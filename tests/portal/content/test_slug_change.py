"""The slug of a report changes; the former one redirects until it is given up."""

from dataclasses import replace

import pytest
from django.db import IntegrityError, transaction

from portal.content import draft_version, slug_change
from portal.content.loader import load_snapshot
from portal.content.locking import SaveRequest
from portal.content.refusals import SaveRefusedError
from portal.imports.importer import Upload, import_file, unique_slug
from reports import former_slugs, publishing
from reports.models import FormerSlug, Report
from reports.models.optimistic_locking import StaleSaveError
from tests.builders import edits
from tests.builders.records import make_account, make_report
from tests.builders.seminar import TEXT, published_seminar, seminar


def change(report, slug, **options):
    draft = draft_version.current_draft(Report.objects.get(pk=report.root.pk))
    return slug_change.change_slug(report, slug, SaveRequest(draft.version, **options))


def test_the_former_slug_leads_to_the_report_and_the_change_is_a_revision(db):
    report = seminar()
    former, rita = report.slug, make_account("rita", "reviewer")

    changed = change(report, "skills-2019", by=rita, comment="Shorter.")

    assert changed.slug == "skills-2019"
    assert former_slugs.report_by_former_slug(former) == report
    revision = changed.revisions.newest_first().first()
    assert (revision.action, revision.by, revision.comment) == (
        f"Address: {former} → skills-2019",
        rita,
        "Shorter.",
    )
    assert revision.snapshot.report.slug == "skills-2019"


def test_the_revision_of_a_published_report_is_published_and_that_of_its_draft_is_not(db):
    report = published_seminar()
    draft = draft_version.begin_draft(report)

    change(report, "skills-2019")

    report.refresh_from_db()
    draft.refresh_from_db()
    published = {
        revision.number: revision.published_at is not None for revision in report.revisions.all()
    }
    assert (published[report.version], published[draft.version]) == (True, False)
    assert draft.slug.startswith("next.")
    publishing.transition(draft, "in_review")
    publishing.transition(draft, "published", replace_published=draft_version.publish_draft)
    assert Report.objects.get(next_of=None).slug == "skills-2019"
    assert "Changed outside the editor" not in report.revisions.values_list("action", flat=True)


def test_a_report_can_have_its_former_slug_again(db):
    report = seminar()
    former = report.slug
    change(report, "skills-2019")

    report.refresh_from_db()
    change(report, former)

    report.refresh_from_db()
    assert report.slug == former
    assert list(FormerSlug.objects.values_list("slug", flat=True)) == ["skills-2019"]


def test_a_revision_from_before_the_change_is_restored_under_the_present_slug(db):
    report = seminar()
    before = load_snapshot(report)
    first = report.revisions.get()
    change(report, "skills-2019")
    report.refresh_from_db()

    edits.restore_revision(report, report.version, first)

    report.refresh_from_db()
    after = load_snapshot(report)
    assert report.slug == "skills-2019"
    assert after.report.slug != before.report.slug
    same_address = before.report._replace(slug=after.report.slug)
    assert after == replace(before, report=same_address)


@pytest.mark.parametrize(
    "slug", ["", "Skills", "two words", "a--b", "-a", "a_b", "año", "next.1", "a" * 81]
)
def test_only_plain_slugs_are_accepted(db, slug):
    report = seminar()

    with pytest.raises(SaveRefusedError, match="lower-case letters"):
        change(report, slug)

    assert not FormerSlug.objects.exists()


def test_a_slug_in_use_and_one_that_redirects_are_refused_until_the_redirect_is_given_up(db):
    report, other = seminar(), make_report(slug="taken", title="Other")
    former = report.slug
    change(report, "skills-2019")

    with pytest.raises(SaveRefusedError, match="“Other” has this address"):
        change(report, "taken")
    with pytest.raises(SaveRefusedError, match=f"redirects to “{report}”"):
        change(other, former)
    slug_change.give_up_redirect(report, former, None)
    change(other, former)

    other.refresh_from_db()
    assert other.slug == former


def test_the_database_refuses_a_slug_that_redirects(db):
    report, other = seminar(), make_report(slug="other")
    former = report.slug
    change(report, "skills-2019")

    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=other.pk).update(slug=former)
    with pytest.raises(IntegrityError), transaction.atomic():
        FormerSlug.objects.create(report=report, slug="other")


def test_a_report_that_was_saved_in_between_keeps_its_slug(db):
    report = seminar()

    with pytest.raises(StaleSaveError):
        slug_change.change_slug(report, "skills-2019", SaveRequest(report.version + 1))


def test_an_editor_may_not_change_a_slug(db):
    with pytest.raises(SaveRefusedError, match="Your role"):
        change(seminar(), "skills-2019", by=make_account("ana", "editor"))


def test_imports_and_new_reports_avoid_former_slugs_and_know_the_meeting(db):
    report = seminar()
    former = report.slug
    change(report, "skills-2019")

    copy, parsed = import_file(Upload("copy.txt", TEXT + b"\n6. More words.\n"))

    assert copy.slug not in {former, "skills-2019"}
    assert [note.code for note in parsed.notes if "similar" in note.code] == ["similar-report"]
    assert unique_slug(report.title, "2019-03-10") not in {former, "skills-2019", copy.slug}


def test_a_redirect_that_does_not_exist_cannot_be_given_up(db):
    with pytest.raises(SaveRefusedError, match="does not redirect"):
        slug_change.give_up_redirect(seminar(), "nothing", None)
