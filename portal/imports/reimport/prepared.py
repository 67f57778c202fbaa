"""A newer version merged into its report, before anything is locked, because it takes a while."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from portal.content import file_values, formatted_texts, kept_records
from portal.content.formatted_texts import Columns
from portal.content.loader import load_snapshot
from portal.content.snapshot import Snapshot
from portal.imports import draft_people
from portal.imports.draft_people import DraftPeople
from portal.imports.importer import ParsedUpload
from portal.imports.parsed_snapshot import ParsedSnapshot, VocabularyKeys
from portal.imports.reimport import alignment
from portal.imports.reimport.alignment import ReimportPlan
from portal.imports.reimport.baseline import Baseline
from portal.imports.reimport.merge import Merge
from portal.imports.reimport.reserved_urls import ReservedUrls
from portal.imports.reimport.superseded import superseded_edits
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.source import Note
from reports.models import Person, Report
from reports.models.people import UNREVIEWED_VERSION


@dataclass(frozen=True)
class PreparedReimport:
    """What a reimport stores; it holds as long as the report has the version that was merged."""

    plan: ReimportPlan
    people: DraftPeople
    merged: Snapshot
    file_values: Snapshot
    formatted: Columns
    notes: list[Note]

    @classmethod
    def of(cls, report: Report, parsed: ParsedUpload) -> "PreparedReimport":
        people = draft_people.find_people(report, parsed.draft)
        plan = make_plan(report, parsed.draft, people.keys)
        merge = merge_of(report, plan)
        merged = merge.run()
        return cls(
            plan,
            people,
            merged,
            merge.file_values(merged),
            formatted_texts.render_newer(report, plan.stored, merged, parsed.source),
            [*parsed.draft.notes, *superseded_edits(plan, merged)],
        )

    def stored_with(self, source: int) -> tuple[Snapshot, Snapshot]:
        """Create the new people; return the content and the file's values, based on `source`."""
        keys = self.people.store()
        return (
            replace(draft_people.with_people(self.merged, keys), source=source),
            replace(draft_people.with_people(self.file_values, keys), source=source),
        )


def make_plan(
    report: Report, draft: ParsedReport, people_keys: Mapping[int, int] | None = None
) -> ReimportPlan:
    """Compare a stored report with a newer draft; without `people_keys`, it has no participants."""
    parsed = ParsedSnapshot(
        draft, VocabularyKeys.load(), language=report.language, slug=report.root.slug
    )
    newer = parsed.texts if people_keys is None else parsed.with_people(people_keys)
    baseline = Baseline.of(load_snapshot(report), file_values.last_file_values(report))
    reasons = kept_records.reasons_to_keep(baseline.stored)
    return alignment.plan_reimport(baseline, report.source.text, newer, reasons)


def merge_of(report: Report, plan: ReimportPlan) -> Merge:
    root = report.root
    public = plan.stored if report == root else load_snapshot(root)
    removed = root.removed_urls.values_list("path", "text")
    people = Person.objects.filter(version=UNREVIEWED_VERSION, participations__report=report)
    unreviewed = set(people.values_list("pk", flat=True))
    return Merge(
        plan,
        ReservedUrls(plan.stored, public, removed),
        is_edited=report.version > report.imported_version,
        removable=frozenset(
            key
            for key, record in plan.stored.participation.items()
            if record.person_id in unreviewed
        ),
    )
