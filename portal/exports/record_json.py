"""Recommendations, statements, contributions and reports as the API shows them; omitted fields are not public."""

from django.conf import settings
from django.urls import reverse

from portal.content.rationale_records import led_to, statements_behind
from portal.exports import declared_fields
from portal.exports.follow_up_json import follow_up_of
from portal.exports.record_links import absolute_url, link
from portal.lineage.listed import is_none_later, later_links


def id_and_url(name, record):
    return {
        "id": record.pk,
        "url": absolute_url(record),
        "api_url": settings.BASE_URL + reverse(f"api:{name}", args=[record.pk]),
    }


def links(records):
    return [link(record) for record in records]


def report_link(report):
    return id_and_url("report", report) | {
        "slug": report.slug,
        "title": report.title,
        "starts_on": report.starts_on,
    }


def session(record):
    return {
        "key": record.key,
        "kind": record.kind,
        "number": record.number,
        "title": record.title,
        "url": absolute_url(record),
    }


def organizations_of(participation):
    return links(affiliation.organization for affiliation in participation.listed_affiliations)


def recommendation(record):
    return id_and_url("recommendation", record) | {
        "reference": record.reference,
        "number": record.number,
        "voice": record.paragraph.voice if record.paragraph else None,
        "level": record.level or None,
        "text": record.text,
        "text_html": record.html,
        "parent": record.parent and parent(record),
        "report": report_link(record.report),
        "themes": links(record.listed_themes),
        "theme_status": theme_status(record),
        "issuers": links(record.issuers),
        "addressees": links(record.addressees),
        "organizations": links(record.organizations_named),
        # By name, as everywhere: the databases return them in different orders.
        "instruments": links(sorted(record.instruments.all(), key=str)),
        "follow_up": follow_up_of(record),
        "statements": rationale(record),
        "lineage": lineage(record),
        **references(record),
        **declared_fields.api_values("recommendation", record, link),
    }


def lineage(record):
    earlier = ((one.kind, one.earlier) for one in record.public_earlier_links)
    later = ((one.kind, one.later) for one in later_links(record))
    return {
        "earlier": [linked_recommendation(*one) for one in earlier],
        "later": [linked_recommendation(*one) for one in later],
        "none_later": is_none_later(record),
    }


def linked_recommendation(kind, record):
    return id_and_url("recommendation", record) | {
        "reference": record.reference,
        "number": record.number,
        "report": report_link(record.report),
        "kind": kind,
    }


def theme_status(record):
    return [
        {"slug": assignment.theme.slug, "status": assignment.status}
        for assignment in record.listed_assignments
    ]


def parent(record):
    # The parent belongs to the same report, which the list has fetched.
    record.parent.report = record.report
    return recommendation_link(record.parent)


def recommendation_link(record):
    return id_and_url("recommendation", record) | {
        "reference": record.reference,
        "number": record.number,
    }


def rationale(record):
    """Return the statements that led to a recommendation; None if nothing is known."""
    paragraphs = statements_behind(record)
    return None if paragraphs is None else [statement_link(one) for one in paragraphs]


def statement_link(paragraph):
    return {
        "anchor": paragraph.anchor,
        "reference": paragraph.number or None,
        "voice": paragraph.voice,
        "url": settings.BASE_URL + paragraph.page_url,
    }


def contribution(record):
    participation = record.participation
    return id_and_url("contribution", record) | {
        "speaker": link(participation.person),
        "position": participation.position,
        "organizations": organizations_of(participation),
        **spoken(record.paragraph),
    }


def statement(record):
    return id_and_url("statement", record) | {
        "speaker": link(record.person),
        "position": record.participation.position if record.participation else "",
        "organizations": links(record.organizations),
        **spoken(record.paragraph),
    }


def spoken(paragraph):
    """Return the fields of a paragraph in statements and contributions."""
    paragraph.session.report = paragraph.report
    return {
        "reference": paragraph.number or None,
        "voice": paragraph.voice,
        "text": paragraph.text,
        "text_html": paragraph.html,
        "session": session(paragraph.session),
        "report": report_link(paragraph.report),
        "themes": links(paragraph.listed_themes),
        "theme_status": theme_status(paragraph),
        "led_to": [recommendation_link(one) for one in led_to(paragraph)],
        **references(paragraph),
        **declared_fields.api_values("paragraph", paragraph, link),
    }


def references(record):
    referring = [*record.listed_referring, *getattr(record, "listed_referring_elsewhere", ())]
    return {
        "refers_to": [reference(one, one.target_place) for one in record.listed_cross_references],
        "referred_to_by": [reference(one, one.source_place) for one in referring],
    }


def reference(record, place):
    """Return a cross-reference with the place at its other end."""
    return {
        "phrase": record.phrase,
        "words": record.words,
        "status": record.status,
        "kind": place.kind,
        "name": place.localized_name,
        "url": absolute_url(place),
    }


def uncertain_pages(record):
    notes = record.source.uncertain_notes if record.source else []
    return list(dict.fromkeys(page for note in notes for page in note.about.split(", ")))


def attachment(report, record):
    # Each belongs to this report, which the list has fetched.
    record.report = report
    return {
        "url": absolute_url(record),
        "annex": record.annex_label,
        **{
            name: getattr(record, name)
            for name in ("title", "kind", "name", "media_type", "size", "sha256")
        },
    }


def report(record):
    return report_link(record) | {
        "kind": record.kind,
        "series": record.series,
        "ends_on": record.ends_on,
        "place": record.place,
        "doi": record.doi,
        "published_at": record.published_at,
        "co_chairs": links(record.co_chairs.all()),
        "attendance": {
            "sentence": record.stated_attendance,
            "participants": record.stated_participants,
            "states": record.stated_states,
        },
        "annexes": [
            {
                "label": annex.label,
                "subject": annex.subject,
                "supplied": annex.is_supplied,
            }
            for annex in record.annexes.all()
        ],
        "attachments": [attachment(record, file) for file in record.attachments.all()],
        "uncertain_pages": uncertain_pages(record),
        "counts": {
            "sessions": record.session_count,
            "participants": record.participant_count,
            "contributions": record.contribution_count,
            "recommendations": record.recommendation_count,
        },
    }
