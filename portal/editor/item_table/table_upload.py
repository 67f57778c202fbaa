"""Bring an edited table back: upload, preview of the changes, confirmation."""

from dataclasses import astuple

from django.core import signing
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.roles import Permission
from portal.content import service
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.documents import sandbox
from portal.editor.form_meta import STALE, base_version, save_request
from portal.editor.item_table.table_import import (
    Intended,
    TableImport,
    people_named,
    similar_people,
)
from portal.editor.item_table.table_rows import RowMaker
from portal.editor.item_table.table_shape import NAME_HEADING
from portal.editor.item_table.table_types import TABLES
from portal.editor.messages import add_message, undo_of
from portal.editor.upload import uploaded_file
from portal.editor.view_decorator import editor_view
from portal.imports.table_changes import TablePreview, TableRefusedError
from portal.parsing.source import UnreadableError
from reports.models.optimistic_locking import StaleSaveError

LOST = "The form is incomplete. Upload the table again."


@editor_view(None, Permission.CORRECT)
def table_upload(request, report, table_slug):
    """Show what an uploaded table would change, or make the confirmed changes."""
    if table_slug not in TABLES:
        raise Http404
    table_import = TableImport(RowMaker(report, TABLES[table_slug], load_snapshot(report)))
    try:
        if request.POST.get("do") == "confirm":
            return confirm(request, report, table_import)
        upload = uploaded_file(request)
        preview = table_import.compare(sandbox.read_table(upload.name, upload.content))
    except (ValidationError, UnreadableError, TableRefusedError) as error:
        message = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return render_preview(request, report, table_import, TablePreview(), message)
    return render_preview(request, report, table_import, preview)


def confirm(request, report, table_import):
    """Make the changes in one save; if the report was saved since, compare again."""
    preview = table_import.compare_again(read_intended(request, report, table_import))
    if base_version(request) != report.version:
        return render_preview(request, report, table_import, preview, STALE)
    saving = save_request(request)
    try:
        with transaction.atomic():
            saved = service.save_edit(
                report=report,
                edit=table_import.edit(preview),
                version=saving.version,
                by=saving.by,
                comment=saving.comment,
            )
    except SaveRefusedError as error:
        return render_preview(request, report, table_import, preview, str(error))
    except StaleSaveError:
        return render_preview(request, report, table_import, preview, STALE)
    table = table_import.table
    url = reverse("editor:table", args=[report.root.slug, table.slug])
    message = f"{table.count(len(preview.changed))} changed, {len(preview.new):,} added."
    add_message(request, message, undo_of(report, saved, url))
    return redirect(url)


def salt(report, table_import):
    return f"table-{report.root.pk}-{table_import.table.slug}"


def read_intended(request, report, table_import):
    """Return the changes that the preview showed, which the form sends back signed."""
    try:
        changes, new = signing.loads(
            request.POST.get("changes", ""), salt=salt(report, table_import)
        )
    except signing.BadSignature:
        raise ValidationError(LOST) from None
    return Intended(tuple(map(tuple, changes)), tuple(map(tuple, new)))


def render_preview(request, report, table_import, preview, error=""):
    intended = astuple(Intended.of(preview))
    context = {
        "report": report,
        "root": report.root,
        "table": table_import.table,
        "preview": preview,
        "changes": [
            (table_import.rows[change.key][table_import.table.name_heading], change)
            for change in preview.changes
        ],
        "new_rows": [new_row(row) for row in preview.new],
        "refused": [*preview.refused, *preview.unknown],
        "changed_rows": table_import.table.count(len(preview.changed)),
        "signed": signing.dumps(intended, salt=salt(report, table_import), compress=True),
        "error": error,
    }
    status = (409 if error == STALE else 422) if error else 200
    return render(request, "editor/table_preview.html", context, status=status)


def new_row(row):
    """Return what the preview shows for a new row; for a person, also who it will be."""
    name, meaning = row.values.get(NAME_HEADING), ""
    if name and people_named(name):
        meaning = "known person"
    elif name:
        similar = similar_people(name)
        meaning = f"new person; similar: {', '.join(similar)}" if similar else "new person"
    return row.line, [item for item in row.values.items() if item[1]], meaning
