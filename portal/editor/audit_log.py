"""The audit log: listed, filtered by account and record, and exported as CSV."""

from operator import attrgetter

from django.core.paginator import Paginator
from django.shortcuts import render

from portal.accounts.roles import Permission
from portal.audit.models import AuditEntry
from portal.editor.view_decorator import editor_view
from portal.exports.csv_export import csv_response
from portal.exports.table import Table
from reports.text import clean_line

ENTRIES_PER_PAGE = 100
EXPORT_BATCH_SIZE = 2000
# Column name in the file, attribute of AuditEntry.
COLUMNS = (
    *(("pk", "pk"), ("at", "at"), ("by_key", "by_key"), ("by_name", "by_name")),
    *(("deed", "action"), ("kind", "target_type")),
    *(("key", "target_key"), ("name", "target_name")),
    *(("before", "before"), ("after", "after"), ("comment", "comment")),
)


@editor_view(Permission.READ_AUDIT_LOG)
def audit_log(request):
    terms = search_terms(request)
    page = Paginator(matching_entries(terms), ENTRIES_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "editor/audit_log.html", {"page_obj": page, "search_terms": terms})


@editor_view(Permission.READ_AUDIT_LOG)
def audit_log_csv(request):
    entries = in_batches(matching_entries(search_terms(request)))
    columns = [(heading, attrgetter(attribute)) for heading, attribute in COLUMNS]
    return csv_response(Table.of(entries, columns), "audit-trail")


def in_batches(entries):
    """Yield all entries, newest first, without holding a cursor open for a slow client."""
    newest = entries[:EXPORT_BATCH_SIZE]
    while batch := list(newest):
        yield from batch
        newest = entries.filter(pk__lt=batch[-1].pk)[:EXPORT_BATCH_SIZE]


def search_terms(request):
    return {name: clean_line(request.GET.get(name, "")).strip()[:200] for name in ("by", "key")}


def matching_entries(terms):
    entries = AuditEntry.objects.order_by("-pk")
    if terms["by"]:
        entries = entries.filter(by_name__icontains=terms["by"])
    return entries.filter(target_key=terms["key"]) if terms["key"] else entries
