"""Item forms of the seminar report, filled in and saved as an editor does."""

from portal.content.editing import locators, save_item
from portal.content.editing.locators import ITEM_TYPES
from portal.content.locking import SaveRequest

PARAGRAPH = (ITEM_TYPES["paragraphs"], "p3")
RECOMMENDATION = (ITEM_TYPES["recommendations"], "4.1")


def fill_form(report, item, **changes):
    """Return the fields of the item's form, with some of them changed."""
    item_type, key = item
    record = locators.get_item(report, item_type, key)
    initial = locators.item_fields(report, item_type, record)
    form = item_type.form(instance=record, initial=initial, report=report)
    return {name: initial.get(name) for name in form.fields} | changes


def save_form(report, item, version=None, by=None, **changes):
    """Save the item with some fields changed; return the outcome of save_item."""
    fields = fill_form(report, item, **changes)
    request = SaveRequest(report.version if version is None else version, by)
    return save_item.save_item(report, item, fields, request)
