"""The parts of one report: sessions, paragraphs, participants and versions, in their order.

Docstrings of views are descriptions in the OpenAPI document.
"""

from django.conf import settings
from django.db.models import Count, Prefetch
from django.http import Http404
from django.urls import reverse
from ninja import Query, Router

from portal.api import errors, pagination, query_schemas, report_schemas
from portal.api.report_schemas import PARAGRAPH_FIELDS
from portal.content.models import Revision
from portal.content.rationale_records import led_to, led_to_prefetch
from portal.exports import declared_fields, record_json
from portal.exports.record_json import link, links, organizations_of, recommendation_link
from reports.models import Organization, Paragraph, ParagraphTheme, Participation, Report, Session
from reports.models.people import prefetch_affiliations

router = Router()


def page_of_parts(request, params, id, parts, serialize):
    """Return a page of the parts of a public report; `parts` returns them for the report."""
    query_schemas.reject_unknown_params(request, params)
    report = Report.objects.published().filter(pk=id).first()
    if report is None:
        raise Http404(f"No published report has the id {id}.")
    return pagination.paginate(request, params, parts(report), serialize)


def part_responses(schema):
    return {200: pagination.Page[schema], errors.STATUSES: errors.Problem}


@router.get("/reports/{int:id}/sessions/", response=part_responses(report_schemas.Session))
def report_sessions(request, id: query_schemas.Id, params: Query[query_schemas.PageParams]):
    """The headings of a report."""
    return page_of_parts(request, params, id, sessions_of, session)


@router.get("/reports/{int:id}/paragraphs/", response=part_responses(report_schemas.Paragraph))
def report_paragraphs(request, id: query_schemas.Id, params: Query[query_schemas.PageParams]):
    """The paragraphs of a report."""
    return page_of_parts(request, params, id, paragraphs_of, paragraph)


@router.get("/reports/{int:id}/participants/", response=part_responses(report_schemas.Participant))
def report_participants(request, id: query_schemas.Id, params: Query[query_schemas.PageParams]):
    """The people who took part, according to a report."""
    return page_of_parts(request, params, id, participants_of, participant)


@router.get("/reports/{int:id}/versions/", response=part_responses(report_schemas.Version))
def report_versions(request, id: query_schemas.Id, params: Query[query_schemas.PageParams]):
    """The published versions of a report, the newest first."""
    return page_of_parts(request, params, id, versions_of, version)


def sessions_of(report):
    # nosemgrep: public-record-without-gate -- of a published report
    sessions = Session.objects.filter(report=report).select_related("report")
    return sessions.annotate(paragraph_count=Count("paragraphs")).order_by("position")


def session(record):
    return record_json.session(record) | {"paragraphs": record.paragraph_count}


def paragraphs_of(report):
    speaking = Organization.objects.order_by("name")
    return (
        # nosemgrep: public-record-without-gate -- of a published report
        Paragraph.objects.filter(report=report)
        .select_related("report", "session__report")
        .prefetch_related(
            "contributions__participation__person",
            Prefetch("speaking_organizations", speaking, to_attr="listed_speaking"),
            Prefetch(
                "theme_assignments",
                ParagraphTheme.objects.for_listing(),
                to_attr="listed_assignments",
            ),
            *declared_fields.prefetches("paragraph", shown=PARAGRAPH_FIELDS),
            led_to_prefetch(),
        )
        .order_by("session__position", "position")
    )


def paragraph(record):
    spoken = record.contributions.all()
    return {
        "anchor": record.anchor,
        "number": record.number,
        "voice": record.voice,
        "text": record.text,
        "text_html": record.html,
        "session": record.session.key,
        "url": settings.BASE_URL + record.page_url,
        "speakers": [link(contribution.participation.person) for contribution in spoken],
        "organizations": links(record.listed_speaking),
        "themes": links(record.listed_themes),
        "led_to": [recommendation_link(one) for one in led_to(record)],
        **declared_fields.api_values("paragraph", record, link, PARAGRAPH_FIELDS),
    }


def participants_of(report):
    # nosemgrep: public-record-without-gate -- of a published report
    listed = Participation.objects.filter(report=report).in_listing_order()
    return listed.select_related("person").prefetch_related(prefetch_affiliations())


def participant(record):
    return {
        "person": link(record.person),
        "role": record.role,
        "position": record.position,
        "organizations": organizations_of(record),
    }


def versions_of(report):
    published = Revision.objects.published().filter(report=report).order_by("-number")
    return published.select_related("report").defer("content", "names")


def version(record):
    path = reverse("site:report-version", args=[record.report.slug, record.number])
    return {
        "number": record.number,
        "published_at": record.published_at,
        "sha256": record.sha256,
        "url": settings.BASE_URL + path,
    }
