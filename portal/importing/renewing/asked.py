"""The recommendations of a newer version: kept ones under their addresses, with its numbers."""

from dataclasses import dataclass, field

from django.db.models import F

from portal.importing import save
from portal.importing.parsed import Recommendation
from portal.importing.renewing.held import Held
from portal.importing.renewing.imported import AsImported
from portal.importing.renewing.plan import Matched
from portal.importing.saving import Saving
from recommendations.models import Involvement
from recommendations.models import Recommendation as RecommendationRecord

# Beyond every place in use, so that places can be given anew one by one.
ASIDE = 1_000_000


@dataclass
class Asked:
    """The recommendations of one report on their way to its newer version."""

    saving: Saving
    found: Matched
    imported: AsImported
    held: Held
    # By the reference as read, and by key: what stands in its new place already.
    placed: dict[str, RecommendationRecord] = field(default_factory=dict)
    placed_as: dict[int, RecommendationRecord] = field(default_factory=dict)

    def renew(self) -> None:
        records = self.saving.report.recommendations
        self.stood_under = dict(records.values_list("pk", "parent_id"))
        self.untouched = self.imported.untouched("recommendation", records.all())
        # A point cannot stand before what it stands under, not even on the way.
        records.update(parent=None)
        records.update(position=F("position") + ASIDE)
        for one in self.found.gone:
            self.held.let_go("recommendations", one.reference, one.text)
            one.delete()
        stored_as = {id(read): stored for stored, read in self.found.kept}
        for position, read in enumerate(self.saving.draft.recommendations, start=1):
            record = stored_as.get(id(read)) or self.new(read)
            record.position = position
            self.put(record, read)
            self.placed[read.reference] = self.placed_as[record.pk] = record

    def new(self, read: Recommendation) -> RecommendationRecord:
        return RecommendationRecord(
            report=self.saving.report,
            reference=self.held.free("recommendations", read.reference, read.text),
            level=read.level,
        )

    def put(self, record: RecommendationRecord, read: Recommendation) -> None:
        """Put the record in its place; a new one gets all that was read, a changed one its words."""
        is_new = record._state.adding
        is_changed = record.pk in self.found.changed_keys
        record.parent = self.parent_of(record, read)
        record.level = self.level_of(record, read)
        record.paragraph = self.saving.paragraph_at(read.paragraph)
        record.spans = read.spans
        # The address stays, the number is that of the newer version.
        record.label = "" if record.reference == read.reference else read.reference
        if is_new or is_changed:
            record.text = read.text
            record.version += is_changed
        record.save()
        if is_new:
            save.link_subjects(self.saving, record, read.subjects)
            Involvement.objects.bulk_create(
                save.involvements(self.saving, record, read)
            )
        elif is_changed and record.pk in self.untouched:
            self.name_issuers(record, read)

    def parent_of(
        self, record: RecommendationRecord, read: Recommendation
    ) -> RecommendationRecord | None:
        """Return what it stands under: as an editor has put it, else as the newer version prints."""
        above = self.placed.get(read.parent)
        if record._state.adding:
            return above
        before = self.stood_under[record.pk]
        if self.imported.left("recommendation", record, parent=before):
            return above
        return self.placed_as.get(before, above) if before else None

    def level_of(self, record: RecommendationRecord, read: Recommendation) -> str:
        """Return the level of what it stands under, that an editor has set, or that is printed."""
        if record.parent:
            return str(record.parent.level)
        is_as_read = self.imported.left("recommendation", record, level=record.level)
        if read.level and is_as_read:
            return read.level
        return record.level or read.level

    def name_issuers(self, record: RecommendationRecord, read: Recommendation) -> None:
        """Let those whom the new words name have made it: nobody has said otherwise by hand."""
        made_by = Involvement.Role.ISSUER
        record.involvements.filter(role=made_by).delete()
        Involvement.objects.bulk_create(
            one
            for one in save.involvements(self.saving, record, read)
            if one.role == made_by
        )
