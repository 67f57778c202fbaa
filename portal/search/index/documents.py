"""The documents of the index, built from the published records of reports."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from portal.search.index import schema, sort_keys
from portal.search.index.compounds import initialisms, joined_words
from portal.search.index.entities import Entities
from portal.search.index.follow_up import follow_up_fields
from portal.search.index.foreign_stems import stems_of_texts
from portal.search.index.relations import (
    related_keys,
    related_slugs,
    theme_assignments,
)
from recommendations.filters import NO_LEVEL
from recommendations.models import Involvement, Recommendation, RecommendationTheme
from recommendations.repetition import repetitions
from reports.models import Paragraph, ParagraphTheme, PublicationDates, Report, Statement
from reports.models.people import Affiliation
from reports.models.statements import Origin

Role = Involvement.Role
# Lists of values by field name.
Document = dict[str, list]


@dataclass
class ReportDoc:
    """What all documents of a report have in common."""

    key: int
    slug: str
    language: str
    series: str
    starts_on: date
    published_at: datetime
    names: str
    # {(record type, key): (first published, last changed)} of records that are newer.
    dates: dict[tuple[str, int], tuple[datetime, datetime]]

    def document(
        self,
        record: tuple[str, int],
        position: int,
        *,
        dated_as: tuple[str, int] | None = None,
        **fields,
    ) -> Document:
        """Return the document of one record, given by type and key.

        `dated_as` is the record from which the dates are taken, if that is another one.
        """
        record_type, key = record
        unchanged = (self.published_at, self.published_at)
        added_at, changed_at = self.dates.get(dated_as or record, unchanged)
        common = {
            "record_type": [record_type],
            "key": [key],
            "report_key": [self.key],
            **sort_keys.by_day(self.starts_on, self.key, position),
            "added": sort_keys.latest_first(added_at),
            "last_changed": sort_keys.latest_first(changed_at),
            "report": [self.slug],
            "language": [self.language],
            "series": [self.series],
            "year": [str(self.starts_on.year)],
            "report_names": [self.names],
            "year_names": [str(self.starts_on.year)],
        }
        return {
            name: [value for value in values if value not in ("", None)]
            for name, values in (common | fields).items()
        }

    def text_fields(self, *texts: str) -> Document:
        return {
            "text": [*texts],
            "text_as_written": [*texts],
            schema.FOREIGN_STEMS: stems_of_texts(self.language, texts),
            schema.COMPOUNDS: [" ".join(joined_words(text)) for text in texts],
            schema.INITIALISMS: [" ".join(initialisms(text)) for text in texts],
        }


def index_documents(report_keys: Collection[int]) -> Iterator[Document]:
    """Yield the documents of those reports that are published."""
    reports = {report.key: report for report in report_docs(report_keys)}
    entities = Entities()
    for documents_of_type in (report_documents, recommendation_documents, statement_documents):
        yield from documents_of_type(reports, entities)


def report_docs(report_keys: Collection[int]) -> Iterator[ReportDoc]:
    dates = defaultdict(dict)
    columns = ("report", "kind", "key", "first_published_at", "changed_at")
    rows = PublicationDates.objects.filter(report__in=report_keys).values_list(*columns)
    for report_key, kind, key, *own_dates in rows:
        dates[report_key][kind, key] = tuple(own_dates)
    for report in Report.objects.published().filter(pk__in=report_keys):
        names = f"{report.title}\n{report.series}\n{report.place}\n{report.slug}"
        yield ReportDoc(
            report.pk,
            report.slug,
            report.language,
            report.series,
            report.starts_on,
            report.published_at,
            names,
            dates[report.pk],
        )


def report_documents(reports: dict[int, ReportDoc], entities: Entities) -> Iterator[Document]:
    co_chairs = related_keys(
        Report.co_chairs.through.objects, "report_id", "organization_id", reports
    )
    for key, summary, kind in Report.objects.filter(pk__in=reports).values_list(
        "pk", "summary", "kind"
    ):
        report = reports[key]
        chair_names = entities.organization_names(co_chairs[key])
        yield report.document(
            ("report", key),
            0,
            **report.text_fields("\n".join([report.names, kind, summary, *chair_names])),
            **entities.organization_fields(co_chairs[key], report.starts_on),
        )


def recommendation_documents(
    reports: dict[int, ReportDoc], entities: Entities
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
    involved, in_role = involvement_keys(lookup)
    addressees, issuers = (in_role[role] for role in (Role.ADDRESSEE, Role.ISSUER))
    repetitions_of = repetitions(report_keys=list(reports))
    follow_up = follow_up_fields(list(reports))
    for key, report, position, level, text, reference, label, parent, voice in rows:
        document = reports[report].document(
            ("recommendation", key),
            position,
            **reports[report].text_fields(text, reference, *([label] if label else [])),
            level=[level or NO_LEVEL],
            level_names=[level],
            standing=["nested" if parent else "headline"],
            voice=[voice] if voice else [],
            instrument=instruments[key],
            **entities.theme_fields(themes[key]),
            addressee=entities.organization_slugs(addressees[key]),
            issuer=entities.organization_slugs(issuers[key]),
            repeated=repetitions_of(key),
            by_reference=sort_keys.by_reference(reference),
            **entities.organization_fields(involved[key], reports[report].starts_on),
            **follow_up.get(key, {}),
        )
        yield document | {"by_level": sort_keys.by_level(level, document["newest"])}


def involvement_keys(
    lookup: dict,
) -> tuple[dict[int, list[int]], dict[str, dict[int, list[int]]]]:
    """Return the organizations involved by recommendation, and the same for each role."""
    involved, in_role = defaultdict(list), defaultdict(lambda: defaultdict(list))
    for key, organization, role in Involvement.objects.filter(**lookup).values_list(
        "recommendation_id", "organization_id", "role"
    ):
        involved[key].append(organization)
        in_role[role][key].append(organization)
    return involved, in_role


def statement_documents(reports: dict[int, ReportDoc], entities: Entities) -> Iterator[Document]:
    """Yield the statements: a paragraph once for each of its speakers."""
    affiliations = related_keys(
        Affiliation.objects.order_by("order"),
        "participation_id",
        "organization_id",
        reports,
        report_lookup="participation__report__in",
    )
    paragraphs = paragraph_fields(reports, entities)
    # Hits that are equal in the sort order keep this order, the order of the document.
    statements = (
        Statement.objects.filter(paragraph__report__in=reports)
        .select_related("participation__person")
        .in_document_order()
    )
    for statement in statements:
        # An import may have replaced it since the query; its change follows in the log.
        if statement.paragraph_id not in paragraphs:
            continue
        report, position, common = paragraphs[statement.paragraph_id]
        organizations = (
            affiliations[statement.participation_id]
            if statement.participation_id
            else [statement.organization_id]
        )
        document = reports[report].document(
            ("statement", statement.pk),
            position,
            dated_as=statement.dated_record,
            **common,
            **speaker_fields(statement, entities),
            **entities.organization_fields(organizations, reports[report].starts_on),
        )
        if statement.origin == Origin.CONTRIBUTION:
            document["record_type"].append("contribution")
            document["contribution_key"] = [statement.row_key]
        yield document


def speaker_fields(statement: Statement, entities: Entities) -> dict[str, list]:
    """Return the index fields of the person or organization that speaks."""
    if statement.participation_id:
        participation = statement.participation
        person = participation.person
        forms = (person.name, participation.printed_name, participation.short_forms)
        names = ["\n".join(forms)]
        return {"speaker": [person.slug], "speakers": names, "speakers_as_written": names}
    names = entities.organization_names([statement.organization_id])
    return {"speakers": names, "speakers_as_written": names}


def paragraph_fields(
    reports: dict[int, ReportDoc], entities: Entities
) -> dict[int, tuple[int, int, dict]]:
    """Return {paragraph key: (report key, position in the report, index fields)}."""
    lookup = {"paragraph__report__in": list(reports)}
    themes = theme_assignments(ParagraphTheme, "paragraph_id", lookup)
    instruments = related_slugs(Paragraph.instruments.through, "paragraph_id", "instrument", lookup)
    rows = Paragraph.objects.filter(report__in=reports).values_list(
        *("pk", "report_id", "text", "voice", "position"),
        *("session__kind", "session__anchor", "session__position"),
    )
    paragraphs = {}
    for key, report, text, voice, position, kind, anchor, session_position in rows:
        common = {
            **reports[report].text_fields(text),
            "voice": [voice],
            **entities.theme_fields(themes[key]),
            "instrument": instruments[key],
            "session": [f"{reports[report].slug}/{anchor}"],
            "session_kind": [kind],
        }
        # Room for 1024 paragraphs in a session.
        paragraphs[key] = (report, session_position * 1024 + position, common)
    return paragraphs
