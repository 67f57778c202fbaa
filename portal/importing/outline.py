"""A stored report as plain data: the stable form that tests compare and other programs read.

Keys and their meaning stand in the README under “The outline”. Within a report everything
is in the order printed; people are by name, organizations and instruments are named in full.
"""

from django.db.models import QuerySet

from recommendations.models import Recommendation
from reports.models import Paragraph, Participation, Report, Session, Theme


def outline(report: Report) -> dict:
    """Return the report as dictionaries, lists and strings; what is not stated is None."""
    return {
        "slug": report.slug,
        "title": report.title,
        "series": report.series or None,
        "kind": report.kind or None,
        "starts_on": day(report.starts_on),
        "ends_on": day(report.ends_on),
        "place": report.place or None,
        "co_chairs": names(report.co_chairs.order_by("name")),
        "attendance": {
            "sentence": report.stated_attendance or None,
            "participants": report.stated_participants,
            "states": report.stated_states,
        },
        "sessions": [of_session(one) for one in report.sessions.as_printed()],
        "recommendations": [
            of_recommendation(one)
            for one in report.recommendations.as_printed().select_related("parent")
        ],
        "people": [
            of_participation(one)
            for one in report.participations.order_by("person__name").select_related(
                "person"
            )
        ],
        "annexes": [
            {
                "label": one.label,
                "subject": one.subject or None,
                "supplied": one.supplied,
            }
            for one in report.annexes.order_by("label")
        ],
        "notes": [
            {"code": one.code, "reason": one.reason, "resolved": one.resolved}
            for one in report.notes.order_by("pk")
        ],
    }


def of_session(session: Session) -> dict:
    return {
        "kind": session.kind,
        "number": session.number or None,
        "title": session.title,
        "paragraphs": [
            of_paragraph(one) for one in session.paragraphs.order_by("position")
        ],
    }


def of_paragraph(paragraph: Paragraph) -> dict:
    said = paragraph.contributions.select_related("participation__person").order_by(
        "pk"
    )
    return {
        "number": paragraph.number or None,
        "voice": paragraph.voice,
        "text": paragraph.text,
        "themes": labels(paragraph.themes),
        "suggested_themes": labels(suggested_themes(paragraph)),
        "organizations": names(paragraph.organizations.order_by("name")),
        "instruments": names(paragraph.instruments.order_by("name")),
        "contributions": [as_of_meeting(one.participation) for one in said],
        "speaking_organizations": names(
            paragraph.speaking_organizations.order_by("name")
        ),
    }


def as_of_meeting(participation: Participation) -> dict:
    affiliations = participation.affiliations.select_related("organization")
    return {
        "person": participation.person.name,
        "position": participation.position or None,
        "organizations": [one.organization.name for one in affiliations],
    }


def of_recommendation(recommendation: Recommendation) -> dict:
    involved = recommendation.involvements.select_related("organization").order_by("pk")
    return {
        "reference": recommendation.number,
        "level": recommendation.level or None,
        "parent": recommendation.parent.number if recommendation.parent else None,
        "text": recommendation.text,
        "themes": labels(recommendation.themes),
        "suggested_themes": labels(suggested_themes(recommendation)),
        "addressees": sorted(
            one.organization.name for one in involved if one.role == "addressee"
        ),
        "issuers": [one.organization.name for one in involved if one.role == "issuer"],
        "organizations": sorted(
            one.organization.name for one in involved if one.role == "named"
        ),
        "instruments": names(recommendation.instruments.order_by("name")),
    }


def of_participation(participation: Participation) -> dict:
    said = as_of_meeting(participation)
    return {
        "name": said["person"],
        "aliases": participation.person.other_names,
        "role": participation.role,
        "position": said["position"],
        "organizations": said["organizations"],
    }


def names(records) -> list[str]:
    return [record.name for record in records]


def suggested_themes(record) -> QuerySet[Theme]:
    keys = record.theme_assignments.suggested().values("theme")
    return Theme.objects.filter(pk__in=keys)


def labels(themes) -> list[str]:
    return [theme.label for theme in themes.order_by("label")]


def day(date) -> str | None:
    return date.isoformat() if date else None
