"""Export a stored report as plain data, in a stable format for tests and other programs.

docs/outline.md documents the keys. Records are in document order; people are sorted
by name; organizations and instruments have their full names.
"""

from django.db.models import QuerySet

from portal.exports.declared_fields import outline_values
from recommendations.models import CrossReference, Recommendation
from reports.models import Annex, Paragraph, Participation, Report, Session, Theme


def outline(report: Report) -> dict:
    """Return the report as dictionaries, lists and strings; unstated values are None."""
    return {
        "slug": report.slug,
        "title": report.title,
        "series": report.series or None,
        "kind": report.kind or None,
        "starts_on": iso_date(report.starts_on),
        "ends_on": iso_date(report.ends_on),
        "place": report.place or None,
        "co_chairs": names(report.co_chairs.order_by("name")),
        "attendance": {
            "sentence": report.stated_attendance or None,
            "participants": report.stated_participants,
            "states": report.stated_states,
        },
        "sessions": [session_data(session) for session in report.sessions.in_document_order()],
        "recommendations": [
            recommendation_data(recommendation)
            for recommendation in report.recommendations.in_document_order().select_related(
                "parent"
            )
        ],
        "people": [
            participation_data(participation)
            for participation in report.participations.order_by("person__name").select_related(
                "person"
            )
        ],
        "annexes": [annex_data(annex) for annex in report.annexes.order_by("label")],
        "cross_references": [
            reference_data(reference)
            for reference in report.cross_references.not_rejected().for_listing()
        ],
        "notes": [
            {"code": note.code, "reason": note.reason, "resolved": note.resolved}
            for note in report.notes.order_by("pk")
        ],
        **outline_values("report", report),
    }


def annex_data(annex: Annex) -> dict:
    return {
        "label": annex.label,
        "subject": annex.subject or None,
        "supplied": annex.is_supplied,
        **outline_values("annex", annex),
    }


def session_data(session: Session) -> dict:
    return {
        "kind": session.kind,
        "number": session.number or None,
        "title": session.title,
        "paragraphs": [
            paragraph_data(paragraph) for paragraph in session.paragraphs.order_by("position")
        ],
        **outline_values("session", session),
    }


def paragraph_data(paragraph: Paragraph) -> dict:
    contributions = paragraph.contributions.select_related("participation__person").order_by("pk")
    return {
        "number": paragraph.number or None,
        "voice": paragraph.voice,
        "text": paragraph.text,
        "themes": labels(paragraph.themes),
        "suggested_themes": labels(suggested_themes(paragraph)),
        "organizations": names(paragraph.organizations.order_by("name")),
        "instruments": names(paragraph.instruments.order_by("name")),
        "contributions": [
            affiliation_data(contribution.participation) for contribution in contributions
        ],
        "speaking_organizations": names(paragraph.speaking_organizations.order_by("name")),
        "led_to": [
            link.recommendation.number
            for link in paragraph.rationale_links.confirmed()
            .select_related("recommendation")
            .order_by("recommendation__position")
        ],
        **outline_values("paragraph", paragraph),
    }


def affiliation_data(participation: Participation) -> dict:
    affiliations = participation.affiliations.select_related("organization")
    return {
        "person": participation.person.name,
        "position": participation.position or None,
        "organizations": [affiliation.organization.name for affiliation in affiliations],
    }


def recommendation_data(recommendation: Recommendation) -> dict:
    involvements = recommendation.involvements.select_related("organization").order_by("pk")
    return {
        "reference": recommendation.number,
        "level": recommendation.level or None,
        "parent": recommendation.parent.number if recommendation.parent else None,
        "text": recommendation.text,
        "themes": labels(recommendation.themes),
        "suggested_themes": labels(suggested_themes(recommendation)),
        "addressees": sorted(
            involvement.organization.name
            for involvement in involvements
            if involvement.role == "addressee"
        ),
        "issuers": [
            involvement.organization.name
            for involvement in involvements
            if involvement.role == "issuer"
        ],
        "organizations": sorted(
            involvement.organization.name
            for involvement in involvements
            if involvement.role == "named"
        ),
        "instruments": names(recommendation.instruments.order_by("name")),
        "statements": statements_data(recommendation),
        **outline_values("recommendation", recommendation),
    }


def statements_data(recommendation: Recommendation) -> list[str] | None:
    """Return the numbers of confirmed statements behind a recommendation; None if undecided."""
    links = recommendation.rationale_links.confirmed().in_order_of_statements()
    paragraphs = [link.paragraph for link in links.select_related("paragraph")]
    if not paragraphs:
        return None
    return [paragraph.number or paragraph.anchor for paragraph in paragraphs if paragraph]


def participation_data(participation: Participation) -> dict:
    data = affiliation_data(participation)
    return {
        "name": data["person"],
        "aliases": participation.person.other_names,
        "role": participation.role,
        "position": data["position"],
        "organizations": data["organizations"],
        **outline_values("participation", participation),
    }


def reference_data(reference: CrossReference) -> dict:
    """Return words that refer to another place, and both places."""
    return {
        "phrase": reference.phrase,
        "words": reference.words,
        "status": reference.status,
        "from": place_data(reference.source),
        "to": place_data(reference.target)
        | ({"report": reference.other_report.slug} if reference.other_report else {}),
    }


def place_data(record) -> dict:
    """Return the kind of a place, and its number, label or heading; for a report, its slug."""
    match record:
        case Paragraph():
            name = record.number or record.anchor
        case Recommendation():
            name = record.number
        case Annex():
            name = record.label
        case Report():
            name = record.slug
        case _:
            name = record.heading_in_report_language
    return {"kind": record._meta.model_name, "name": name}


def names(records) -> list[str]:
    return [record.name for record in records]


def suggested_themes(record) -> QuerySet[Theme]:
    keys = record.theme_assignments.suggested().values("theme")
    return Theme.objects.filter(pk__in=keys)


def labels(themes) -> list[str]:
    return [theme.label for theme in themes.order_by("label")]


def iso_date(date) -> str | None:
    return date.isoformat() if date else None
