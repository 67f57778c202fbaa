"""What records outside a report refer to stays in it, whatever is done to the report."""

import pytest

from portal.content import draft_version, service, workflow
from portal.content.edits.structure import Remove
from portal.content.id_mapping import IdMap
from portal.content.loader import load_snapshot
from portal.content.locking import SaveRequest
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from recommendations.models import FollowUp, LineageLink
from tests.builders.follow_up import (
    make_published_record,
    make_record,
    make_round,
    make_submission,
)
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.newer_texts import SEMINAR
from tests.builders.records import make_account, make_recommendation, make_report
from tests.builders.seminar import seminar

pytestmark = pytest.mark.django_db
WITHOUT_SWEDEN = SEMINAR.replace("- ask employers (Sweden);\n", "")


def recommendation(report, words):
    return report.recommendations.get(text__startswith=words)


def link(earlier, later, status="confirmed"):
    return LineageLink.objects.create(
        earlier=earlier,
        later=later,
        status=status,
        kind="repeated" if status == "confirmed" else "",
        decided_by="ana",
    )


def make_draft(report):
    """Return the draft version in which editors change a published report."""
    return draft_version.begin_draft(report)


def remove(draft, record_type, key):
    return service.save_edit(
        report=draft, edit=Remove(Item(record_type, key)), version=draft.version
    )


def make_unprinted(report):
    """Return a recommendation that the source does not print, so that editors may remove it."""
    return make_recommendation(report, reference="R9", text="Wish", position=9)


@pytest.fixture
def published():
    return seminar(publish=True)


def test_a_recommendation_with_follow_up_is_not_removed(published):
    wish = make_unprinted(published)
    make_published_record(wish)

    with pytest.raises(SaveRefusedError) as refusal:
        remove(make_draft(published), "recommendation", wish.pk)

    assert str(refusal.value) == (
        "Recommendation R9 has follow-up records, so it must stay. Edit it instead of removing it, "
        "joining it or changing its type; if a version lacks it, restore a revision that has it."
    )
    assert FollowUp.objects.get().recommendation == wish


def test_nor_is_one_of_a_submission_that_is_still_a_draft(published):
    wish = make_unprinted(published)
    make_record(make_submission(make_round([published])), wish)

    with pytest.raises(SaveRefusedError, match="R9 has follow-up records"):
        remove(make_draft(published), "recommendation", wish.pk)


@pytest.mark.parametrize("end", ["earlier", "later"])
def test_a_confirmed_link_keeps_both_its_ends_and_a_rejected_one_none(published, end):
    kept, free, other = make_unprinted(published), make_recommendation(published), other_wish()
    link(*((kept, other) if end == "earlier" else (other, kept)))
    link(*((free, other) if end == "earlier" else (other, free)), status="rejected")
    draft = make_draft(published)

    with pytest.raises(SaveRefusedError, match="R9 has a confirmed link to another recommendation"):
        remove(draft, "recommendation", kept.pk)
    remove(draft, "recommendation", free.pk)
    publish(draft)

    assert [one.status for one in LineageLink.objects.all()] == ["confirmed"]


def test_a_draft_version_that_lacks_it_keeps_the_rejections_of_the_published_report(published):
    wish = make_unprinted(published)
    rejected = link(wish, other_wish(), status="rejected")
    draft = make_draft(published)
    remove(draft, "recommendation", wish.pk)
    draft.refresh_from_db()

    draft_version.discard_draft(draft)

    assert LineageLink.objects.get() == rejected


def test_what_a_draft_version_adds_and_removes_again_loses_its_rejections(published):
    draft = make_draft(published)
    added = make_unprinted(draft)
    link(other_wish(), added, status="rejected")

    remove(draft, "recommendation", added.pk)

    assert LineageLink.objects.count() == 0


def other_wish():
    return make_recommendation(make_report(status="published"))


def publish(draft):
    for step in ("in_review", "published"):
        draft.refresh_from_db()
        account = make_account(f"rita-{step}", "reviewer")
        workflow.transition(draft, step, SaveRequest(draft.version, account))


def test_a_paragraph_that_is_evidence_stays(published):
    paragraph = published.paragraphs.order_by("pk").last()
    make_published_record(make_unprinted(published), status="done", evidence_paragraph=paragraph.pk)
    draft = make_draft(published)
    content = load_snapshot(draft)
    without = content.without_records(content.paragraph[paragraph.pk])

    with pytest.raises(SaveRefusedError, match="is evidence of follow-up records"):
        service.store(report=draft, before=content, after=without, meta=None)


def test_a_record_made_while_a_draft_version_lacks_its_recommendation_stops_the_publication(
    published,
):
    wish = make_unprinted(published)
    draft = make_draft(published)
    remove(draft, "recommendation", wish.pk)
    make_published_record(wish)

    with pytest.raises(SaveRefusedError, match="restore a revision that has it"):
        publish(draft)
    draft.refresh_from_db()

    assert (draft.status, draft_version.current_draft(published)) == ("in_review", draft)


def test_a_restored_revision_without_it_is_refused(published):
    draft = make_draft(published)
    before = published.revisions.order_by("-number").first()
    wish = make_unprinted(draft)
    key = IdMap(draft).published("recommendation", wish.pk)
    published.rounds.set([])
    publish(draft)
    make_published_record(published.recommendations.get(pk=key))
    draft = make_draft(published)

    with pytest.raises(SaveRefusedError, match="R9 has follow-up records"):
        service.restore_revision(report=draft, version=draft.version, revision=before)


def test_a_reimport_keeps_what_the_newer_file_lacks(db):
    report = import_text(SEMINAR, publish=True)
    asked = recommendation(report, "ask employers")
    place, follow_up = asked.position, make_published_record(asked)

    draft = reimport_text(report, WITHOUT_SWEDEN)
    publish(draft)

    report.refresh_from_db()
    stored = recommendation(report, "ask employers")
    (note,) = report.notes.filter(code="kept-for-records")
    assert (stored.pk, stored.position, stored.spans) == (asked.pk, place, [])
    assert note.reason == (
        "“5.A.2 ask employers (Sweden)” is missing from the newer version, but stays in the report: it has "
        "follow-up records."
    )
    assert FollowUp.objects.get() == follow_up


def test_a_second_reimport_keeps_it_as_well_and_a_third_finds_it_printed_again(db):
    report = import_text(SEMINAR, publish=True)
    asked = recommendation(report, "ask employers")
    make_published_record(asked)

    publish(reimport_text(report, WITHOUT_SWEDEN))
    report.refresh_from_db()
    draft = reimport_text(report, WITHOUT_SWEDEN.replace("thanked all", "thanked everybody"))
    kept = recommendation(draft, "ask employers").spans
    draft = reimport_text(draft, SEMINAR.replace("thanked all", "thanked them"))

    printed = recommendation(draft, "ask employers")
    assert (kept, bool(printed.spans)) == ([], True)
    assert IdMap(draft).published("recommendation", printed.pk) == asked.pk


def test_a_reimport_keeps_a_paragraph_that_is_evidence(db):
    report = import_text(SEMINAR, publish=True)
    evidence = report.paragraphs.get(text__startswith="He added")
    make_published_record(
        recommendation(report, "compare"), status="done", evidence_paragraph=evidence.pk
    )

    publish(reimport_text(report, SEMINAR.replace("6. He added that training takes time.\n", "")))

    report.refresh_from_db()
    assert report.paragraphs.get(pk=evidence.pk).text == evidence.text


def test_a_draft_with_a_confirmed_link_is_not_deleted(db):
    draft = import_text(SEMINAR)
    link(other_wish(), recommendation(draft, "compare"))
    link(other_wish(), recommendation(draft, "ask employers"), status="rejected")

    with pytest.raises(SaveRefusedError) as refusal:
        draft_version.discard_draft(draft)

    reference = recommendation(draft, "compare").reference
    assert str(refusal.value) == (
        f"“{draft}” cannot be deleted. Recommendation {reference} has a confirmed link to another "
        "recommendation, so it must stay. Remove the link first, or keep the draft."
    )


def test_a_draft_with_rejected_links_alone_is_deleted_with_them(db):
    draft = import_text(SEMINAR)
    link(other_wish(), recommendation(draft, "compare"), status="rejected")

    draft_version.discard_draft(draft)

    assert LineageLink.objects.count() == 0


def test_a_draft_version_of_a_report_with_follow_up_is_discarded(published):
    make_published_record(make_unprinted(published))

    draft_version.discard_draft(make_draft(published))

    assert FollowUp.objects.count() == 1
