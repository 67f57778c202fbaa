"""Change the type of a text; its attribution is kept, or the change is refused."""

from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content.edits import attribution, base, new_records
from portal.content.edits.attribution import Attribution
from portal.content.edits.base import EarlierParagraph, EditContext, ItemEdit
from portal.content.edits.source_text import SourceText
from portal.content.refusals import SaveRefusedError
from portal.content.schema import NAMED_VOICE, Paragraph, Recommendation, Session, SpannedRecord
from portal.content.snapshot import Snapshot, start_of
from portal.parsing import labels

# Types without attribution. A discard may have one, as it is not part of the report.
TYPES_WITHOUT_ATTRIBUTION = {"heading", "title", "level", "footnote"}


@dataclass(frozen=True)
class Retype(ItemEdit):
    """Change the type of a text to one of new_records.TYPES; a discard needs a reason."""

    to: str
    reason: str = ""

    action: ClassVar[str] = "Type changed"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_spanned(snapshot, self.item)
        if self.to == base.type_of(record):
            raise SaveRefusedError(f"The type is already: {self.to}.")
        new_records.refuse_reason(self.to, self.reason)
        if not record.spans:
            raise SaveRefusedError("It is not in the source, so its type cannot be changed.")
        if self.to != "discard":
            SourceText(context.source_text, snapshot).refuse_reworded(record)
        refuse_lost_attribution(snapshot, record, self.to, context)
        kept = attribution.attribution_of(snapshot, record)
        snapshot, spans = without_record(snapshot, record, self.to, context)
        origin = new_records.Origin(spans, record, self.reason)
        snapshot, new = new_records.add_record(snapshot, self.to, origin, context)
        return with_attribution(snapshot, new, kept, record, context)


def without_record(
    snapshot: Snapshot, record: SpannedRecord, to: str, context: EditContext
) -> tuple[Snapshot, Any]:
    """Take the record out of the report; return its spans, without a label set aside."""
    spans = record.spans
    if isinstance(record, Session):
        remaining = snapshot.without_records(record)
        remaining, session = new_records.session_before(remaining, start_of(record), context)
        snapshot = new_records.move_paragraphs(remaining, record, session)
    elif isinstance(record, Recommendation):
        points = snapshot.points_by_parent.get(record.key, ())
        snapshot = snapshot.with_records(
            *(point._replace(parent=record.parent) for point in points)
        )
    snapshot = snapshot.without_records(record)
    if to == "recommendation" and base.label_of(record):
        return new_records.discard_label(snapshot, spans, base.label_of(record), context)
    return snapshot, spans


def with_attribution(
    snapshot: Snapshot,
    new: SpannedRecord,
    kept: Attribution,
    old: SpannedRecord,
    context: EditContext,
) -> Snapshot:
    """Give the new record the attribution of the old one, or of the same paragraph before."""
    if isinstance(new, Paragraph) and not isinstance(old, Recommendation):
        earlier = context.earlier_paragraph(new.spans)
        return restore_paragraph(snapshot, new, earlier, context) if earlier else snapshot
    if not isinstance(new, Paragraph | Recommendation):
        return snapshot
    subjects: dict[str, Any] = {}
    if isinstance(old, Paragraph | Recommendation):
        subjects = {"themes": old.themes, "instruments": old.instruments}
    mentioned = attribution.mentioned_organizations(old)
    if isinstance(new, Recommendation):
        rows = [(key, "named", "") for key in mentioned]
        if not kept.speakers:
            rows += [(key, "issuer", "") for key in sorted(kept.organizations)]
        return snapshot.with_records(new._replace(involvements=tuple(rows), **subjects))
    paragraph = new._replace(
        voice=kept.voice,
        speaking_organizations=tuple(sorted(kept.organizations)),
        organizations=mentioned,
        **subjects,
    )
    speakers = sorted(kept.speakers)
    return attribution.with_speakers(snapshot.with_records(paragraph), paragraph.key, speakers)


def restore_paragraph(
    snapshot: Snapshot, new: Paragraph, earlier: EarlierParagraph, context: EditContext
) -> Snapshot:
    """Give a new paragraph the fields of an earlier one with the same spans."""
    old = earlier.paragraph
    if labels.label_length(new.text, old.label) is None:
        # The spans are those of another source, which prints another label there.
        return snapshot
    others = snapshot.without_records(new)
    paragraph = new._replace(
        text=labels.strip_label(new.text, old.label),
        label=old.label,
        number=old.number,
        anchor=base.free_anchor(others, "paragraphs", old.anchor, context),
        voice=old.voice,
        themes=old.themes,
        organizations=old.organizations,
        speaking_organizations=old.speaking_organizations,
        instruments=old.instruments,
    )
    speakers = [
        participation.key
        for participation in snapshot.participation.values()
        if participation.person_id in earlier.people
    ]
    return attribution.with_speakers(snapshot.with_records(paragraph), paragraph.key, speakers)


def refuse_lost_attribution(
    snapshot: Snapshot, record: SpannedRecord, to: str, context: EditContext
) -> None:
    """Raise SaveRefusedError if the type does not allow to keep the attribution."""
    current = attribution.attribution_of(snapshot, record)
    is_attributed = current.is_attributed
    if isinstance(record, Paragraph):
        above = new_records.paragraph_above(snapshot, start_of(record))
        if snapshot.recommendations_by_paragraph.get(record.key):
            refuse_other_speaker(snapshot, current, above, context)
        if to == "recommendation":
            refuse_other_voice(snapshot, current, above, context)
    if isinstance(record, Recommendation):
        refuse_addressees(record, context)
        # Only its issuers are its own; the speakers are those of its paragraph.
        is_attributed = bool(attribution.organizations_in_role(record, "issuer"))
    if to in TYPES_WITHOUT_ATTRIBUTION and is_attributed:
        names = attribution.describe_attribution(snapshot, current, context)
        raise SaveRefusedError(
            f"It is attributed to {names}, but a {to} has no attribution. Remove the attribution "
            "first."
        )


def refuse_other_voice(
    snapshot: Snapshot, current: Attribution, above: Paragraph | None, context: EditContext
) -> None:
    """Refuse a recommendation whose voice or speakers differ from those of its paragraph."""
    is_of_organizations = (
        current.voice == NAMED_VOICE and current.organizations and not current.speakers
    )
    if above is None or is_of_organizations:
        # Speaking organizations become the issuers.
        return
    paragraph = attribution.attribution_of(snapshot, above)
    if (current.voice, current.speakers) != (paragraph.voice, paragraph.speakers):
        names = attribution.describe_attribution(snapshot, current, context)
        others = attribution.describe_attribution(snapshot, paragraph, context)
        raise SaveRefusedError(
            f"It is attributed to {names}, but the paragraph above is attributed to {others}. "
            "Give both the same attribution first."
        )


def refuse_other_speaker(
    snapshot: Snapshot, current: Attribution, above: Paragraph | None, context: EditContext
) -> None:
    """Refuse to move a paragraph's recommendations to a paragraph of another attribution."""
    if above is None:
        return
    paragraph = attribution.attribution_of(snapshot, above)
    if current.voice_and_speakers != paragraph.voice_and_speakers:
        names = attribution.describe_attribution(snapshot, current, context)
        others = attribution.describe_attribution(snapshot, paragraph, context)
        raise SaveRefusedError(
            f"Its recommendations are attributed to {names}, but the paragraph above is "
            f"attributed to {others}. Give both the same attribution first."
        )


def refuse_addressees(record: Recommendation, context: EditContext) -> None:
    keys = attribution.organizations_in_role(record, "addressee")
    if keys:
        names = [forms[0] for forms in context.printed_forms("organization", keys).values()]
        raise SaveRefusedError(
            f"It is addressed to {', '.join(names)}, and only a recommendation has addressees. "
            "Remove them first."
        )
