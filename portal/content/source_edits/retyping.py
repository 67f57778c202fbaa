"""Keep the attribution of a block that is retyped; refuse retyping that would lose it."""

from portal.content.locking import SaveRefusedError
from portal.content.source_edits import attribution, retype_history
from portal.content.source_edits.attribution import Attribution, Role, Voice
from portal.content.source_edits.source_spans import Block
from recommendations.models import Recommendation
from reports.models import Organization, Paragraph, Person, Report

# Types without attribution. A discard may have one, as it is not part of the report.
TYPES_WITHOUT_ATTRIBUTION = {"heading", "title", "level", "footnote"}


def retained_attribution(report: Report, block: Block, to: str) -> Attribution:
    """Return the attribution to keep. Raises SaveRefusedError if some of it would be lost."""
    current, record = attribution.attribution_of(block), block.record
    if isinstance(record, Paragraph):
        above = attribution.paragraph_above(report, block)
        validate_points_attribution(record, current, above)
        if to == "recommendation":
            validate_attribution(current, above)
    if isinstance(record, Recommendation):
        validate_addressees(record)
        # Only its issuers are its own; the speakers are those of its paragraph.
        is_attributed = bool(record.issuers)
    else:
        is_attributed = current.is_attributed
    if to in TYPES_WITHOUT_ATTRIBUTION and is_attributed:
        raise SaveRefusedError(
            f"It is attributed to {describe_attribution(current)}, but a {to} has no attribution. "
            "Remove the attribution first."
        )
    return current


def validate_attribution(current: Attribution, above: Paragraph | None) -> None:
    """Refuse a recommendation whose voice or speakers differ from those of its paragraph."""
    is_of_organizations = (
        current.voice == Voice.NAMED and current.organizations and not current.speakers
    )
    if above is None or is_of_organizations:
        # Speaking organizations become the issuers.
        return
    paragraph = attribution.paragraph_attribution(above)
    if (current.voice, current.speakers) != (paragraph.voice, paragraph.speakers):
        raise SaveRefusedError(
            f"It is attributed to {describe_attribution(current)}, but the paragraph above is attributed "
            f"to {describe_attribution(paragraph)}. Give both the same attribution first."
        )


def validate_points_attribution(
    record: Paragraph, current: Attribution, above: Paragraph | None
) -> None:
    """Refuse to move a paragraph's recommendations to a paragraph of another attribution."""
    if above is None or not record.recommendations.exists():
        return
    paragraph = attribution.paragraph_attribution(above)
    if current.voice_and_speakers != paragraph.voice_and_speakers:
        raise SaveRefusedError(
            f"Its recommendations are attributed to {describe_attribution(current)}, but the paragraph above is "
            f"attributed to {describe_attribution(paragraph)}. Give both the same attribution first."
        )


def validate_addressees(record: Recommendation) -> None:
    if addressees := [str(organization) for organization in record.addressees]:
        raise SaveRefusedError(
            f"It is addressed to {', '.join(addressees)}, and only a recommendation has addressees. "
            "Remove them first."
        )


def describe_attribution(current: Attribution) -> str:
    """Return the names of the speakers and organizations, or the label of the voice."""
    people = Person.objects.filter(participations__in=current.speakers)
    organizations = Organization.objects.filter(pk__in=current.organizations)
    entities = (*people.order_by("name"), *organizations.order_by("name"))
    names = [entity.name for entity in entities]
    return ", ".join(names) or f"“{Voice(current.voice).label}”"


def finish_retype(report: Report, new: Block, current: Attribution, old: Block) -> None:
    """Give the new block the attribution of the old one, or of the same paragraph before."""
    if isinstance(new.record, Paragraph) and not isinstance(old.record, Recommendation):
        retype_history.restore_paragraph(report, new.record)
        return
    attribution.set_attribution(new, current)
    if isinstance(new.record, Recommendation) and not current.speakers:
        attribution.add_involvement(new.record, Role.ISSUER, current.organizations, current.printed)
