"""Pages that list possible duplicates of entities, compare two, merge them and undo merges."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts.roles import Permission
from portal.content.refusals import SaveRefusedError
from portal.editor.form_meta import parse_version
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.entities import duplicates, merge, unmerge
from reports.merge_redirects import ENTITY_TYPES
from reports.models import MergeRecord
from reports.models.optimistic_locking import StaleSaveError

MAX_MERGES_LISTED = 100
STALE = (
    "One of the two was saved or merged by another editor after you opened the page. Nothing was "
    "changed. Compare them again."
)


@editor_view(Permission.EDIT_ENTITIES)
def duplicates_page(request):
    """List the possible duplicates and the latest merges."""
    context = {
        "duplicates_by_type": [
            (entity_type, duplicates.find_duplicates(entity_type)) for entity_type in ENTITY_TYPES
        ],
        "merges": MergeRecord.objects.defer("journal").order_by("-merged_at")[:MAX_MERGES_LISTED],
    }
    return render(request, "editor/duplicates.html", context)


@editor_view(Permission.EDIT_ENTITIES, Permission.EDIT_ENTITIES)
def merge_preview(request, entity_type, duplicate_slug, canonical_slug):
    """Show two records side by side; merge them, or mark them as not duplicates."""
    if entity_type not in ENTITY_TYPES:
        raise Http404
    duplicate, canonical = (
        get_object_or_404(ENTITY_TYPES[entity_type], slug=slug)
        for slug in (duplicate_slug, canonical_slug)
    )
    if request.method != "POST":
        return render_comparison(request, entity_type, (duplicate, canonical))
    if request.POST.get("do") == "apart":
        duplicates.mark_not_duplicate(entity_type, duplicate, canonical, by=request.user)
        add_message(request, f"“{duplicate}” and “{canonical}” will not be suggested again.")
        return redirect("editor:duplicates")
    return merge_pair(request, entity_type, duplicate, canonical)


def merge_pair(request, entity_type, duplicate, canonical):
    duplicate.version, canonical.version = (
        parse_version(request.POST, name) for name in ("goes", "stays")
    )
    pair = (duplicate, canonical)
    try:
        merge.merge(entity_type, pair, by=request.user)
    except SaveRefusedError as error:
        return render_comparison(request, entity_type, pair, str(error), 422)
    except StaleSaveError:
        add_message(request, STALE)
        return redirect("editor:duplicates")
    add_message(
        request,
        f"“{duplicate}” has been merged into “{canonical}”, with all its printed forms.",
    )
    return redirect("editor:duplicates")


def render_comparison(request, entity_type, pair, error="", status=200):
    duplicate, canonical = pair
    context = {
        "entity_type": entity_type,
        "opts": canonical._meta,
        "duplicate": duplicate,
        "canonical": canonical,
        "sides": [comparison_side(duplicate), comparison_side(canonical)],
        "error": error,
    }
    return render(request, "editor/merge_preview.html", context, status=status)


def comparison_side(record):
    return {
        "record": record,
        "printed_forms": duplicates.comparable_names(record),
        "reports": merge.reports_naming(record),
    }


@editor_view(None, Permission.EDIT_ENTITIES)
def unmerge_view(request, key):
    merge_record = get_object_or_404(MergeRecord, pk=key)
    try:
        unmerge.unmerge(merge_record, by=request.user)
        add_message(
            request,
            f"“{merge_record.merged_name}” and “{merge_record.target_name}” have been separated again.",
        )
    except SaveRefusedError as error:
        add_message(request, str(error))
    return redirect("editor:duplicates")
