"""Item forms of the seminar report, filled in and saved as an editor does."""

from portal.content import service
from portal.content.edits.fields import SetFields
from portal.content.item_fields import get_fields
from portal.content.loader import load_snapshot
from portal.editor.item_types import ITEM_TYPES
from reports.models import Report

PARAGRAPH = (ITEM_TYPES["paragraphs"], "p3")
RECOMMENDATION = (ITEM_TYPES["recommendations"], "4.1")


def item_fields(report, item):
    """Return the stored values of the item's fields."""
    item_type, locator = item
    snapshot = load_snapshot(report)
    return get_fields(snapshot, item_type.locate(snapshot, locator))


def fill_form(report, item, **changes):
    """Return the fields of the item's form, with some of them changed."""
    item_type, locator = item
    snapshot = load_snapshot(report)
    located = item_type.locate(snapshot, locator)
    initial = get_fields(snapshot, located)
    record = snapshot.get(located)
    form = item_type.form(initial=initial, record=record, report=report)
    return {name: initial.get(name) for name in form.fields} | changes


def save_form(report, item, version=None, by=None, **changes):
    """Save the item with some fields changed; return the fields that only others have changed."""
    fields = fill_form(report, item, **changes)
    return save_fields(report, item, fields, version, by)


def save_fields(report, item, fields, version=None, by=None):
    item_type, locator = item
    # A draft that was published meanwhile is stored under the key of its root.
    stored = Report.objects.filter(pk__in=[report.pk, report.root.pk]).order_by("-pk").first()
    saved = service.save_edit(
        report=report,
        edit=SetFields(item_type.locate(load_snapshot(stored), locator), fields),
        version=report.version if version is None else version,
        by=by,
    )
    return list(saved.merged)
