"""What a row of each table holds."""

from django.conf import settings


def address(record):
    return settings.BASE_URL + record.get_absolute_url()


def joined(records):
    return "; ".join(str(one) for one in records)


def confirmed_themes(record):
    """Return those themes that are no mere suggestions of the import."""
    assigned = record.listed_assignments
    return joined(one.theme for one in assigned if not one.is_suggested)


RECOMMENDATIONS = (
    ("reference", lambda one: one.reference),
    ("level", lambda one: one.level),
    ("text", lambda one: one.text),
    ("stands under", lambda one: one.parent.reference if one.parent else ""),
    ("themes", lambda one: joined(one.listed_themes)),
    ("recommended by", lambda one: joined(one.issuers)),
    ("asked to act", lambda one: joined(one.addressees)),
    ("organizations named", lambda one: joined(one.organizations_named)),
    ("report", lambda one: one.report.title),
    ("first day", lambda one: one.report.starts_on.isoformat()),
    ("address", address),
    ("themes confirmed", confirmed_themes),
    ("number", lambda one: one.number),
)

CONTRIBUTIONS = (
    ("paragraph", lambda one: one.paragraph.number),
    ("speaker", lambda one: one.participation.person.name),
    ("position", lambda one: one.participation.position),
    (
        "organizations",
        lambda one: joined(
            link.organization for link in one.participation.listed_affiliations
        ),
    ),
    ("voice", lambda one: one.paragraph.voice),
    ("text", lambda one: one.paragraph.text),
    ("themes", lambda one: joined(one.paragraph.listed_themes)),
    ("session", lambda one: str(one.paragraph.session)),
    ("report", lambda one: one.paragraph.report.title),
    ("first day", lambda one: one.paragraph.report.starts_on.isoformat()),
    ("address", address),
    ("themes confirmed", lambda one: confirmed_themes(one.paragraph)),
)
