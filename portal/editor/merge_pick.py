"""The page that picks any two people or organizations by search, to compare and merge them."""

from django.http import Http404
from django.shortcuts import render

from portal.accounts.roles import Permission
from portal.editor.view_decorator import editor_view
from reports.merge_redirects import ENTITY_TYPES
from reports.search_filter import MAX_SEARCH_CHARACTERS, SearchFilter
from reports.text import clean_line

MAX_LISTED = 30
# Editors also look for printed forms, which readers cannot search.
SEARCHED_COLUMNS = {
    "person": ("name", "aliases", "slug"),
    "organization": ("name", "acronym", "aliases", "slug"),
}


@editor_view(Permission.EDIT_ENTITIES)
def merge_pick(request, entity_type):
    """Search for the first record, then for the one that it is merged with."""
    if entity_type not in ENTITY_TYPES:
        raise Http404
    first = (
        ENTITY_TYPES[entity_type]
        ._base_manager.filter(slug=clean_line(request.GET.get("first", "")))
        .first()
    )
    search_text = clean_line(request.GET.get("q", ""))[:MAX_SEARCH_CHARACTERS].strip()
    matches = matching_records(entity_type, search_text, first) if search_text else []
    context = {
        "entity_type": entity_type,
        "first": first,
        "search_text": search_text,
        "matches": matches[:MAX_LISTED],
        "are_more": len(matches) > MAX_LISTED,
    }
    return render(request, "editor/merge_pick.html", context)


def matching_records(entity_type, search_text, first):
    """Return the records with all words of the text, without the one picked first."""
    records = ENTITY_TYPES[entity_type]._base_manager.order_by("name", "pk")
    found = SearchFilter(SEARCHED_COLUMNS[entity_type]).filter(records, search_text)
    return list(found.exclude(pk=first.pk if first else None)[: MAX_LISTED + 1])
