"""The attribution and subjects of a block: copied, divided and checked when blocks are edited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from portal.content.locking import SaveRefusedError
from portal.content.source_edits.source_spans import Block, blocks_of
from portal.parsing.gazetteer import Gazetteer
from recommendations.models import Involvement, Recommendation
from reports.models import Annex, Paragraph, Report, Session, Theme

Role = Involvement.Role
Voice = Paragraph.Voice
# Many-to-many relations to the entities that the text mentions.
MENTION_RELATIONS = {
    Paragraph: ("organizations", "instruments"),
    Recommendation: ("instruments",),
}


@dataclass(frozen=True)
class Attribution:
    """Speaker or voice a block gives, and what it is about, as keys."""

    voice: str = Voice.DOCUMENT
    # Participations.
    speakers: frozenset[int] = frozenset()
    # The organizations that speak in a paragraph or issue a recommendation.
    organizations: frozenset[int] = frozenset()
    # (theme, status of the assignment)
    themes: frozenset[tuple[int, str]] = frozenset()
    instruments: frozenset[int] = frozenset()
    named_organizations: frozenset[int] = frozenset()
    # Printed forms of issuers that are not a known form of the organization.
    printed: dict[int, str] = field(default_factory=dict)

    @property
    def voice_and_speakers(self) -> tuple[str, frozenset[int], frozenset[int]]:
        """Return (voice, speakers, organizations).

        The organizations count for a named voice only: in a collective one they are issuers.
        """
        is_named = self.voice == Voice.NAMED
        return (
            self.voice,
            self.speakers,
            self.organizations if is_named else frozenset(),
        )

    @property
    def is_attributed(self) -> bool:
        return bool(self.speakers or self.organizations)


def attribution_of(block: Block) -> Attribution:
    """Return the attribution of a block; headings and parts have an empty one."""
    record = block.record
    if isinstance(record, Paragraph):
        return paragraph_attribution(record)
    if isinstance(record, Recommendation):
        return recommendation_attribution(record)
    return Attribution()


def paragraph_attribution(record: Paragraph) -> Attribution:
    speakers = record.contributions.values_list("participation", flat=True)
    return Attribution(
        voice=record.voice,
        speakers=frozenset(speakers),
        organizations=keys_of(record.speaking_organizations),
        themes=theme_statuses(record),
        instruments=keys_of(record.instruments),
        named_organizations=keys_of(record.organizations),
    )


def recommendation_attribution(record: Recommendation) -> Attribution:
    """Return voice and speakers of its paragraph, and its issuers.

    If a recommendation in a named speaker's paragraph has issuers, they replace the speakers.
    """
    issuers = dict(
        record.involvements.filter(role=Role.ISSUER).values_list("organization", "printed")
    )
    paragraph = paragraph_attribution(record.paragraph) if record.paragraph else Attribution()
    named = record.involvements.filter(role=Role.NAMED)
    replaces_speakers = bool(issuers) and paragraph.voice == Voice.NAMED
    return Attribution(
        voice=paragraph.voice,
        speakers=frozenset() if replaces_speakers else paragraph.speakers,
        organizations=frozenset(issuers)
        | (frozenset() if replaces_speakers else paragraph.organizations),
        themes=theme_statuses(record),
        instruments=keys_of(record.instruments),
        named_organizations=frozenset(named.values_list("organization", flat=True)),
        printed={key: form for key, form in issuers.items() if form},
    )


def theme_statuses(record: Paragraph | Recommendation) -> frozenset[tuple[int, str]]:
    return frozenset(record.theme_assignments.values_list("theme", "status"))


def keys_of(related: Any) -> frozenset[int]:
    return frozenset(related.values_list("pk", flat=True))


def set_attribution(block: Block, attribution: Attribution) -> None:
    """Add an attribution to a block. For headings and parts nothing is stored."""
    record = block.record
    if isinstance(record, Paragraph):
        record.voice = attribution.voice
        record.save(update_fields=["voice"])
        for key in sorted(attribution.speakers):
            record.contributions.get_or_create(participation_id=key)
        record.speaking_organizations.add(*attribution.organizations)
        record.organizations.add(*attribution.named_organizations)
    elif isinstance(record, Recommendation):
        add_involvement(record, Role.NAMED, attribution.named_organizations, {})
    if isinstance(record, (Paragraph, Recommendation)):
        record.add_themes(attribution.themes)
        record.instruments.add(*attribution.instruments)


def add_involvement(
    record: Recommendation,
    role: str,
    organizations: Iterable[int],
    printed: dict[int, str],
) -> None:
    for key in sorted(organizations):
        record.involvements.get_or_create(
            organization_id=key, role=role, defaults={"printed": printed.get(key, "")}
        )


def paragraph_above(report: Report, block: Block) -> Paragraph | None:
    """Return the paragraph that a block would belong to if it were a recommendation."""
    before = [other for other in blocks_of(report) if other.start < block.start]
    records = [other.record for other in before if other.kind in {"heading", "paragraph"}]
    return records[-1] if records and isinstance(records[-1], Paragraph) else None


def split_attribution(first: Block, second: Block) -> None:
    """Copy the attribution to the second half of a split block, and divide the subjects.

    A subject that only one half mentions stays with that half; otherwise both keep it.
    """
    source, target = first.record, second.record
    if isinstance(source, Paragraph) and isinstance(target, Paragraph):
        whole = paragraph_attribution(source)
        speaking = Attribution(whole.voice, whole.speakers, whole.organizations)
        set_attribution(second, speaking)
        for annex in source.annexes_named.all():
            if annex.label not in source.text and annex.label in target.text:
                annex.named_in = target
                annex.save()
    elif isinstance(source, Recommendation) and isinstance(target, Recommendation):
        for involvement in source.involvements.exclude(role=Role.NAMED):
            copy_involvement(involvement, target)
        split_named_organizations(source, target)
    else:
        return
    split_themes(source, target)
    for name in MENTION_RELATIONS[type(source)]:
        entities = getattr(source, name).all()
        remaining, moved = partition(entities, source.text, target.text)
        getattr(source, name).set(remaining)
        getattr(target, name).set(moved)


def copy_involvement(involvement: Involvement, target: Recommendation) -> None:
    key = involvement.organization_id
    add_involvement(target, involvement.role, [key], {key: involvement.printed})


def split_themes(source: Paragraph | Recommendation, target: Paragraph | Recommendation) -> None:
    assignments = source.theme_assignments.for_listing()
    statuses = {assignment.theme: assignment.status for assignment in assignments}
    remaining, moved = partition(list(statuses), source.text, target.text)
    source.theme_assignments.exclude(theme__in=remaining).delete()
    target.add_themes((theme.pk, statuses[theme]) for theme in moved)


def split_named_organizations(source: Recommendation, target: Recommendation) -> None:
    named = source.involvements.filter(role=Role.NAMED).select_related("organization")
    organizations = [involvement.organization for involvement in named]
    remaining, moved = partition(organizations, source.text, target.text)
    named.exclude(organization__in=remaining).delete()
    add_involvement(target, Role.NAMED, [entity.pk for entity in moved], {})


def partition(
    records: Iterable[models.Model], first: str, second: str
) -> tuple[list[Any], list[Any]]:
    """Return the records of each text: those that only it mentions, and those in both or neither."""
    parts: tuple[list[Any], list[Any]] = ([], [])
    for record in records:
        gazetteer = Gazetteer.of(
            [("", searchable_forms(record))], any_case=isinstance(record, Theme)
        )
        mentions = [any(gazetteer.find(text)) for text in (first, second)]
        for part, is_mentioned in zip(parts, mentions, strict=True):
            if is_mentioned or not any(mentions):
                part.append(record)
    return parts


def searchable_forms(record: Any) -> list[str]:
    forms = record.all_labels if isinstance(record, Theme) else record.printed_forms
    return list(forms)


def transfer_relations(block: Block, to: Block) -> None:
    """Give the relations of a block that is about to be deleted to the one it is joined to."""
    source, target = block.record, to.record
    if isinstance(source, Paragraph) and isinstance(target, Paragraph):
        # Recommendations with spans are assigned by their offsets when renumbered.
        source.recommendations.filter(spans=[]).update(paragraph=target)
        source.annexes_named.update(named_in=target)
        set_attribution(to, paragraph_attribution(source))
    elif isinstance(source, Session) and isinstance(target, Session):
        Annex.objects.filter(session=source).update(session=target)
    elif isinstance(source, Recommendation) and isinstance(target, Recommendation):
        target.add_themes(theme_statuses(source))
        target.instruments.add(*source.instruments.all())
        for involvement in source.involvements.all():
            copy_involvement(involvement, target)


def validate_join(first: Block, second: Block) -> None:
    """Raise SaveRefusedError if a join would lose an attribution, a level or a parent."""
    record, next_record = first.record, second.record
    if isinstance(record, Paragraph) and isinstance(next_record, Paragraph):
        validate_same_voice(paragraph_attribution(record), paragraph_attribution(next_record))
    elif isinstance(record, Recommendation) and isinstance(next_record, Recommendation):
        validate_same_parent(record, next_record)


def validate_same_voice(first: Attribution, second: Attribution) -> None:
    if first.voice != second.voice:
        raise SaveRefusedError(
            f"The previous block has the voice “{Voice(first.voice).label}”, this one "
            f"has “{Voice(second.voice).label}”. Choose the same voice for both, then join them."
        )
    # A paragraph has either speakers or speaking organizations.
    if (first.speakers and second.organizations and not second.speakers) or (
        second.speakers and first.organizations and not first.speakers
    ):
        raise SaveRefusedError(
            "A person speaks in one of the two, a State or an organization in the other. Set the "
            "same speakers for both, then join them."
        )


def validate_same_parent(first: Recommendation, second: Recommendation) -> None:
    if first.level != second.level:
        raise SaveRefusedError(
            f"The previous recommendation has the level “{first.stated_level}”, this one "
            f"“{second.stated_level}”. Set the same level for both, then join them."
        )
    if second.parent_id not in {first.parent_id, first.pk}:
        raise SaveRefusedError(
            "The two are nested under different recommendations. Nest both under the same one, then "
            "join them."
        )
    issuers = [
        {issuer.pk for issuer in recommendation.issuers} for recommendation in (first, second)
    ]
    if all(issuers) and issuers[0] != issuers[1]:
        raise SaveRefusedError(
            "The two were made by different States or organizations. Set the same issuers for "
            "both, then join them."
        )
