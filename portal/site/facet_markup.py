"""The facets of a list as HTML: a page has a hundred of their values, each with links."""

from collections.abc import Iterator
from functools import lru_cache
from html import escape

from django.template.loader import render_to_string
from django.utils.formats import localize
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from portal.templatetags.language_tags import name_lang
from portal.web.slot_templates import NOTHING, OPEN, SlottedText, SlotTemplate, join_lines
from reports.choices import Choice, Facet
from reports.facets import FacetedFilterSet
from reports.list_parameters import quoted

FACET = SlotTemplate("site/slots/facet.html")
EXPLANATION = SlotTemplate("site/slots/facet_explanation.html")
ALL_VALUES = SlotTemplate("site/slots/all_values.html")
COMBINE_VALUES = SlotTemplate("site/slots/combine_values.html")
VALUE = SlotTemplate("site/slots/facet_value.html")
CHOSEN = SlotTemplate("site/slots/chosen_value.html")
COMBINING_LINKS = SlotTemplate("site/slots/combining_links.html")
COMBINING_LINK = SlotTemplate("site/slots/combining_link.html")
# How many facets are open at first.
OPEN_FACETS = 3
# Smaller numbers have no separator in any language.
THOUSAND = 1000
MAX_KEPT_LABELS = 3000


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
    """Return the link that counts only a chosen organization, without those that speak for it."""
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
    if facet.is_filtered:
        return join_lines([combinable_value(choice) for choice in facet.choices])
    text, page_language = VALUE.in_language(), get_language()
    start = escape(facet.link_start)
    # Nearly all of a page's values are made here, so without a needless call or object.
    return join_lines(
        [
            labeled(text, choice.label, (language_of(choice.label), page_language)).text
            % (place_of(choice), start + quoted(choice.value), count_of(choice), "")
            for choice in facet.choices
        ]
    )


def combinable_value(choice: Choice) -> SafeString:
    """Return a value of a facet that already has chosen values."""
    slots = {
        "place": place_of(choice),
        "lang": name_lang(choice.label),
        "label": choice.label,
        "count": count_of(choice),
    }
    if choice.is_chosen:
        exclusion = f"{gettext('not')} " if choice.is_excluded else NOTHING
        return CHOSEN.fill(link=choice.remove_link, exclusion=exclusion, **slots)
    return VALUE.fill(link=choice.only_link, combining=combining_links(choice), **slots)


def language_of(label: str) -> str | None:
    return getattr(label, "language", None)


def place_of(choice: Choice) -> SafeString:
    """Return the attribute for the place of a value in its tree."""
    # nosemgrep: unescaped-html -- a number
    return SafeString(f' class="under-{choice.depth:d}"') if choice.depth else NOTHING


def count_of(choice: Choice) -> str:
    return str(choice.count) if choice.count < THOUSAND else localize(choice.count)


@lru_cache(maxsize=MAX_KEPT_LABELS)
def labeled(text: SlottedText, label: str, languages: tuple[str | None, str | None]) -> SlottedText:
    """Return the text with a label in its slots, and place, link, count and combining links in others.

    Most pages show the same labels. `languages`, of the label and of the page, tells apart labels
    that read the same.
    """
    return text.fill_some(lang=name_lang(label), label=label)


def combining_links(choice: Choice, base: str = "") -> SafeString:
    """Return the links that combine a value with those chosen; `base` is the address of the list."""
    slots = {"lang": name_lang(choice.label), "label": choice.label}
    fill = COMBINING_LINK.in_language().fill
    links = [fill(link=base + link, word=word, **slots) for word, link in combinations(choice)]
    return COMBINING_LINKS.fill(links=join_lines(links))


def combinations(choice: Choice) -> Iterator[tuple[str, str]]:
    """Yield (word, link) of each way in which the value can be combined."""
    if choice.can_be_added:
        yield gettext("or"), choice.add_link
    if choice.can_be_combined:
        yield gettext("and"), choice.and_link
    if choice.can_be_excluded:
        yield gettext("not"), choice.not_link
