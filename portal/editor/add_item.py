"""Pages that add an item to a report, or create a report, without an imported source."""

from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render

from portal.accounts import form_recovery
from portal.accounts.roles import Permission
from portal.content import revisions
from portal.content.editing import form_save, forms, structure
from portal.content.editing.locators import ITEM_TYPES
from portal.content.locking import SaveRefusedError
from portal.editor.form_meta import STALE, save_request
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.imports.importer import unique_slug
from reports.models import Report
from reports.models.optimistic_locking import StaleSaveError


@editor_view(Permission.CORRECT, Permission.CORRECT)
def add(request, report, type_slug):
    """Show an empty form, or add its item after the one that `?after=` names."""
    if type_slug not in structure.ADDABLE_TYPES:
        raise Http404
    item_type = ITEM_TYPES[type_slug]
    form = item_type.form(
        form_data(request), report=report, instance=blank_record(report, item_type)
    )
    error = ""
    if is_save(request):
        if not form.is_valid():
            return render_add_form(request, report, (item_type, form), status=422)
        error, status = add_item(request, report, item_type, form.values)
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


def add_item(request, report, item_type, fields):
    """Add the item and return (error message, HTTP status); the message is empty on success."""
    saving = save_request(request)
    attribution = {"by": saving.by, "comment": saving.comment}
    try:
        structure.add_item(
            report,
            saving.version,
            item_type,
            requested_predecessor(request),
            fields,
            **attribution,
        )
    except SaveRefusedError as error:
        return str(error), 422
    except StaleSaveError:
        return STALE, 409
    return "", 200


def blank_record(report, item_type):
    record = item_type.form.Meta.model()
    record.report = report
    return record


def requested_predecessor(request):
    """Return (item type, locator) of the item that the new one follows, or None."""
    type_slug, _, locator = request.GET.get("after", "").partition("/")
    return (ITEM_TYPES[type_slug], locator) if type_slug in ITEM_TYPES and locator else None


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
    form, status = forms.ReportForm(form_data(request)), 200
    if is_save(request):
        if form.is_valid():
            report = create_report(form.values, request.user)
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
def create_report(fields, account):
    report = Report(slug=unique_slug(fields["title"], fields["starts_on"]), title=fields["title"])
    report.save()
    form_save.store_fields(report, ITEM_TYPES["about"], report, fields)
    revisions.save_first_revision(report, "Started from scratch", by=account)
    return report
