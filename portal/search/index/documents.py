"""The documents of the index, built from the published records of reports."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db.models import QuerySet

from portal.search.index.relations import (
    related_keys,
    related_slugs,
    theme_assignments,
    theme_fields,
)
from recommendations.models import Involvement, Recommendation, RecommendationTheme
from reports.models import (
    Contribution,
    Organization,
    Paragraph,
    ParagraphTheme,
    PublicationDates,
    Report,
)
from reports.models.people import Affiliation

# Lists of values by field name.
Document = dict[str, list]
# Bits of a sort key for the report, and for the position in it: a million of each.
BITS = 20
LATEST_MILLISECOND = 2**43


@dataclass
class ReportDoc:
    """What all documents of a report have in common."""

    key: int
    slug: str
    series: str
    starts_on: date
    published_at: datetime
    names: str
    # {(kind, record key): time} of records that changed after the first publication.
    changed_at: dict[tuple[str, int], datetime]

    def document(self, kind: str, key: int, position: int, **fields) -> Document:
        """Return the document of one record."""
        day = self.starts_on.toordinal()
        changed_at = self.changed_at.get((kind, key), self.published_at)
        within_day = (self.key % 2**BITS << BITS) | min(position, 2**BITS - 1)
        common = {
            "kind": [kind],
            "key": [key],
            "report_key": [self.key],
            "newest": [(date.max.toordinal() - day << 2 * BITS) | within_day],
            "oldest": [(day << 2 * BITS) | within_day],
            # Documents of the same millisecond keep the order in which they are added.
            "last_changed": [LATEST_MILLISECOND - int(changed_at.timestamp() * 1000)],
            "report": [self.slug],
            "series": [self.series],
            "year": [str(self.starts_on.year)],
            "report_names": [self.names],
            "year_names": [str(self.starts_on.year)],
        }
        return {
            name: [value for value in values if value not in ("", None)]
            for name, values in (common | fields).items()
        }


@dataclass
class OrganizationCache:
    """Slugs and printed forms of organizations, each read once."""

    slugs: dict[int, str] = field(default_factory=dict)
    names: dict[int, str] = field(default_factory=dict)

    def load(self, keys: set[int]) -> None:
        missing = keys - self.slugs.keys()
        if not missing:
            return
        for organization in Organization.objects.filter(pk__in=missing):
            self.slugs[organization.pk] = organization.slug
            self.names[organization.pk] = "\n".join(organization.printed_forms)

    def index_fields(self, keys: Collection[int]) -> dict[str, list]:
        """Return the index fields for the organizations of one document."""
        self.load(set(keys))
        return {
            "organization": sorted({self.slugs[key] for key in keys}),
            "organization_names": [self.names[key] for key in sorted(set(keys))],
        }


def index_documents(report_keys: Collection[int]) -> Iterator[Document]:
    """Yield the documents of those reports that are published."""
    reports = {report.key: report for report in report_docs(report_keys)}
    organizations = OrganizationCache()
    for documents_of_kind in (
        report_documents,
        recommendation_documents,
        contribution_documents,
        paragraph_documents,
    ):
        yield from documents_of_kind(reports, organizations)


def report_docs(report_keys: Collection[int]) -> Iterator[ReportDoc]:
    changed_at = defaultdict(dict)
    dates = PublicationDates.objects.filter(report__in=report_keys)
    for key, *record, at in dates.values_list("report", "kind", "key", "changed_at"):
        changed_at[key][tuple(record)] = at
    for report in Report.objects.published().filter(pk__in=report_keys):
        names = f"{report.title}\n{report.series}\n{report.place}\n{report.slug}"
        yield ReportDoc(
            report.pk,
            report.slug,
            report.series,
            report.starts_on,
            report.published_at,
            names,
            changed_at[report.pk],
        )


def report_documents(
    reports: dict[int, ReportDoc], organizations: OrganizationCache
) -> Iterator[Document]:
    co_chairs = related_keys(
        Report.co_chairs.through.objects, "report_id", "organization_id", reports
    )
    for key, summary, kind in Report.objects.filter(pk__in=reports).values_list(
        "pk", "summary", "kind"
    ):
        report = reports[key]
        organizations.load(set(co_chairs[key]))
        chair_names = [organizations.names[chair] for chair in co_chairs[key]]
        text = ["\n".join([report.names, kind, summary, *chair_names])]
        yield report.document(
            "report",
            key,
            0,
            text=text,
            text_as_written=text,
            **organizations.index_fields(co_chairs[key]),
        )


def recommendation_documents(
    reports: dict[int, ReportDoc], organizations: OrganizationCache
) -> Iterator[Document]:
    rows = list(
        Recommendation.objects.filter(report__in=reports)
        .order_by("report", "position")
        .values_list(
            *("pk", "report_id", "position", "level", "text"),
            *("reference", "label", "parent_id", "paragraph__voice"),
        )
    )
    lookup = {"recommendation__report__in": list(reports)}
    themes = theme_assignments(RecommendationTheme, "recommendation_id", lookup)
    instruments = related_slugs(
        Recommendation.instruments.through, "recommendation_id", "instrument", lookup
    )
    involved, addressees = involvement_keys(lookup)
    for key, report, position, level, text, reference, label, parent, voice in rows:
        organizations.load(set(involved[key]))
        words = [text, reference, *([label] if label else [])]
        yield reports[report].document(
            "recommendation",
            key,
            position,
            text=words,
            text_as_written=words,
            level=[level],
            level_names=[level],
            standing=["nested" if parent else "headline"],
            voice=[voice] if voice else [],
            instrument=instruments[key],
            **theme_fields(themes[key]),
            addressee=[organizations.slugs[addressee] for addressee in addressees[key]],
            **organizations.index_fields(involved[key]),
        )


def involvement_keys(lookup: dict) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    """Return the organizations involved and those addressed, by recommendation."""
    involved, addressees = defaultdict(list), defaultdict(list)
    for key, organization, role in Involvement.objects.filter(**lookup).values_list(
        "recommendation_id", "organization_id", "role"
    ):
        involved[key].append(organization)
        if role == Involvement.Role.ADDRESSEE:
            addressees[key].append(organization)
    return involved, addressees


def contribution_documents(
    reports: dict[int, ReportDoc], organizations: OrganizationCache
) -> Iterator[Document]:
    """Yield the contributions: a paragraph once for each of its speakers."""
    # Hits that are equal in the sort order keep this order, the order of the document.
    order = ("paragraph__report", "paragraph__session__position", "paragraph__position", "pk")
    rows = list(
        Contribution.objects.filter(participation__report__in=reports)
        .order_by(*order)
        .values_list(
            *("pk", "paragraph_id", "participation_id"),
            *("participation__person__slug", "participation__person__name"),
            *("participation__printed_name", "participation__short_forms"),
        )
    )
    affiliations = related_keys(
        Affiliation.objects.order_by("order"),
        "participation_id",
        "organization_id",
        reports,
        report_lookup="participation__report__in",
    )
    paragraphs = paragraph_fields(reports, [row[1] for row in rows])
    for key, paragraph, participation, slug, *names in rows:
        # An import may have replaced it since the query; its change follows in the log.
        if paragraph not in paragraphs:
            continue
        report, position, common = paragraphs[paragraph]
        speaker_names = ["\n".join(names)]
        yield reports[report].document(
            "contribution",
            key,
            position,
            speaker=[slug],
            speakers=speaker_names,
            speakers_as_written=speaker_names,
            **common,
            **organizations.index_fields(affiliations[participation]),
        )


def paragraph_documents(
    reports: dict[int, ReportDoc], organizations: OrganizationCache
) -> Iterator[Document]:
    """Yield the paragraphs without a named speaker."""
    speakerless = Paragraph.objects.filter(report__in=reports, contributions=None)
    named = related_keys(
        Paragraph.organizations.through.objects,
        "paragraph_id",
        "organization_id",
        reports,
        report_lookup="paragraph__report__in",
    )
    for key, (report, position, common) in paragraph_fields(
        reports, speakerless.values("pk")
    ).items():
        organization_fields = organizations.index_fields(named[key])
        yield reports[report].document("paragraph", key, position, **common, **organization_fields)


def paragraph_fields(
    reports: dict[int, ReportDoc], keys: Collection[int] | QuerySet
) -> dict[int, tuple[int, int, dict]]:
    """Return {paragraph key: (report key, position in the report, index fields)}."""
    lookup = {"paragraph__report__in": list(reports)}
    themes = theme_assignments(ParagraphTheme, "paragraph_id", lookup)
    instruments = related_slugs(Paragraph.instruments.through, "paragraph_id", "instrument", lookup)
    paragraphs = {}
    for (
        key,
        report,
        text,
        voice,
        position,
        kind,
        anchor,
        session_position,
    ) in Paragraph.objects.filter(pk__in=keys).values_list(
        "pk",
        "report_id",
        "text",
        "voice",
        "position",
        "session__kind",
        "session__anchor",
        "session__position",
    ):
        common = {
            "text": [text],
            "text_as_written": [text],
            "voice": [voice],
            **theme_fields(themes[key]),
            "instrument": instruments[key],
            "session": [f"{reports[report].slug}/{anchor}"],
            "session_kind": [kind],
        }
        # Room for 1024 paragraphs in a session.
        paragraphs[key] = (report, session_position * 1024 + position, common)
    return paragraphs
