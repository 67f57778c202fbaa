"""The page of one item: its source, all its fields, suggestions, notes and operations."""

from django.db import OperationalError, transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.text import Truncator

from portal.accounts import form_recovery, roles
from portal.accounts.roles import Permission
from portal.content import presence, service
from portal.content.cross_references import ReferringRecord
from portal.content.edits import structure
from portal.content.edits.fields import SetFields
from portal.content.edits.new_records import TYPES
from portal.content.item_names import number_of
from portal.content.refusals import SaveRefusedError
from portal.content.service import ConflictError
from portal.editor import conflict_view, failure_text, item_actions, suggestions
from portal.editor.entity_fields import create_entities
from portal.editor.form_meta import STALE, parse_version, save_request
from portal.editor.item_page import ItemPage, item_of, item_url
from portal.editor.item_rationale import rationale_section
from portal.editor.item_references import item_references
from portal.editor.item_types import ITEM_TYPES
from portal.editor.lineage_section import section_for
from portal.editor.messages import add_message, undo_of
from portal.editor.view_decorator import editor_view
from portal.failures.causes import classify_error
from portal.lineage import work_list
from recommendations.models import Recommendation
from reports.markdown import MarkupError, to_html
from reports.models.optimistic_locking import StaleSaveError

CONFLICT = (
    "{name} has saved the same fields since you opened this page. Your changes were not saved, "
    "but nothing is lost: for each of these fields you see the original text and the text of "
    "{name}. Your text is in the form. Combine the two versions below and save again."
)


@editor_view(Permission.CORRECT, Permission.CORRECT)
def edit_item(request, report, type_slug, locator=""):
    """Show the item, or do what the pressed button asks for."""
    if type_slug not in ITEM_TYPES:
        raise Http404
    try:
        page = ItemPage.open(report, type_slug, locator)
    except SaveRefusedError as error:
        return render_item_missing(request, report, str(error))
    if request.method == "POST":
        return handle_post(request, page)
    returned = form_recovery.recover_form(request)
    if returned:
        page.error, page.typed = form_recovery.RECOVERED_MESSAGE, returned
        page.version = parse_version(returned)
    return render_page(request, page, make_form(page, returned))


def make_form(page, data=None):
    if page.item_type.form is None:
        return None
    record = None if page.item.record_type == "report" else page.record
    return page.item_type.form(data, report=page.report, record=record, initial=page.fields)


def handle_post(request, page):
    action = request.POST.get("do", "save")
    saving = save_request(request)
    presence.record_presence(page.report.root, request.user, page.name)
    page.version, page.comment, page.typed = saving.version, saving.comment, request.POST
    if action in item_actions.ACTIONS:
        return perform(request, page, item_actions.ACTIONS[action])
    form = make_form(page, request.POST)
    if form is None:
        raise Http404
    if action not in {"save", "save-next"}:
        page.preview = render_preview(request.POST) if action == "preview" else ""
        page.is_unsaved = True
        return render_page(request, page, form)
    if not form.is_valid():
        page.status = 422
        return render_page(request, page, form)
    return save_form(request, page, form)


def render_preview(data):
    try:
        return to_html(data.get("summary", ""))
    except MarkupError:
        # The form reports it at the field.
        return ""


def save_form(request, page, form):
    try:
        saved = save_fields(page, form, save_request(request))
    except ConflictError as conflict:
        return render_conflict(request, page, form, conflict)
    except SaveRefusedError as error:
        page.error, page.status = str(error), 422
        return render_page(request, page, form)
    except OperationalError as error:
        failure = classify_error(error)
        if failure is None:
            raise
        page.error = failure_text.describe_failure(failure, failure_text.BELOW)
        page.status = failure.status
        return render_page(request, page, form)
    names = ", ".join(field.name.replace("_", " ") for field in saved.merged)
    merged = f" Changes that others made in the meantime ({names}) are kept." if names else ""
    is_last = request.POST.get("do") != "save-next" or not page.neighbors[1]
    return finish(request, page, saved, f"Saved.{merged}", "" if is_last else page.neighbors[1])


@transaction.atomic
def save_fields(page, form, saving):
    """Save the form; new people and organizations are created with it."""
    fields = create_entities(form)
    return service.save_edit(
        report=page.report,
        edit=SetFields(page.item, fields),
        version=saving.version,
        by=saving.by,
        comment=saving.comment,
    )


def perform(request, page, action):
    """Do an operation of the page; it can be undone."""
    saving = save_request(request)
    try:
        with transaction.atomic():
            edit, message = action(page, request.POST)
            saved = service.save_edit(
                report=page.report,
                edit=edit,
                version=saving.version,
                by=saving.by,
                comment=saving.comment,
            )
    except (SaveRefusedError, StaleSaveError, ConflictError) as error:
        is_refused = isinstance(error, SaveRefusedError)
        page.error, page.status = (str(error), 422) if is_refused else (STALE, 409)
        page.version = page.report.version
        return render_page(request, page, make_form(page))
    return finish(request, page, saved, message)


def finish(request, page, saved, message, url=""):
    """Queue the message with its Undo, and show where the item is now."""
    url = url or url_after(page, saved)
    add_message(request, message, undo_of(page.report, saved, url))
    return redirect(url)


def url_after(page, saved):
    """Return the URL of the item, else of the item now in its place, else of the report."""
    if page.item.record_type == "report":
        return page.url
    if page.item.key in saved.after.of_type(page.item.record_type):
        return item_url(page.report, saved.after, page.item)
    start = page.record.spans[0][0] if getattr(page.record, "spans", ()) else -1
    for record in saved.after.spanned:
        if any(first <= start < last for first, last in record.spans):
            return item_url(page.report, saved.after, item_of(record))
    return reverse("editor:report", args=[page.report.root.slug])


def render_conflict(request, page, form, conflict):
    """Show base, theirs and mine of each field that both sides changed; typed text is kept."""
    name = conflict.by_name or "Another editor"
    page.error, page.status = CONFLICT.format(name=name), 409
    page.version = conflict.version
    data = conflict_view.take_theirs(request.POST, conflict.fields)
    merged_form = make_form(page, data)
    page.conflicts = conflict_view.conflict_views(merged_form, conflict.fields)
    return render_page(request, page, merged_form)


def render_page(request, page, form):
    if page.is_unsaved:
        # An unfinished form has no errors to report yet.
        form.errors.clear()
    report = page.report
    context = {
        "page": page,
        "report": report,
        "root": report.root,
        "name": Truncator(page.name).chars(80),
        "form": form,
        "rows": list(form.rows()) if form else [],
        "other_editors": presence.other_editors(report.root, request.user),
        "suggestions": suggestions.suggestions_for(page),
        "references": list(item_references(page)),
        "rationale": rationale_section(page),
        "has_references": isinstance(page.record, ReferringRecord),
        "sentences": item_actions.sentence_starts(page.text) if can_split(page) else [],
        "types": [
            (name, item_actions.TYPE_LABELS[name]) for name in TYPES if name != page.block_type
        ],
        "possible_parents": [
            (parent.reference, f"{number_of(parent)} {parent.text}", parent.key)
            for parent in structure.possible_parents(page.snapshot, page.record)
        ],
        "lineage": lineage_of(request, page),
        "is_ordered": page.item.record_type in {"session", "paragraph", "recommendation"},
        "is_by_hand": page.item.record_type in structure.ADDABLE_TYPES and not page.is_in_source,
        "may_resolve_notes": roles.may(request.user, Permission.RESOLVE_NOTES, report),
    }
    return render(request, "editor/item.html", context, status=page.status)


def lineage_of(request, page):
    """Return the earlier and later recommendations linked to one, for accounts that may decide about them."""
    if page.item.record_type != "recommendation" or not roles.may(request.user, Permission.LINK):
        return None
    rows = work_list.with_reports(Recommendation.objects.filter(pk=page.item.key))
    record = rows.first()
    return section_for(record, request.path) if record else None


def can_split(page):
    return page.is_in_source and not page.is_reworded


def render_item_missing(request, report, error):
    context = {
        "report": report,
        "root": report.root,
        "error": error,
        "typed": form_recovery.typed_fields(request.POST),
    }
    status = 404 if request.method != "POST" else 409
    return render(request, "editor/item_missing.html", context, status=status)
