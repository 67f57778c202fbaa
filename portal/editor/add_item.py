"""Pages that add an item to a report, or create a report, without an imported source."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render

from portal.accounts import form_recovery
from portal.accounts.roles import Permission
from portal.content import revisions, service, writer
from portal.content.edits.structure import ADDABLE_TYPES, Add
from portal.content.item_fields import set_fields
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item
from portal.editor import item_forms
from portal.editor.entity_fields import create_entities
from portal.editor.form_meta import STALE, save_request
from portal.editor.item_types import ITEM_TYPES
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.imports.importer import unique_slug
from reports.models import Report
from reports.models.optimistic_locking import StaleSaveError


@editor_view(Permission.CORRECT, Permission.CORRECT)
def add(request, report, type_slug):
    """Show an empty form, or add its item after the one that `?after=` names."""
    item_type = ITEM_TYPES.get(type_slug)
    if item_type is None or item_type.record_type not in ADDABLE_TYPES:
        raise Http404
    form, error = item_type.form(form_data(request), report=report), ""
    if is_save(request):
        if not form.is_valid():
            return render_add_form(request, report, (item_type, form), status=422)
        error, status = add_item(request, report, item_type, form)
        if not error:
            add_message(request, "Added.")
            return redirect("editor:report", report.root.slug)
        return render_add_form(request, report, (item_type, form), error, status)
    if form.is_bound:
        form.errors.clear()
        error = form_recovery.RECOVERED_MESSAGE if request.method != "POST" else ""
    return render_add_form(request, report, (item_type, form), error)


def form_data(request):
    """Return the posted fields, or those that were kept while the user signed in."""
    return request.POST if request.method == "POST" else form_recovery.recover_form(request)


def is_save(request):
    return request.method == "POST" and request.POST.get("do", "save") == "save"


def add_item(request, report, item_type, form):
    """Add the item and return (error message, HTTP status); the message is empty on success."""
    saving = save_request(request)
    try:
        with transaction.atomic():
            after = requested_predecessor(request, report)
            service.save_edit(
                report=report,
                edit=Add(item_type.record_type, create_entities(form), after),
                version=saving.version,
                by=saving.by,
                comment=saving.comment,
            )
    except SaveRefusedError as error:
        return str(error), 422
    except StaleSaveError:
        return STALE, 409
    return "", 200


def requested_predecessor(request, report):
    """Return the item that the new one follows, or None."""
    type_slug, _, locator = request.GET.get("after", "").partition("/")
    if type_slug not in ITEM_TYPES or not locator:
        return None
    return ITEM_TYPES[type_slug].locate(load_snapshot(report), locator)


def render_add_form(request, report, typed_form, error="", status=200):
    item_type, form = typed_form
    context = {
        "report": report,
        "root": report.root,
        "type_label": item_type.label,
        "form": form,
        "rows": list(form.rows()),
        "error": error,
        "version": report.version,
        "after": request.GET.get("after", ""),
    }
    return render(request, "editor/add_item.html", context, status=status)


@editor_view(Permission.IMPORT, Permission.IMPORT)
def new(request):
    """Create a report without an imported file."""
    form, status = item_forms.ReportForm(form_data(request)), 200
    if is_save(request):
        if form.is_valid():
            report = create_report(form, request.user)
            add_message(
                request,
                f"“{report}” has been created. Add its headings, then paragraphs under them.",
            )
            return redirect("editor:report", report.slug)
        status = 422
    elif form.is_bound:
        form.errors.clear()
    context = {"form": form, "rows": list(form.rows())}
    return render(request, "editor/report_new.html", context, status=status)


@transaction.atomic
def create_report(form, account):
    fields = create_entities(form)
    report = Report(slug=unique_slug(fields["title"], fields["starts_on"]), title=fields["title"])
    report.save()
    before = load_snapshot(report)
    stored = writer.write(report, before, set_fields(before, Item("report", 0), fields))
    revisions.save_first_revision(report, "Started from scratch", by=account, content=stored)
    return report
