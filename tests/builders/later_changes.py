"""Changes of every kind that a portal sees in the course of a year, chosen at random."""

from django.db import transaction

from portal.content import draft_version, loader, workflow
from portal.content.edits.fields import SetFields
from portal.content.locking import SaveRequest
from portal.content.schema import Item
from portal.content.slug_change import change_slug
from portal.entities import merge
from reports.merge_redirects import ENTITY_TYPES
from reports.models import Instrument, Organization, Person, Report, Theme
from reports.references import affected_reports, notify_changed
from tests.builders import edits
from tests.builders.records import make_recommendation, make_report

SHARED = (Person, Organization, Theme, Instrument)


def change_something(rng, number):
    """Change records or a report; `number` makes names of its own."""
    rng.choice(
        (rename, rename, move, merge_two, publish_version, publish_version, publish_another)
    )(rng, number)


def pick(rng, model):
    return rng.choice(list(model.objects.published().order_by("pk")))


@transaction.atomic
def rename(rng, number):
    """Give a record another name, another slug and no aliases."""
    record = pick(rng, rng.choice(list(SHARED)))
    before = affected_reports(record)
    setattr(record, "label" if isinstance(record, Theme) else "name", f"Renamed {number}")
    record.slug = f"renamed-{number}"
    record.save()
    notify_changed({*before, *affected_reports(record)})


@transaction.atomic
def move(rng, number):
    """Put a theme at the top of the tree, and an organization into another country."""
    theme, organization = pick(rng, Theme), pick(rng, Organization)
    before = {*affected_reports(theme), *affected_reports(organization)}
    theme.broader = None
    theme.save()
    organization.country = rng.choice(["LAO", "NPL", "THA"])
    organization.kind = "ministry"
    organization.save()
    notify_changed({*before, *affected_reports(theme), *affected_reports(organization)})


def merge_two(rng, number):
    name = rng.choice(list(ENTITY_TYPES))
    records = list(ENTITY_TYPES[name].objects.published().order_by("pk"))
    if len(records) > 1:
        merge.merge(name, tuple(rng.sample(records, 2)))


def publish_version(rng, number):
    """Publish a version with another title and place, and other words in a recommendation."""
    report = pick(rng, Report)
    draft = draft_version.begin_draft(report)
    recommendation = rng.choice(loader.load_snapshot(draft).recommendations)
    for item, fields in (
        (Item("report", 0), {"title": f"Title {number}", "place": "Elsewhere"}),
        (Item("recommendation", recommendation.key), {"text": f"Corrected {number} labour"}),
    ):
        edits.save(draft, draft.version, SetFields(item, fields))
        draft.refresh_from_db()
    workflow.publish(draft)
    report.refresh_from_db()
    if rng.random() < 0.3:
        change_slug(report, f"moved-{number}", SaveRequest(report.version))


@transaction.atomic
def publish_another(rng, number):
    report = make_report(title=f"Another {number} on labour", slug=f"another-{number}")
    make_recommendation(report, text=f"New {number} labour", themes=[pick(rng, Theme)])
    workflow.publish(report)
