"""What counts as added to a list: corrections and reimports do not."""

import pytest

from portal.content import draft_version, revisions, workflow
from portal.imports.importer import ImportOptions, Upload, import_file
from portal.notifications.digests import send_digests
from recommendations.models import Recommendation
from reports.models import Paragraph, Report
from tests.builders import edits
from tests.builders.edits import blocks_of
from tests.builders.records import (
    make_contribution,
    make_person,
    make_recommendation,
)
from tests.builders.seminar_texts import BRIEF_SEMINAR
from tests.builders.subscriptions import let_days_pass, make_subscription
from tests.harness.mail_server import text_of

pytestmark = pytest.mark.django_db
ANA, BEN = "ana@example.org", "ben@example.org"


def import_seminar(text=BRIEF_SEMINAR, **options):
    report, _ = import_file(Upload("seminar.txt", text), ImportOptions(publish=True, **options))
    return report


def follow_everything():
    for name in ("recommendations", "statements", "contributions", "reports"):
        make_subscription(f"{name}@example.org", name)


def test_a_reimported_report_is_not_mailed_again(mailboxes):
    follow_everything()
    import_seminar()
    let_days_pass()
    send_digests()
    assert len(mailboxes.mails) == 4

    corrected = BRIEF_SEMINAR.replace(b"Training is dear.", b"Training is very dear.")
    import_seminar(corrected, replace=True)
    public = Paragraph.objects.filter(report__status="published")
    assert public.filter(text="Training is very dear.").count() == 1
    let_days_pass()
    send_digests()

    assert len(mailboxes.mails) == 4


def publish_next_version(report, change):
    draft = draft_version.begin_draft(report)
    change(draft)
    revisions.save_revision(draft, "Changed")
    workflow.publish(draft)


def test_a_paragraph_that_was_split_is_not_mailed_again(mailboxes):
    follow_everything()
    report = import_seminar()
    let_days_pass()
    send_digests()
    mailboxes.mails.clear()

    draft = draft_version.begin_draft(report)
    text = "Training is dear."
    (key,) = [block.key for block in blocks_of(draft) if block.text == text]
    edits.split(draft, draft.version, key, len("Training"))
    workflow.publish(Report.objects.get(pk=draft.pk))
    let_days_pass()
    send_digests()

    assert report.paragraphs.filter(text="is dear.").count() == 1
    assert mailboxes.mails == []


def test_a_correction_is_not_mailed_but_an_addition_is(mailboxes):
    follow_everything()
    report = import_seminar()
    let_days_pass()
    send_digests()
    mailboxes.mails.clear()

    def give_another_speaker(draft):
        Recommendation.objects.filter(report=draft, text="train more;").update(text="Train more.")
        paragraph = Paragraph.objects.get(report=draft, text="Training is dear.")
        Paragraph.objects.filter(pk=paragraph.pk).update(voice="named")
        make_contribution(paragraph, person=make_person("Ben Otto"))

    publish_next_version(report, give_another_speaker)
    let_days_pass()
    send_digests()
    assert mailboxes.mails == []

    def add(draft):
        make_recommendation(draft, paragraph=draft.paragraphs.first(), text="Open an office.")

    publish_next_version(report, add)
    let_days_pass()
    send_digests()
    assert [mail["To"] for mail in mailboxes.mails] == ["recommendations@example.org"]
    assert "Open an office." in text_of(mailboxes.mails[0])
    assert "Train more." not in text_of(mailboxes.mails[0])
