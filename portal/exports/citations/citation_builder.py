"""Citations made from public records, one function for each kind."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import islice
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Q
from django.urls import reverse

from portal.content.models import Revision
from portal.exports.citations.citation import (
    COLLECTIVE_VOICES,
    LEVELS,
    PARTICIPANTS,
    RECOMMENDED_BY,
    VOICES,
    Author,
    Citation,
    CitedKind,
    CitedReport,
)
from reports.models import Organization, Report

BATCH_SIZE = 500
Make = Callable[[Any, CitedReport], Citation]
# Parentheses are part of a BibTeX entry's syntax; no reference has the characters in their place.
ID_CHARACTERS = str.maketrans("()", "_:")


class Version(NamedTuple):
    number: int | None
    published_on: date | None


def absolute(path: str) -> str:
    return f"{settings.BASE_URL}{path}"


def person_author(person: Any) -> Author:
    """Return the author; with family and given name only if an editor has split the name."""
    family, comma, given = person.sort_name.partition(", ")
    is_known = comma and sorted(f"{family} {given}".split()) == sorted(person.name.split())
    return Author(
        person.name,
        is_person=True,
        family=family if is_known else "",
        given=given if is_known else "",
        url=absolute(person.get_absolute_url()),
    )


def body_author(organization: Any) -> Author:
    return Author(organization.name, url=absolute(organization.get_absolute_url()))


def cited_report(
    report: Any,
    *,
    body: Author | None = None,
    co_chairs: Iterable[Any] = (),
    version: Version | None = None,
) -> CitedReport:
    """Return the report as its parts cite it, without a query."""
    own_day = report.published_at.date() if report.published_at else None
    number, published_on = version or Version(None, own_day)
    return CitedReport(
        slug=report.slug,
        title=report.title,
        url=absolute(report.get_absolute_url()),
        kind=report.kind,
        series=report.series,
        language=report.language,
        body=body or (Author(report.series) if report.series else None),
        co_chairs=tuple(body_author(organization) for organization in co_chairs),
        starts_on=report.starts_on,
        ends_on=report.ends_on,
        place=report.place,
        doi=report.doi,
        version=number,
        published_on=published_on,
    )


def cited_reports(reports: Iterable[Any]) -> dict[int, CitedReport]:
    """Return each report by its key, with body, co-chairs and version, in three queries."""
    by_key = {report.pk: report for report in reports}
    bodies = series_bodies({report.series for report in by_key.values()})
    chairs = co_chairs_of(by_key)
    versions = newest_versions(by_key)
    return {
        key: cited_report(
            report,
            body=bodies.get(report.series),
            co_chairs=chairs.get(key, ()),
            version=versions.get(key),
        )
        for key, report in by_key.items()
    }


def series_bodies(series: Iterable[str]) -> dict[str, Author]:
    """Return the body of each series: the only one with that name or acronym."""
    names = {name for name in series if name}
    named = Q(acronym__in=names) | Q(name__in=names)
    bodies: dict[str, list[Any]] = {}
    for organization in Organization.objects.published().filter(named):
        for name in names & {organization.acronym, organization.name}:
            bodies.setdefault(name, []).append(organization)
    return {name: body_author(found[0]) for name, found in bodies.items() if len(found) == 1}


def co_chairs_of(keys: Iterable[int]) -> dict[int, list[Any]]:
    links = Report.co_chairs.through.objects.filter(report__in=list(keys))
    chairs: dict[int, list[Any]] = {}
    for link in links.select_related("organization").order_by("organization__name"):
        chairs.setdefault(link.report_id, []).append(link.organization)
    return chairs


def newest_versions(keys: Iterable[int]) -> dict[int, Version]:
    published = Revision.objects.published().filter(report__in=list(keys)).order_by("number")
    rows = published.values_list("report", "number", "published_at")
    return {report: Version(number, at.date()) for report, number, at in rows}


def cite_report(cited: CitedReport) -> Citation:
    return Citation(
        kind=CitedKind.REPORT,
        id=cited.slug,
        title=cited.title,
        report=cited,
        url=cited.url,
        authors=cited.bodies or cited.co_chairs,
        genre=cited.kind,
    )


def cite_version(revision: Any) -> Citation:
    """Return the citation of a published version, in the words that it had."""
    fields, report = revision.snapshot.report, revision.report
    names = revision.names.get("organization", {})
    cited = CitedReport(
        slug=report.slug,
        title=fields.title,
        url=absolute(report.get_absolute_url()),
        kind=fields.kind,
        series=fields.series,
        language=fields.language,
        body=series_bodies([fields.series]).get(fields.series)
        or (Author(fields.series) if fields.series else None),
        co_chairs=tuple(Author(names[str(key)]["name"]) for key in fields.co_chairs),
        starts_on=iso_day(fields.starts_on),
        ends_on=iso_day(fields.ends_on),
        place=fields.place,
        doi=fields.doi,
        version=revision.number,
        published_on=revision.published_at.date(),
    )
    return Citation(
        kind=CitedKind.VERSION,
        id=f"{report.slug}.v{revision.number}",
        title=cited.title,
        report=cited,
        url=absolute(reverse("site:report-version", args=[report.slug, revision.number])),
        authors=cited.bodies or cited.co_chairs,
        genre=cited.kind,
    )


def iso_day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def cite_paragraph(paragraph: Any, cited: CitedReport) -> Citation:
    """Return the citation of a paragraph, by all who speak in it."""
    people = [contribution.participation.person for contribution in paragraph.contributions.all()]
    speakers = [person_author(person) for person in people]
    speakers += [body_author(body) for body in paragraph.speaking_organizations.all()]
    return part_of_report(CitedKind.PARAGRAPH, paragraph, cited, speakers=speakers)


def cite_statement(statement: Any, cited: CitedReport) -> Citation:
    """Return the citation of a statement or contribution, by the one who speaks."""
    participation = statement.participation
    body = getattr(statement, "organization", None)
    speaker, slug = None, ""
    if participation:
        speaker, slug = person_author(participation.person), participation.person.slug
    elif body:
        speaker, slug = body_author(body), body.slug
    return part_of_report(
        CitedKind.STATEMENT,
        statement.paragraph,
        cited,
        speakers=[speaker] if speaker else [],
        slug=slug,
    )


def part_of_report(
    kind: CitedKind, paragraph: Any, cited: CitedReport, *, speakers: list[Author], slug: str = ""
) -> Citation:
    number = paragraph.number
    return Citation(
        kind=kind,
        id=".".join(part for part in (cited.slug, paragraph.anchor, slug) if part),
        title=f"Paragraph {number}" if number else "Unnumbered paragraph",
        report=cited,
        url=absolute(paragraph.page_url),
        authors=tuple(speakers) or authors_of_voice(paragraph.voice, cited),
        voice=paragraph.voice,
        genre=VOICES[paragraph.voice],
        number=number,
        text=paragraph.text,
    )


def cite_recommendation(recommendation: Any, cited: CitedReport) -> Citation:
    """Return the citation of a recommendation, by those who made it, or else by its voice."""
    voice = recommendation.voice
    issuers = tuple(body_author(body) for body in recommendation.issuers)
    level = LEVELS[recommendation.level]
    genre = level if issuers else f"{level} {RECOMMENDED_BY.get(voice, '')}".strip()
    return Citation(
        kind=CitedKind.RECOMMENDATION,
        id=f"{cited.slug}.r.{recommendation.reference}".translate(ID_CHARACTERS),
        title=f"Recommendation {recommendation.number}",
        report=cited,
        url=absolute(recommendation.get_absolute_url()),
        authors=issuers or authors_of_voice(voice, cited),
        voice=voice,
        genre=genre,
        number=recommendation.number,
        text=recommendation.text,
    )


def authors_of_voice(voice: str, cited: CitedReport) -> tuple[Author, ...]:
    """Return who speaks where nobody is named: a body never stands for the participants."""
    if voice in COLLECTIVE_VOICES:
        return (PARTICIPANTS,)
    if voice == "co_chairs":
        return cited.co_chairs or (Author("Co-chairs"),)
    return cited.bodies if voice == "document" else ()


def cite_all(records: Iterable[Any], make: Make) -> Iterator[Citation]:
    """Yield the citations of the parts of reports; `make` is one of the functions above."""
    iterator = iter(records)
    known: dict[int, CitedReport] = {}
    while batch := list(islice(iterator, BATCH_SIZE)):
        reports = {report.pk: report for report in map(report_of, batch)}
        known |= cited_reports(report for key, report in reports.items() if key not in known)
        for record in batch:
            yield make(record, known[report_of(record).pk])


def report_of(record: Any) -> Any:
    return record.report if hasattr(record, "report") else record.paragraph.report


def cite_one(record: Any, make: Make) -> Citation:
    """Return the citation of one part of a report."""
    (citation,) = cite_all([record], make)
    return citation
