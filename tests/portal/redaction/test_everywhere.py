"""A redacted passage is nowhere in the database afterwards, whatever column held it."""

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.utils import timezone

from portal.accounts.models import Invitation, UnsavedForm
from portal.audit.models import AuditEntry
from portal.content.models import FileValues, Presence, Revision
from portal.exports.archive import writer
from portal.operations.models import PeriodicJob
from portal.redaction.screening import has_redacted
from portal.redaction.service import confirm
from portal.redaction.text_columns import KEPT_MODELS, redacted_models, text_columns
from portal.site_pages.models import SitePageVersion
from recommendations.follow_up import EvidenceFile
from reports.models import (
    FormerSlug,
    Instrument,
    MergeRecord,
    Organization,
    Person,
    ProposedSource,
    RemovedUrl,
    SeededRecord,
    SourceDocument,
    Theme,
)
from tests.builders import lineage
from tests.builders.follow_up import make_evidence_file, make_record, make_round, make_submission
from tests.builders.records import make_account, make_attachment, make_membership
from tests.builders.redactions import (
    FORMS,
    NAME,
    places_with_name,
    plant_everywhere,
    propose,
    redact,
    stored_texts,
)
from tests.builders.seminar import published_seminar
from tests.builders.subscriptions import make_subscription

pytestmark = pytest.mark.django_db


# Whose form a rule of the database or their length prescribes.
OF_A_FORM = {
    *("reports.Report.language", "reports.Report.doi", "reports.PublicationDates.kind"),
    *("reports.Membership.since", "reports.Membership.until", "reports.InstrumentLabel.language"),
    *("reports.Organization.country", "reports.Organization.ror_id"),
    *("reports.Instrument.ilo_number", "recommendations.Recommendation.reference"),
    *("entities.NotDuplicate.entity_type", "notifications.RoundReminder.stage"),
    *("site_pages.SitePageVersion.page", "site_pages.SitePageVersion.language"),
}


@pytest.fixture
def report():
    """A report with records in every table."""
    report = published_seminar()
    writer.catch_up()
    ana = make_account("ana", "editor")
    make_attachment(report, content=b"Slides.")
    file = make_evidence_file()
    make_record(make_submission(make_round([report])), status="done", evidence_file=file.pk)
    lineage.make_line(2011, 2013)
    make_subscription(query="q=train")
    UnsavedForm.objects.create(account=ana, path="/editing/", text="text=some")
    Presence.objects.create(account=ana, report=report, item="paragraph")
    ana.notices.create(kind="submitted", report=report)
    Invitation.objects.create(account=ana, by_name="ben", expires_at=timezone.now())
    SitePageVersion.objects.create(page="about", language="en", number=1, by_name="ben")
    FormerSlug.objects.create(report=report, slug="former")
    RemovedUrl.objects.create(report=report, path="speakers/former", text="Former")
    SeededRecord.objects.create(file="themes.toml", slug="training")
    PeriodicJob.objects.create(name="digests", error="None")
    MergeRecord.objects.create(
        entity_type="person", merged_key=99, merged_slug="ana-c", merged_name="Ana C.", target_key=1,
        target_name="Ana Cruz", journal={"name": ["Ana"]}, by_name="ana",
    )  # fmt: skip
    ProposedSource.objects.create(report=report, name="newer.txt", content=NAME.encode())
    make_membership(Organization.objects.first(), Organization.objects.last())
    for record in (Theme.objects.first(), Organization.objects.first(), Instrument.objects.first()):
        record.labels.create(language="fr", label="Formation")
    FileValues.objects.create(
        revision=Revision.objects.first(), content=Revision.objects.first().content
    )
    content_type = ContentType.objects.get_for_model(Person)
    LogEntry.objects.create(user=ana, content_type=content_type, action_flag=1, object_repr="Ana")
    return report


@pytest.fixture
def waiting():
    """A proposal that nobody has decided when another one is confirmed."""
    return propose("Omar Haddad")


def test_the_passage_is_in_no_column_of_any_table_afterwards(report, waiting):
    columns = {
        f"{model._meta.label}.{column.name}"
        for model in redacted_models()
        for column in text_columns(model)
    }
    planted = plant_everywhere()
    before = places_with_name()

    redaction = redact(NAME)

    assert columns - planted <= OF_A_FORM
    assert planted <= before
    assert places_with_name() == set()
    assert redaction.passages == ""
    assert not any(form in str(redaction.counts).casefold() for form in FORMS)


def test_a_mask_is_no_passage_although_a_waiting_proposal_held_the_passage(waiting):
    plant_everywhere()
    redact(NAME)

    decision = confirm(waiting, make_account("rosa", "reviewer"))

    assert decision.left_out == ["▮▮▮▮▮ ▮▮▮▮▮▮ Omar Haddad"]
    assert not has_redacted(text for _, text in stored_texts())


def test_a_model_is_kept_as_it_is_only_for_a_reason():
    assert all(KEPT_MODELS.values())


def test_revisions_remain_readable_and_the_audit_log_names_their_new_hashes(report):
    redact("Ana Cruz")

    for revision in report.revisions.all():
        assert revision.snapshot.report.title == "ARF Seminar on Skills"
    hashes = set(report.revisions.values_list("sha256", flat=True))
    entries = AuditEntry.objects.filter(target_key=report.slug).exclude(after="")
    assert set(entries.values_list("after", flat=True)) >= hashes
    saves = entries.exclude(action__contains="ttach").order_by("pk")
    assert {entry.after for entry in saves} <= {*hashes, *saves.values_list("before", flat=True)}


def test_files_are_deleted_where_their_text_has_the_passage_or_somebody_says_so(report):
    evidence, attached = EvidenceFile.objects.get(), report.attachments.get()

    redact(
        "Ana Cruz",
        files=[("recommendations.EvidenceFile", evidence.pk), ("reports.Attachment", attached.pk)],
    )

    document = SourceDocument.objects.defer(None).get(pk=report.source_id)
    evidence.refresh_from_db()
    attached.refresh_from_db()
    assert [bytes(file.content) for file in (document, evidence, attached)] == [b"", b"", b""]
    assert (document.withheld_at is not None, evidence.size, attached.size) == (True, 0, 0)
    assert not ProposedSource.objects.exists()


def test_a_person_has_a_slug_that_does_not_lead_back(report):
    redact("Ana Cruz")

    person = Person.objects.get(name="▮▮▮ ▮▮▮▮")
    assert person.slug.startswith("redacted-")
    names = report.revisions.newest_first().first().names["person"]
    assert names[str(person.pk)]["slug"] == person.slug
