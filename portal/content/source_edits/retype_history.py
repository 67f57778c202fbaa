"""Restore from revisions what a block was when it was a paragraph before."""

from portal.content import entity_references
from portal.content.id_mapping import IdMap
from portal.content.schema import BY_NAME
from portal.content.snapshot import Data
from portal.content.source_edits import reorder
from portal.parsing import labels
from reports.models import Paragraph, Report

# Only the newest ones: a retype is usually undone soon.
MAX_REVISIONS = 50


def restore_paragraph(report: Report, paragraph: Paragraph) -> None:
    """Give a new paragraph the fields of the last paragraph that had the same spans."""
    for revision in report.root.revisions.newest_first()[:MAX_REVISIONS]:
        spans = [list(span) for span in paragraph.spans]
        if any(record["spans"] == spans for record in revision.data["paragraph"]):
            data = entity_references.resolve_references(revision.data, revision.names)
            (earlier,) = [record for record in data["paragraph"] if record["spans"] == spans][:1]
            restore_fields(report, paragraph, earlier, data)
            return


def restore_fields(report: Report, paragraph: Paragraph, earlier: Data, data: Data) -> None:
    if labels.label_length(paragraph.text, earlier["label"]) is None:
        # The spans are those of another source, which prints another label there.
        return
    paragraph.text = labels.strip_label(paragraph.text, earlier["label"])
    paragraph.label, paragraph.number = earlier["label"], earlier["number"]
    paragraph.anchor = reorder.free_anchor(report, "paragraphs", earlier["anchor"])
    paragraph.voice = earlier["voice"]
    paragraph.save()
    paragraph.add_themes((key, status) for key, status in earlier["themes"])
    for name in BY_NAME["paragraph"].links:
        getattr(paragraph, name).set(earlier[name])
    speakers = [
        contribution["participation"]
        for contribution in data["contribution"]
        if contribution["paragraph"] == earlier["key"]
    ]
    row_keys = IdMap(report).row_keys(BY_NAME["participation"], speakers).values()
    existing = report.participations.filter(pk__in=[key for key in row_keys if key])
    for participation in existing:
        paragraph.contributions.get_or_create(participation=participation)
