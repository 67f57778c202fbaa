"""The facets of a list as HTML: a page has a hundred of their values, each with links."""

from collections.abc import Callable, Iterator

from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.templatetags.language_tags import name_lang
from portal.web.slot_templates import NOTHING, SlotTemplate, join_lines
from reports.choices import Choice, Facet
from reports.facets import FacetedFilterSet

FACET = SlotTemplate("site/slots/facet.html")
EXPLANATION = SlotTemplate("site/slots/facet_explanation.html")
ALL_VALUES = SlotTemplate("site/slots/all_values.html")
COMBINE_VALUES = SlotTemplate("site/slots/combine_values.html")
VALUE = SlotTemplate("site/slots/facet_value.html")
CHOSEN = SlotTemplate("site/slots/chosen_value.html")
COMBINING_LINK = SlotTemplate("site/slots/combining_link.html")
# How many facets are open at first.
OPEN_FACETS = 3
# Smaller numbers have no separator in any language.
THOUSAND = 1000
OPEN = SafeString(" open")
COMBINE_START, COMBINE_END = SafeString('<span class="combine">'), SafeString("</span>")


def facet_list(filters: FacetedFilterSet) -> SafeString:
    """Return the facets that have values."""
    facets = [facet for facet in filters.facets if facet.choices]
    query_string = filters.query_string if filters.has_facet_pages else None
    # The first three facets are open, whether they have values or not.
    first = {facet.name for facet in filters.facets[:OPEN_FACETS]}
    return join_lines(
        [
            FACET.fill(
                open=OPEN if facet.is_filtered or facet.name in first else NOTHING,
                title=facet.label,
                explanation=EXPLANATION.fill(text=facet.explanation)
                if facet.explanation
                else NOTHING,
                switch=body_switch(filters, facet),
                values=facet_values(facet),
                more=more_link(facet, query_string),
            )
            for facet in facets
        ]
    )


def body_switch(filters: FacetedFilterSet, facet: Facet) -> SafeString:
    """Return the link that counts a chosen organization alone."""
    if facet.name != "organization" or not facet.is_filtered:
        return NOTHING
    return render_to_string("site/_body_switch.html", {"filter": filters, "facet": facet})


def more_link(facet: Facet, query_string: str | None) -> SafeString:
    """Return the link to the page of all values, if the list has such pages."""
    if query_string is None or not facet.is_longer:
        return NOTHING
    more = ALL_VALUES if facet.has_more else COMBINE_VALUES
    return more.fill(link=f"{facet.name}/{query_string}", title=facet.label)


def facet_values(facet: Facet) -> SafeString:
    """Return the items of the list of a facet's values."""
    fill, fill_chosen = VALUE.in_language().fill, CHOSEN.in_language().fill
    lang_of = cached_lang()
    items = []
    for choice in facet.choices:
        slots = {
            "place": SafeString(f' class="under-{choice.depth:d}"') if choice.depth else NOTHING,
            "lang": lang_of(choice.label),
            "label": choice.label,
            "count": choice.count if choice.count < THOUSAND else localize(choice.count),
        }
        if choice.is_chosen:
            exclusion = f"{gettext('not')} " if choice.is_excluded else NOTHING
            item = fill_chosen(link=choice.remove_link, exclusion=exclusion, **slots)
        else:
            combining = combining_links(choice) if facet.is_filtered else NOTHING
            item = fill(link=choice.only_link, combining=combining, **slots)
        items.append(item)
    return join_lines(items)


def cached_lang() -> Callable[[str], SafeString]:
    """Return a function for the attributes of labels, which mostly are in one language."""
    known: dict[str | None, SafeString] = {}

    def lang_of(label: str) -> SafeString:
        language = getattr(label, "language", None)
        if language not in known:
            known[language] = name_lang(label)
        return known[language]

    return lang_of


def combining_links(choice: Choice, base: str = "") -> SafeString:
    """Return the links that combine a value with those chosen; `base` is the address of the list."""
    slots = {"lang": name_lang(choice.label), "label": choice.label}
    fill = COMBINING_LINK.in_language().fill
    links = [fill(link=base + link, word=word, **slots) for word, link in combinations(choice)]
    return join_lines([COMBINE_START, *links, COMBINE_END])


def combinations(choice: Choice) -> Iterator[tuple[str, str]]:
    """Yield (word, link) of each way in which the value can be combined."""
    if choice.can_be_added:
        yield gettext("or"), choice.add_link
    if choice.can_be_combined:
        yield gettext("and"), choice.and_link
    if choice.can_be_excluded:
        yield gettext("not"), choice.not_link
