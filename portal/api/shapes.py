"""What the API says of a record, one function a kind: what is not in it is not public."""

from django.conf import settings
from django.urls import reverse

from portal.counting import contributions_by, recommendations_by


def address(record):
    return settings.BASE_URL + record.get_absolute_url()


def identity(name, record):
    return {
        "id": record.pk,
        "url": address(record),
        "api_url": settings.BASE_URL + reverse(f"api:{name}", args=[record.pk]),
    }


def link(record):
    return record and {
        "slug": record.slug,
        "name": str(record),
        "url": address(record),
    }


def links(records):
    return [link(one) for one in records]


def report_link(report):
    return identity("report", report) | {
        "slug": report.slug,
        "title": report.title,
        "starts_on": report.starts_on,
    }


def session(one):
    return {
        "key": one.key,
        "kind": one.kind,
        "number": one.number,
        "title": one.title,
        "url": address(one),
    }


def represented(participation):
    return links(link.organization for link in participation.listed_affiliations)


def recommendation(one):
    return identity("recommendation", one) | {
        "reference": one.reference,
        "number": one.number,
        "voice": one.paragraph.voice if one.paragraph else None,
        "level": one.level or None,
        "text": one.text,
        "parent": one.parent and parent(one),
        "report": report_link(one.report),
        "themes": links(one.listed_themes),
        "theme_status": theme_status(one),
        "issuers": links(one.issuers),
        "addressees": links(one.addressees),
        "organizations": links(one.organizations_named),
        "instruments": links(one.instruments.all()),
    }


def theme_status(record):
    return [
        {"slug": one.theme.slug, "status": one.status}
        for one in record.listed_assignments
    ]


def parent(one):
    # Of the same report, which a list has fetched once.
    one.parent.report = one.report
    return identity("recommendation", one.parent) | {
        "reference": one.parent.reference,
        "number": one.parent.number,
    }


def contribution(one):
    paragraph, participation = one.paragraph, one.participation
    paragraph.session.report = paragraph.report
    return identity("contribution", one) | {
        "reference": paragraph.number or None,
        "voice": paragraph.voice,
        "text": paragraph.text,
        "speaker": link(participation.person),
        "position": participation.position,
        "organizations": represented(participation),
        "session": session(paragraph.session),
        "report": report_link(paragraph.report),
        "themes": links(paragraph.listed_themes),
        "theme_status": theme_status(paragraph),
    }


def report(one):
    return report_link(one) | {
        "kind": one.kind,
        "series": one.series,
        "ends_on": one.ends_on,
        "place": one.place,
        "published_at": one.published_at,
        "co_chairs": links(one.co_chairs.all()),
        "attendance": {
            "sentence": one.stated_attendance,
            "participants": one.stated_participants,
            "states": one.stated_states,
        },
        "annexes": [
            {"label": each.label, "subject": each.subject, "supplied": each.supplied}
            for each in one.annexes.all()
        ],
        "counts": {
            "sessions": one.session_count,
            "participants": one.participant_count,
            "contributions": one.contribution_count,
            "recommendations": one.recommendation_count,
        },
    }


def speaker(one):
    return identity("speaker", one) | {
        "slug": one.slug,
        "name": one.name,
        # As published reports print it: aliases may come from a draft.
        "aliases": list(
            dict.fromkeys(
                form for each in one.participations.all() for form in each.forms
            )
        ),
        "meetings": [
            {
                "report": report_link(each.report),
                "role": each.role,
                "position": each.position,
                "organizations": represented(each),
            }
            for each in one.participations.all()
        ],
        "counts": {"contributions": contributions_by("speaker").get(one.slug, 0)},
    }


def counts(facet, one):
    return {
        "recommendations": recommendations_by(facet).get(one.slug, 0),
        "contributions": contributions_by(facet).get(one.slug, 0),
    }


def organization(one):
    return identity("organization", one) | {
        "slug": one.slug,
        "name": one.name,
        "acronym": one.acronym,
        "kind": one.kind,
        "country": one.country,
        "part_of": link(one.part_of),
        "counts": counts("organization", one),
    }


def theme(one):
    return identity("theme", one) | {
        "slug": one.slug,
        "name": one.label,
        "definition": one.definition,
        "broader": link(one.broader),
        "counts": counts("theme", one),
        "suggested": counts("theme_suggested", one),
    }


def instrument(one):
    return identity("instrument", one) | {
        "slug": one.slug,
        "name": one.name,
        "kind": one.kind,
        "code": one.code,
        "year": one.year,
        "adopted_by": link(one.adopted_by),
        "wordings": one.printed_forms[1:],
        "counts": counts("instrument", one),
    }
