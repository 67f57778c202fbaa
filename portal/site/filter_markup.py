"""The filters and the sort orders of a list as HTML."""

from typing import Any

from django.utils.formats import localize
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.templatetags.language_tags import HIDDEN_FIELD, name_lang
from portal.web.slot_templates import NOTHING, OPEN, SlotTemplate, join_lines
from reports.choices import Choice
from reports.facets import FacetedFilterSet
from reports.url_cache import fixed_url

CHIPS = SlotTemplate("site/slots/chips.html")
SEARCH_CHIP = SlotTemplate("site/slots/search_chip.html")
FILTER_CHIP = SlotTemplate("site/slots/filter_chip.html")
SORTS = SlotTemplate("site/slots/sorts.html")
SORT_LINK = SlotTemplate("site/slots/sort_link.html")
CHOSEN_SORT = SlotTemplate("site/slots/chosen_sort.html")
PUBLICATION_DAY = SlotTemplate("site/slots/publication_day.html")


def filter_title(filters: FacetedFilterSet, page: int = 1) -> str:
    """Return the filters in force and the page number, each with a comma, for the page title."""
    parts = [f"“{filters.search_text}”"] if filters.search_text else []
    parts += [choice.label for _, choice in filters.active_choices]
    if page > 1:
        parts.append(gettext("page %(number)s") % {"number": localize(page)})
    return "".join(f"{part}, " for part in parts)


def chosen_filters(filters: FacetedFilterSet) -> SafeString:
    """Return the filters in force, each with the link that removes it."""
    if not filters.is_filtered:
        return NOTHING
    chips = [chip(facet, choice) for facet, choice in filters.active_choices]
    if filters.search_text:
        link = filters.without_search_link
        chips.insert(0, SEARCH_CHIP.fill(link=link, text=filters.search_text))
    return CHIPS.fill(chips=join_lines(chips))


def chip(facet: str, choice: Choice) -> SafeString:
    word = NOTHING
    if choice.is_excluded:
        word = f"{gettext('not')} "
    elif choice.is_alternative:
        word = f"{gettext('or')} "
    return FILTER_CHIP.fill(
        link=choice.remove_link,
        facet=facet,
        word=word,
        lang=name_lang(choice.label),
        label=choice.label,
    )


def sort_links(filters: Any) -> SafeString:
    """Return the sort orders of an IndexedFilterSet, and which is in force."""
    links = [
        CHOSEN_SORT.fill(label=label) if is_chosen else SORT_LINK.fill(link=link, label=label)
        for _, label, link, is_chosen in filters.sorts
    ]
    # nosemgrep: unescaped-html -- filled slots
    return SORTS.fill(links=SafeString("\n·\n".join(links)))


def publication_day(filters: FacetedFilterSet) -> SafeString:
    """Return the form for the first day on which results were published, if the list has one."""
    if not filters.has_publication_day:
        return NOTHING
    day = filters.published_since
    return PUBLICATION_DAY.fill(
        open=OPEN if day else NOTHING,
        day=day.isoformat() if day else NOTHING,
        fields=join_lines(
            [HIDDEN_FIELD.fill(name=name, value=value) for name, value in filters.fields_beside_day]
        ),
    )


def feed_link(kind: str, query: str = "") -> SafeString:
    """Return the link to the feed of a page, for feed readers.

    `kind` is recommendation, statement, contribution or report; `query` begins with "?" or is empty.
    """
    return format_html(
        '<link rel="alternate" type="application/atom+xml" href="{}{}">',
        fixed_url(f"site:{kind}-feed"),
        query,
    )
