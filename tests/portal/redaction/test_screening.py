"""Redacted words do not come back: by a file, an older revision, a form or a backup."""

import pytest

from portal.content import attachments, service, stored_coverage
from portal.content.attachments import CheckedFile, Description
from portal.content.edits.fields import SetFields
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from portal.follow_up.evidence_files import store_file
from portal.imports import importer
from portal.imports.importer import ImportOptions, Upload, import_file
from portal.imports.reimport.policy import ImportRefusedError
from portal.imports.reimport.run import apply_reimport, reimport_file
from portal.redaction.screening import NOTE_CODE
from reports.models import Report, SourceDocument
from tests.builders.records import make_attachment, make_report
from tests.builders.redactions import places_with_name, redact
from tests.builders.seminar import TEXT, fill, seminar

pytestmark = pytest.mark.django_db
OTHER = TEXT.replace(b"Skills", b"Zelda Quimby and skills", 1).replace(b"2019", b"2021")
# A line ends between the words of the name.
INTERRUPTED = OTHER.replace(b"Ms. Ana Cruz, Director", b"Ms. Zelda\nQuimby, Director")


def set_text(report, text):
    """Save the text of the third paragraph."""
    report = Report.objects.get(pk=report.pk)
    paragraph = report.paragraphs.get(anchor="p3")
    edit = SetFields(Item("paragraph", paragraph.pk), {"text": text})
    return service.save_edit(report=report, edit=edit, version=report.version)


def has_name(text):
    return "quimby" in text.lower()


@pytest.mark.parametrize("text", [OTHER, INTERRUPTED])
def test_a_new_file_with_redacted_words_is_masked_and_not_kept(text):
    redact("Zelda Quimby")

    report, _ = import_file(Upload("other.txt", text))

    document = SourceDocument.objects.defer(None).get(pk=report.source_id)
    assert not has_name(document.text)
    assert (bytes(document.content), document.withheld_at is not None) == (b"", True)
    assert report.notes.filter(code=NOTE_CODE).count() == 1
    assert places_with_name() == set()
    proof = stored_coverage.prove(report)
    assert (proof.errors, proof.masked >= 11) == ([], True)


def test_the_same_file_is_recognized_although_it_is_not_kept():
    report = seminar()
    redact("Ana Cruz")

    with pytest.raises(ImportRefusedError, match="already imported"):
        import_file(Upload("seminar.txt", TEXT))
    with pytest.raises(ImportRefusedError, match="already imported"):
        reimport_file(Upload("again.txt", TEXT), report.slug, confirmed=True)


def test_a_newer_version_is_merged_with_the_masked_one():
    report = seminar()
    redact("Ana Cruz")

    reimport_file(
        Upload("newer.txt", TEXT.replace(b"Training is dear", b"Training is cheap")),
        report.slug,
        confirmed=True,
    )

    report.refresh_from_db()
    texts = list(report.paragraphs.values_list("text", flat=True))
    assert any("▮▮▮ ▮▮▮▮" in text for text in texts)
    assert any("cheap" in text for text in texts)
    assert not any("Cruz" in text for text in texts)
    assert stored_coverage.prove(report).errors == []


def test_an_older_revision_brings_back_nothing():
    report = fill(seminar())
    set_text(report, "Training is cheap.")
    redact("Ana Cruz")
    report = Report.objects.get(pk=report.pk)

    first = report.revisions.order_by("number").first()
    service.restore_revision(report=report, version=report.version, revision=first)

    assert not report.paragraphs.filter(text__contains="Cruz").exists()


def test_a_form_from_before_is_refused():
    report = seminar()
    redact("Ana Cruz")

    with pytest.raises(SaveRefusedError, match="was redacted"):
        set_text(report, "As Ana Cruz said.")


def test_a_file_that_was_read_before_a_redaction_is_not_stored_after_it():
    report = seminar()
    newer = Upload("newer.txt", TEXT.replace(b"dear", b"cheap"))
    parsed = importer.parse_excluding(newer)
    redact("Ana Cruz")

    with pytest.raises(ImportRefusedError, match="Something was redacted"):
        apply_reimport(report, newer, parsed, ImportOptions())
    with pytest.raises(ImportRefusedError, match="Something was redacted"):
        importer.store_import(Upload("other.txt", OTHER), parsed, ImportOptions())


@pytest.mark.parametrize("model", ["reports.Attachment", "recommendations.EvidenceFile"])
def test_a_withheld_file_is_not_uploaded_again_in_either_place(model):
    content = b"Slides with a name in a picture."
    attached = make_attachment(make_report(), content)
    evidence = store_file(file=CheckedFile("slides.txt", "text/plain", content))
    key = attached.pk if model == "reports.Attachment" else evidence.pk
    redact("Zelda Quimby", files=[(model, key)])
    again = CheckedFile("renamed.txt", "text/plain", content)

    with pytest.raises(SaveRefusedError, match="withheld by a redaction"):
        store_file(file=again)
    with pytest.raises(SaveRefusedError, match="withheld by a redaction"):
        attachments.add(make_report(), again, Description(), by=None)


def test_another_file_is_still_attached():
    attached = make_attachment(make_report(), b"Slides.")
    redact("Zelda Quimby", files=[("reports.Attachment", attached.pk)])

    other = CheckedFile("other.txt", "text/plain", b"Slides without a name.")

    assert attachments.add(make_report(), other, Description(), by=None).size
