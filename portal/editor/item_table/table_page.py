"""The page of a table: all items of a type in one report, for bulk editing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import form_recovery, roles
from portal.accounts.roles import Permission
from portal.content import presence, service
from portal.content.edit_context import StoredContext
from portal.content.loader import load_snapshot
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item, Key
from portal.content.snapshot import Snapshot
from portal.editor.form_meta import STALE, save_request
from portal.editor.item_table.bulk_actions import ACTIONS, TickedRows, actions_of
from portal.editor.item_table.bulk_form import BulkForm
from portal.editor.item_table.table_rows import (
    SUGGESTED_THEMES,
    WITHOUT_LEVEL,
    Group,
    RowFilter,
    RowMaker,
)
from portal.editor.item_table.table_types import TABLES, TableType
from portal.editor.messages import add_message, undo_of
from portal.editor.view_decorator import editor_view
from reports.models import Report
from reports.models.optimistic_locking import StaleSaveError
from reports.pk_validation import valid_pk

TICK, UNTICK = "tick", "untick"
NO_CHANGE = "Nothing to change: the ticked rows already have this."


@dataclass
class TablePage:
    """A table of a stored report, what is ticked in it, and what is chosen in its bar."""

    report: Report
    table: TableType
    row_filter: RowFilter
    data: Mapping[str, Any] | None = None
    ticked: frozenset[Key] = field(default_factory=frozenset)
    error: str = ""
    status: int = 200

    @cached_property
    def snapshot(self) -> Snapshot:
        return load_snapshot(self.report)

    @cached_property
    def row_maker(self) -> RowMaker:
        return RowMaker(self.report, self.table, self.snapshot)

    @cached_property
    def form(self) -> BulkForm:
        return BulkForm(self.table, self.data)

    @property
    def groups(self) -> list[Group]:
        return self.row_maker.groups(self.row_filter, self.ticked)

    def accept_form(self, data: Any) -> None:
        """Apply the ticks and choices of a submitted form."""
        self.data = data
        keys = [int(key) for key in data.getlist("row") if valid_pk(key)]
        self.ticked = frozenset(keys) & self.snapshot.of_type(self.table.record_type).keys()

    def tick(self, action: str) -> None:
        """Tick or untick the shown rows, all or those under the heading that the button names."""
        verb, _, anchor = action.partition(":")
        keys = {
            row.item.key
            for group in self.groups
            if anchor in {"", group.anchor}
            for row in group.rows
        }
        self.ticked = self.ticked | keys if verb == TICK else self.ticked - keys

    def rows(self) -> TickedRows:
        """Return the ticked rows in the order of the report. Raises SaveRefusedError if none is."""
        items = tuple(
            Item(self.table.record_type, record.key)
            for record in self.row_maker.records()
            if record.key in self.ticked
        )
        if not items:
            raise SaveRefusedError("No row is ticked. Tick the rows to change.")
        return TickedRows(self.table, self.snapshot, items, self.form)


@editor_view(write=Permission.CORRECT)
def item_table(request, report, table_slug):
    """Show the table, tick rows of it, or change the ticked rows."""
    if table_slug not in TABLES:
        raise Http404
    page = TablePage(report, TABLES[table_slug], RowFilter.of(request.GET))
    if request.method == "POST":
        return handle_post(request, page)
    if returned := form_recovery.recover_form(request):
        page.accept_form(returned)
        page.error = form_recovery.RECOVERED_MESSAGE
    return render_page(request, page)


def handle_post(request, page):
    action = request.POST.get("do", "")
    page.accept_form(request.POST)
    if action in actions_of(page.table):
        return change_rows(request, page, action)
    if action.partition(":")[0] in {TICK, UNTICK}:
        page.tick(action)
    return render_page(request, page)


def change_rows(request, page, action):
    """Change the ticked rows in one save; if that is refused, they stay ticked."""
    saving = save_request(request)
    try:
        edit, message = ACTIONS[action](page.rows())
        refuse_no_change(page, edit)
        saved = service.save_edit(
            report=page.report,
            edit=edit,
            version=saving.version,
            by=saving.by,
            comment=saving.comment,
        )
    except (SaveRefusedError, StaleSaveError) as error:
        is_refused = isinstance(error, SaveRefusedError)
        page.error, page.status = (str(error), 422) if is_refused else (STALE, 409)
        presence.record_presence(page.report.root, request.user, f"{page.table.title} in a table")
        return render_page(request, page)
    url = request.get_full_path()
    add_message(request, message, undo_of(page.report, saved, url))
    return redirect(url)


def refuse_no_change(page, edit):
    if edit.apply(page.snapshot, StoredContext(page.report)) == page.snapshot:
        raise SaveRefusedError(NO_CHANGE)


def render_page(request, page):
    report, groups = page.report, page.groups
    may_correct = roles.may(request.user, Permission.CORRECT, report)
    context = {
        "report": report,
        "root": report.root,
        "table": page.table,
        "tables": TABLES.values(),
        "columns": page.table.columns,
        # Also counts what is not among the columns: the name of the row, its text, the tick box.
        "column_count": len(page.table.columns) + 1 + page.table.has_text + may_correct,
        "groups": groups,
        "headings": page.row_maker.headings(),
        "row_filter": page.row_filter,
        "filters": filters_of(page.table),
        "row_count": page.table.count(sum(len(group.rows) for group in groups)),
        "ticked_count": sum(row.is_ticked for group in groups for row in group.rows),
        "form": page.form,
        "error": page.error,
        "comment": request.POST.get("comment", ""),
        "may_correct": may_correct,
        "other_editors": presence.other_editors(report.root, request.user),
        "url": reverse("editor:table", args=[report.root.slug, page.table.slug]),
        "query": request.GET.urlencode(),
    }
    return render(request, "editor/table.html", context, status=page.status)


def filters_of(table):
    """Return (value, label) of what the rows of a table may lack."""
    filters = [("", "All")]
    if "level" in table.fields:
        filters.append((WITHOUT_LEVEL, "Without a level"))
    if table.has_themes:
        filters.append((SUGGESTED_THEMES, "With suggested themes"))
    return filters
