"""Serialize people and records of the vocabulary; omitted fields are not public.

What lists of recommendations, statements, contributions and reports show is in portal.exports.record_json.
"""

from portal.exports.record_json import id_and_url, link, organizations_of, report_link
from portal.search.aggregates import contributions_by, recommendations_by, statements_by


def speaker(person):
    participations = person.participations.all()
    return id_and_url("speaker", person) | {
        "slug": person.slug,
        "name": person.name,
        # The forms printed in published reports: a stored alias may come from a draft.
        "aliases": list(
            dict.fromkeys(
                printed_form
                for participation in participations
                for printed_form in participation.other_printed_forms
            )
        ),
        "meetings": [
            {
                "report": report_link(participation.report),
                "role": participation.role,
                "position": participation.position,
                "organizations": organizations_of(participation),
            }
            for participation in participations
        ],
        "counts": {"contributions": contributions_by("speaker").get(person.slug, 0)},
    }


def counts(facet, record):
    return {
        "recommendations": recommendations_by(facet).get(record.slug, 0),
        "contributions": contributions_by(facet).get(record.slug, 0),
        "statements": statements_by(facet).get(record.slug, 0),
    }


def labels(record):
    return [
        {
            "language": label.language,
            "label": str(label),
            "other_labels": others,
            "is_confirmed": label.is_confirmed,
        }
        for label, others in record.translations
    ]


def membership(record):
    return {
        "group": link(record.group),
        "since": record.since or None,
        "until": record.until or None,
    }


def organization(record):
    return id_and_url("organization", record) | {
        "slug": record.slug,
        "name": record.name,
        "acronym": record.acronym,
        "kind": record.kind,
        "labels": labels(record),
        "country": record.country,
        "part_of": link(record.part_of),
        "website": record.website,
        "ror_id": record.ror_id,
        "memberships": [membership(row) for row in record.memberships.all()],
        "counts": counts("organization", record),
    }


def theme(record):
    return id_and_url("theme", record) | {
        "slug": record.slug,
        "name": record.label,
        "labels": labels(record),
        "definition": record.definition,
        "broader": link(record.broader),
        "counts": counts("theme", record),
        "suggested": counts("theme_suggested", record),
    }


def instrument(record):
    return id_and_url("instrument", record) | {
        "slug": record.slug,
        "name": record.name,
        "kind": record.kind,
        "code": record.code,
        "year": record.year,
        "adopted_by": link(record.adopted_by),
        "labels": labels(record),
        "wordings": record.printed_forms[1:],
        "sdg_goal": record.sdg_goal,
        "ilo_number": record.ilo_number,
        "text_url": record.url,
        "counts": counts("instrument", record),
    }
