"""Change the type of a text; its attribution is kept, or the change is refused."""

from dataclasses import dataclass
from typing import Any, ClassVar

from portal.content.edits import attribution, base, carried_fields, new_records
from portal.content.edits.attribution import Attribution
from portal.content.edits.base import EditContext, ItemEdit
from portal.content.edits.source_text import SourceText
from portal.content.rationale import refuse_lost_rationale, without_rationale
from portal.content.refusals import SaveRefusedError
from portal.content.schema import NAMED_VOICE, Paragraph, Part, Recommendation, SpannedRecord, Spans
from portal.content.snapshot import Snapshot, start_of
from portal.parsing import labels

# Types without attribution. A discard may have one, as it is not part of the report.
TYPES_WITHOUT_ATTRIBUTION = {"heading", "title", "level", "footnote"}
MAX_REASON_LENGTH = 120


@dataclass(frozen=True)
class Retype(ItemEdit):
    """Change the type of a text to one of new_records.TYPES; a discard needs a reason."""

    to: str
    reason: str = ""

    action: ClassVar[str] = "Type changed"

    def apply(self, snapshot: Snapshot, context: EditContext) -> Snapshot:
        record = base.get_spanned(snapshot, self.item)
        if self.to == base.type_of(record):
            raise SaveRefusedError(f"The type is already “{self.to}”.")
        self.refuse_reason()
        if not record.spans:
            raise SaveRefusedError("It is not in the source, so its type cannot be changed.")
        source = SourceText(context.source_text, snapshot)
        if self.to != "discard":
            source.refuse_reworded(record)
        refuse_lost_attribution(snapshot, record, self.to, context)
        refuse_lost_rationale(snapshot, record)
        snapshot = without_rationale(snapshot, record)
        kept = attribution.attribution_of(snapshot, record)
        values = carried_fields.retyped(record, self.to)
        spans = record.spans
        if isinstance(record, Recommendation):
            snapshot = base.with_references(snapshot, record, record.parent)
        snapshot = snapshot.without_records(record)
        if self.to == "recommendation":
            snapshot, spans = discard_label(snapshot, record, source)
        snapshot, added = new_records.add_record(snapshot, self.to, spans, context)
        new = added._replace(**values)
        snapshot = snapshot.with_records(new)
        if isinstance(new, Part):
            return snapshot.with_records(new._replace(reason=self.reason.strip()))
        if isinstance(new, Paragraph) and not isinstance(record, Recommendation):
            return restore_paragraph(snapshot, new, values, context)
        return attribution.with_attribution(snapshot, new, kept)

    def refuse_reason(self) -> None:
        """Raise SaveRefusedError unless a discard has a reason, and no reason is too long."""
        if self.to == "discard" and not self.reason.strip():
            raise SaveRefusedError("Give the reason why it is not part of the report.")
        if len(self.reason.strip()) > MAX_REASON_LENGTH:
            raise SaveRefusedError(f"Reason: write at most {MAX_REASON_LENGTH} characters.")


def discard_label(
    snapshot: Snapshot, record: SpannedRecord, source: SourceText
) -> tuple[Snapshot, Spans]:
    """Discard the label at the beginning of a text; also return the remaining spans."""
    (start, end), *others = record.spans
    length = labels.label_length(source.text[start:end], base.label_of(record))
    if not length:
        # It has no label, or one that was edited and is not what the source prints.
        return snapshot, record.spans
    middle = start + length
    part = Part(
        key=snapshot.new_key(),
        kind="discard",
        text=source.text[start:middle],
        reason="number of a point",
        spans=((start, middle),),
    )
    return snapshot.with_records(part), source.trim([(middle, end), *others])


def restore_paragraph(
    snapshot: Snapshot, new: Paragraph, values: dict[str, Any], context: EditContext
) -> Snapshot:
    """Give a new paragraph the fields of the newest earlier one with the same spans.

    `values` are those that it takes over from the record of the other type.
    """
    earlier = context.earlier_paragraph(new.spans)
    if earlier is None or labels.label_length(new.text, earlier.paragraph.label) is None:
        # There is no earlier one, or its source printed another label at these spans.
        return snapshot
    others, wanted = snapshot.without_records(new), earlier.paragraph.anchor
    paragraph = earlier.paragraph._replace(
        key=new.key,
        session=new.session,
        position=new.position,
        anchor=base.free_anchor(others, "paragraph", wanted, context),
        text=labels.strip_label(new.text, earlier.paragraph.label),
        version=new.version,
        **values,
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
    """Raise SaveRefusedError if the attribution cannot be kept in the new type."""
    current = attribution.attribution_of(snapshot, record)
    is_attributed = current.is_attributed
    if isinstance(record, Paragraph):
        refuse_other_attribution(snapshot, record, current, to, context)
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


def refuse_other_attribution(
    snapshot: Snapshot, record: Paragraph, current: Attribution, to: str, context: EditContext
) -> None:
    """Refuse to place a paragraph or its recommendations under one with another attribution."""
    above = new_records.paragraph_above(snapshot, start_of(record))
    if above is None:
        return
    other = attribution.attribution_of(snapshot, above)
    # Speaking organizations become the issuers.
    are_issuers = current.voice == NAMED_VOICE and current.is_of_organizations
    if snapshot.recommendations_by_paragraph.get(record.key) and current.differs(other):
        subject = "Its recommendations are"
    elif to == "recommendation" and not are_issuers and current.differs_in_speakers(other):
        subject = "It is"
    else:
        return
    names = attribution.describe_attribution(snapshot, current, context)
    others = attribution.describe_attribution(snapshot, other, context)
    raise SaveRefusedError(
        f"{subject} attributed to {names}, but the paragraph above is attributed to {others}. "
        "Give both the same attribution first."
    )


def refuse_addressees(record: Recommendation, context: EditContext) -> None:
    keys = attribution.organizations_in_role(record, "addressee")
    if keys:
        names = [forms[0] for forms in context.printed_forms("organization", keys).values()]
        raise SaveRefusedError(
            f"It is addressed to {', '.join(names)}, and only a recommendation has addressees. "
            "Remove them first."
        )
