"""The page that edits one item of a report: search, preview, save, resolve conflicts, reorder."""

from dataclasses import dataclass, field

from django.db import OperationalError
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator

from portal.accounts import form_recovery
from portal.accounts.roles import Permission
from portal.content import presence
from portal.content.editing import conflict_view, locators, save_item, structure
from portal.content.editing.locators import ITEM_TYPES
from portal.content.locking import SaveRefusedError
from portal.editor import failure_text
from portal.editor.form_meta import STALE, parse_version, save_request
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.failures.causes import classify_error
from reports.markdown import MarkupError, to_html
from reports.models.optimistic_locking import StaleSaveError

CONFLICT = (
    "{name} has saved the same fields since you opened this page. Nothing was saved, and nothing "
    "is lost: for each of these fields you see the original text and the text of {name}. Your "
    "text is in the form. Combine the two versions below and save again."
)


@dataclass
class EditPage:
    """State of the edit page besides its form."""

    type_slug: str
    locator: str = ""
    error: str = ""
    conflicts: list = field(default_factory=list)
    preview: str = ""
    version: int = 0
    comment: str = ""
    status: int = 200


@editor_view(Permission.CORRECT, Permission.CORRECT)
def edit_item(request, report, type_slug, locator=""):
    """Show the item's form, or run the action of the pressed button."""
    item_type = ITEM_TYPES.get(type_slug)
    if item_type is None:
        raise Http404
    try:
        record = locators.get_item(report, item_type, locator)
    except SaveRefusedError as error:
        return render_item_missing(request, report, str(error))
    page = EditPage(type_slug, locator, version=report.version)
    if request.method == "POST":
        return handle_post(request, report, record, page)
    returned = form_recovery.recover_form(request)
    if returned:
        page.error = form_recovery.RECOVERED_MESSAGE
        page.version = parse_version(returned)
    return render_edit_form(request, report, make_form(report, item_type, record, returned), page)


def item_name(item_type, record):
    return "the report’s own page" if item_type.record_type == "report" else str(record)


def make_form(report, item_type, record, data=None):
    fields = locators.item_fields(report, item_type, record)
    return item_type.form(data, instance=record, initial=fields, report=report)


def handle_post(request, report, record, page):
    item_type, action = ITEM_TYPES[page.type_slug], request.POST.get("do", "save")
    saving = save_request(request)
    page.version, page.comment = saving.version, saving.comment
    presence.record_presence(report.root, request.user, item_name(item_type, record))
    if action in STRUCTURE_ACTIONS:
        return change_structure(request, report, page, action)
    form = make_form(report, item_type, record, request.POST)
    if action != "save":
        page.preview = render_preview(request.POST) if action == "preview" else ""
        return render_edit_form(request, report, form, page, is_unsaved=True)
    if not form.is_valid():
        page.status = 422
        return render_edit_form(request, report, form, page)
    return save_form(request, report, form, page)


def render_preview(data):
    try:
        return to_html(data.get("summary", ""))
    except MarkupError:
        # The form reports it at the field.
        return ""


def save_form(request, report, form, page):
    item_type = ITEM_TYPES[page.type_slug]
    try:
        merged_fields = save_item.save_item(
            report, (item_type, page.locator), form.values, save_request(request)
        )
    except save_item.ConflictError as conflict:
        return render_conflict(request, report, form, page, conflict)
    except SaveRefusedError as error:
        page.error, page.status = str(error), 422
        return render_edit_form(request, report, form, page)
    except OperationalError as error:
        failure = classify_error(error)
        if failure is None:
            raise
        page.error = failure_text.describe_failure(failure, failure_text.BELOW)
        page.status = failure.status
        return render_edit_form(request, report, form, page)
    merge_message = (
        f" Changes that others made meanwhile ({field_labels(merged_fields)}) are kept."
        if merged_fields
        else ""
    )
    add_message(request, f"Saved.{merge_message}")
    return redirect(item_url(report, page))


def field_labels(fields):
    return ", ".join(field.name.replace("_", " ") for field in fields)


def item_url(report, page):
    url = reverse("editor:report", args=[report.root.slug])
    return f"{url}#{page.type_slug}-{page.locator}" if page.locator else url


def render_conflict(request, report, form, page, conflict):
    """Show base, theirs and mine of each field that both sides changed; typed text is kept."""
    name = conflict.by_name or "Another editor"
    page.error, page.status = CONFLICT.format(name=name), 409
    page.version = conflict.version
    data = conflict_view.take_theirs(request.POST, conflict.fields)
    merged_form = make_form(report, ITEM_TYPES[page.type_slug], form.instance, data)
    page.conflicts = conflict_view.conflict_views(merged_form, conflict.fields)
    return render_edit_form(request, report, merged_form, page)


def render_edit_form(request, report, form, page, *, is_unsaved=False):
    if is_unsaved:
        # An unfinished form has no errors to report yet.
        form.errors.clear()
    item_type, record = ITEM_TYPES[page.type_slug], form.instance
    context = {
        "report": report,
        "root": report.root,
        "type_label": item_type.label,
        "name": Truncator(item_name(item_type, record)).chars(80),
        "is_unsaved": is_unsaved,
        "form": form,
        "rows": list(form.rows()),
        "page": page,
        "other_editors": presence.other_editors(report.root, request.user),
        "is_ordered": item_type.record_type in {"session", "paragraph", "recommendation"},
        "possible_parents": structure.possible_parents(record),
        "is_by_hand": item_type.record_type != "report" and not getattr(record, "spans", None),
        "block_key": block_key(report, item_type, record),
    }
    return render(request, "editor/item.html", context, status=page.status)


BLOCK_KINDS = {
    "session": "heading",
    "paragraph": "paragraph",
    "recommendation": "recommendation",
}


def block_key(report, item_type, record):
    """Return the key of the item's block in the workbench, or "" if it has none."""
    has_spans = report.source_id and getattr(record, "spans", None)
    return (
        f"{BLOCK_KINDS[item_type.record_type]}-{record.pk}"
        if has_spans and item_type.record_type in BLOCK_KINDS
        else ""
    )


def render_item_missing(request, report, error):
    context = {
        "report": report,
        "root": report.root,
        "error": error,
        "typed": form_recovery.typed_fields(request.POST),
    }
    return render(
        request,
        "editor/item_missing.html",
        context,
        status=404 if request.method != "POST" else 409,
    )


def change_structure(request, report, page, action):
    """Move the item up or down, nest it under another, or remove it."""
    item = (ITEM_TYPES[page.type_slug], page.locator)
    saving = save_request(request)
    attribution = {"by": saving.by, "comment": saving.comment}
    steps = {"up": -1, "down": 1}
    try:
        if action in steps:
            structure.move_item(report, saving.version, item, steps[action], **attribution)
        elif action == "nest":
            parent = request.POST.get("under", "")
            structure.nest_recommendation(report, saving.version, item, parent, **attribution)
        else:
            structure.remove_item(report, saving.version, item, **attribution)
        add_message(request, "Removed." if action == "remove" else "Moved.")
    except SaveRefusedError as error:
        add_message(request, str(error))
    except StaleSaveError:
        add_message(request, STALE)
    return redirect(item_url(report, page))


STRUCTURE_ACTIONS = {"up", "down", "nest", "remove"}
