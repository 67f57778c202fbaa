"""Read the records of a page: their headers, and what they describe."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch

from portal.exports.citations import citation_builder
from portal.exports.citations.citation import CitedReport
from portal.oai.harvest import Item
from portal.oai.identifiers import Address, RecordKind
from portal.oai.oai_record import OaiRecord
from portal.oai.part_queries import NAMES
from portal.oai.set_specs import OaiSet, SetGroup
from portal.oai.withdrawn import theme_sets
from recommendations.filters import NO_LEVEL
from recommendations.models import Recommendation
from reports.models import Paragraph, ParagraphTheme, Report
from reports.trees import ThemeTree

CITE: dict[RecordKind, citation_builder.Make] = {
    RecordKind.REPORTS: lambda report, cited: citation_builder.cite_report(cited),
    RecordKind.RECOMMENDATIONS: citation_builder.cite_recommendation,
    RecordKind.PARAGRAPHS: citation_builder.cite_paragraph,
}


def load_records(items: list[Item], *, with_metadata: bool = False) -> list[OaiRecord]:
    """Return the records in their order, without those that have just ceased to be public."""
    rows = {
        kind: public_rows(kind).in_bulk(
            [item.position.key for item in items if item.kind == kind and item.address is None]
        )
        for kind in RecordKind
    }
    tree = ThemeTree()
    cited = cited_by_key(rows) if with_metadata else {}
    return [
        record
        for item in items
        if (record := load_record(item, rows[item.kind].get(item.position.key), tree, cited))
    ]


def public_rows(kind: RecordKind) -> Any:
    if kind == RecordKind.REPORTS:
        return Report.objects.published()
    if kind == RecordKind.RECOMMENDATIONS:
        return Recommendation.objects.published().for_listing()
    assignments = ParagraphTheme.objects.for_listing()
    return (
        Paragraph.objects.published()
        .select_related("report")
        .prefetch_related(
            *("contributions__participation__person", "speaking_organizations"),
            Prefetch("theme_assignments", assignments, to_attr="listed_assignments"),
        )
    )


def cited_by_key(rows: dict[RecordKind, dict[int, Any]]) -> dict[int, CitedReport]:
    reports = {
        report.pk: report
        for kind, records in rows.items()
        for report in (report_of(kind, record) for record in records.values())
    }
    return citation_builder.cited_reports(reports.values())


def report_of(kind: RecordKind, record: Any) -> Any:
    return record if kind == RecordKind.REPORTS else record.report


def load_record(
    item: Item, row: Any, tree: ThemeTree, cited: dict[int, CitedReport]
) -> OaiRecord | None:
    if item.address:
        return OaiRecord(item.address, item.datestamp, item.sets, is_deleted=True)
    if row is None:
        return None
    report = report_of(item.kind, row)
    return OaiRecord(
        address_of(item.kind, row, report),
        item.datestamp,
        tuple(sets_of(item.kind, row, report, tree)),
        citation=CITE[item.kind](row, cited[report.pk]) if cited else None,
        subjects=subjects_of(item.kind, row),
    )


def address_of(kind: RecordKind, row: Any, report: Any) -> Address:
    if kind == RecordKind.REPORTS:
        return Address(report.pk)
    return Address(report.pk, f"{kind}/{getattr(row, NAMES[kind])}")


def sets_of(kind: RecordKind, row: Any, report: Any, tree: ThemeTree) -> Iterable[OaiSet]:
    yield OaiSet(SetGroup.KIND, kind)
    if report.series:
        yield OaiSet(SetGroup.SERIES, report.series)
    if kind == RecordKind.RECOMMENDATIONS:
        yield OaiSet(SetGroup.LEVEL, row.level or NO_LEVEL)
    if kind != RecordKind.REPORTS:
        yield from theme_sets([theme.slug for theme in row.listed_themes], tree)


def subjects_of(kind: RecordKind, row: Any) -> tuple[str, ...]:
    """Return the labels of the themes that an editor has confirmed."""
    if kind == RecordKind.REPORTS:
        return ()
    assignments = row.listed_assignments
    return tuple(one.theme.label for one in assignments if not one.is_suggested)
