"""Reimport of recommendations: matched ones keep their URLs and get the newer numbers."""

from dataclasses import dataclass, field

from django.db.models import F

from portal.imports import draft_writer
from portal.imports.draft_records import DraftRecords
from portal.imports.reimport.alignment import Alignment
from portal.imports.reimport.import_baseline import ImportBaseline
from portal.imports.reimport.reserved_urls import ReservedUrls
from portal.parsing.parsed_report import Recommendation
from recommendations.models import Involvement
from recommendations.models import Recommendation as RecommendationRecord

# Added to all positions first, so that new positions can be assigned without conflicts.
OFFSET = 1_000_000


@dataclass
class RecommendationReimport:
    draft_records: DraftRecords
    alignment: Alignment
    baseline: ImportBaseline
    urls: ReservedUrls
    # Records already updated, by the parsed reference and by primary key.
    by_reference: dict[str, RecommendationRecord] = field(default_factory=dict)
    by_key: dict[int, RecommendationRecord] = field(default_factory=dict)

    def apply(self) -> None:
        records = self.draft_records.report.recommendations
        self.previous_parents = dict(records.values_list("pk", "parent_id"))
        self.untouched_keys = self.baseline.untouched_keys("recommendation", records.all())
        # A parent must precede its points at any time.
        records.update(parent=None)
        records.update(position=F("position") + OFFSET)
        for recommendation in self.alignment.removed:
            self.urls.release("recommendations", recommendation.reference, recommendation.text)
            recommendation.delete()
        stored_by_id = {id(parsed): stored for stored, parsed in self.alignment.matched}
        for position, parsed in enumerate(self.draft_records.draft.recommendations, start=1):
            record = stored_by_id.get(id(parsed)) or self.new_record(parsed)
            record.position = position
            self.update_record(record, parsed)
            self.by_reference[parsed.reference] = self.by_key[record.pk] = record

    def new_record(self, parsed: Recommendation) -> RecommendationRecord:
        return RecommendationRecord(
            report=self.draft_records.report,
            reference=self.urls.allocate("recommendations", parsed.reference, parsed.text),
            level=parsed.level,
        )

    def update_record(self, record: RecommendationRecord, parsed: Recommendation) -> None:
        """Save the record; a new one gets all parsed values, a changed one the parsed text."""
        is_new = record._state.adding
        is_changed = record.pk in self.alignment.changed_keys
        record.parent = self.parent_of(record, parsed)
        record.level = self.level_of(record, parsed)
        record.paragraph = self.draft_records.paragraph_at(parsed.paragraph)
        record.spans = parsed.spans
        # The reference, part of the URL, stays; the label is that of the newer version.
        record.label = "" if record.reference == parsed.reference else parsed.reference
        if is_new or is_changed:
            record.text = parsed.text
            record.version += is_changed
        record.save()
        if is_new:
            draft_writer.link_subjects(self.draft_records, record, parsed.subjects)
            Involvement.objects.bulk_create(
                draft_writer.involvements(self.draft_records, record, parsed)
            )
        elif is_changed and record.pk in self.untouched_keys:
            self.replace_issuers(record, parsed)

    def parent_of(
        self, record: RecommendationRecord, parsed: Recommendation
    ) -> RecommendationRecord | None:
        """Return the parent that an editor has set, else that of the newer version."""
        parsed_parent = self.by_reference.get(parsed.parent)
        if record._state.adding:
            return parsed_parent
        previous = self.previous_parents[record.pk]
        if self.baseline.has_values("recommendation", record, parent=previous):
            return parsed_parent
        return self.by_key.get(previous, parsed_parent) if previous else None

    def level_of(self, record: RecommendationRecord, parsed: Recommendation) -> str:
        """Return the parent's level, else the one that an editor has set, else the printed one."""
        if record.parent:
            return str(record.parent.level)
        is_as_imported = self.baseline.has_values("recommendation", record, level=record.level)
        if parsed.level and is_as_imported:
            return parsed.level
        return record.level or parsed.level

    def replace_issuers(self, record: RecommendationRecord, parsed: Recommendation) -> None:
        """Replace the issuers with those of the new text; no editor has set others."""
        role = Involvement.Role.ISSUER
        record.involvements.filter(role=role).delete()
        Involvement.objects.bulk_create(
            involvement
            for involvement in draft_writer.involvements(self.draft_records, record, parsed)
            if involvement.role == role
        )
