"""The lists of the copy as pages of links: whole, and by level, theme, organization and so on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from math import ceil

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext

from portal.offline.rendering import Renderer
from portal.offline.url_mapping import LISTS, WHOLE_LISTS, list_file
from portal.search import engine
from portal.search.aggregates import recommendations_by_level
from portal.search.facets import counts_by_value
from portal.search.indexed_filterset import SearchResults
from recommendations.filters import NO_LEVEL
from recommendations.models import Recommendation
from reports.models import Contribution, Instrument, Organization, Person, Report, Statement, Theme

ROWS_PER_PAGE = 100
VALUES: dict[str, type] = {
    "theme": Theme,
    "organization": Organization,
    "instrument": Instrument,
    "speaker": Person,
}
ADDRESSES = {listed: name for name, (listed, _) in LISTS.items()}
# Of each list, the type of its records in the index and how its rows are read.
RECORDS: dict[str, tuple[str, QuerySet]] = {
    "recommendations": (
        "recommendation",
        Recommendation.objects.published().select_related("report").defer("spans", "text_markdown"),
    ),
    "statements": ("statement", Statement.objects.published().for_listing()),
    "contributions": ("contribution", Contribution.objects.published().for_listing()),
    "reports": ("report", Report.objects.published()),
}


@dataclass(frozen=True)
class FacetValue:
    """A value of a filter that has a list of its own."""

    facet: str
    value: str
    # With its language, where it is the name of a record.
    label: object
    count: int


@dataclass(frozen=True)
class PagedList:
    """A list with its title, and the value that its rows have in common, if any."""

    listed: str
    title: str
    count: int
    chosen: FacetValue | None = None

    @property
    def address(self) -> str:
        path = reverse(ADDRESSES[self.listed])
        return (
            f"{path}?{urlencode({self.chosen.facet: self.chosen.value})}" if self.chosen else path
        )

    @property
    def parent_address(self) -> str:
        """The address of the whole list, or of the person whose contributions are listed."""
        if self.listed in WHOLE_LISTS:
            return reverse(ADDRESSES[self.listed])
        return reverse("site:speaker", args=[self.chosen.value]) if self.chosen else ""

    @property
    def pages(self) -> int:
        return page_count(self.count, ROWS_PER_PAGE)

    def page_address(self, number: int) -> str:
        if number == 1:
            return self.address
        return f"{self.address}{'&' if self.chosen else '?'}page={number}"

    def file(self, number: int) -> str:
        facet, value = (self.chosen.facet, self.chosen.value) if self.chosen else ("", "")
        return list_file(self.listed, facet, value, number)

    def rows(self) -> Iterator:
        record_type, records = RECORDS[self.listed]
        choices = {self.chosen.facet: (self.chosen.value,)} if self.chosen else {}
        return SearchResults(engine.SearchQuery(record_type, choices=choices), records).iter_all()


def page_count(count: int, rows_per_page: int) -> int:
    return max(1, ceil(count / rows_per_page))


def titles() -> dict[str, str]:
    return {
        "recommendations": gettext("Recommendations"),
        "statements": gettext("Statements"),
        "contributions": gettext("Contributions"),
        "reports": gettext("Reports"),
    }


def facet_values(listed: str, facet: str) -> list[FacetValue]:
    """Return all values of a facet with a page in the copy, the empty ones as well."""
    if facet == "level":
        levels = {level: (label, count) for level, label, count in recommendations_by_level()}
        levels.setdefault(NO_LEVEL, (gettext("Level not stated"), 0))
        return [FacetValue(facet, level, *stated) for level, stated in levels.items()]
    counts = counts_by_value(RECORDS[listed][0], facet)
    records = VALUES[facet].objects.published()
    if facet == "speaker":
        names = records.order_by("name").values_list("slug", "name")
        return [FacetValue(facet, slug, name, counts.get(slug, 0)) for slug, name in names]
    return [
        FacetValue(facet, record.slug, record.localized_name, counts.get(record.slug, 0))
        for record in sorted(records.with_labels(), key=lambda record: record.localized_name)
    ]


def paged_lists() -> Iterator[PagedList]:
    """Yield every list of the copy, even those without rows, because links lead to them."""
    for listed, title in titles().items():
        record_type, _ = RECORDS[listed]
        if listed in WHOLE_LISTS:
            yield PagedList(listed, title, engine.count(engine.SearchQuery(record_type)))
        for facet in LISTS[ADDRESSES[listed]][1]:
            for value in facet_values(listed, facet):
                yield PagedList(listed, title, value.count, value)


def count_list_pages() -> int:
    return sum(one.pages for one in paged_lists()) + 1


def list_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield (file, content) of every page of every list, and of the page for searching everything."""
    file = "search.html"
    yield file, renderer.page_of_template("offline/search.html", {}, reverse("site:search"), file)
    for paged_list in paged_lists():
        rows = paged_list.rows()
        for number in range(1, paged_list.pages + 1):
            context = page_context(paged_list, number, islice(rows, ROWS_PER_PAGE))
            address, file = paged_list.page_address(number), paged_list.file(number)
            template = f"offline/{paged_list.listed}.html"
            yield file, renderer.page_of_template(template, context, address, file)


def page_context(paged_list: PagedList, number: int, rows: Iterable) -> dict:
    context = {
        "list": paged_list,
        "rows": rows,
        "number": number,
        "previous": paged_list.page_address(number - 1) if number > 1 else "",
        "next": paged_list.page_address(number + 1) if number < paged_list.pages else "",
    }
    if paged_list.chosen is None and number == 1:
        context["facets"] = [
            (label, [value for value in facet_values(paged_list.listed, facet) if value.count])
            for facet, label in facet_labels().items()
            if facet in LISTS[ADDRESSES[paged_list.listed]][1]
        ]
    return context


def facet_labels() -> dict[str, str]:
    return {
        "level": gettext("Level"),
        "theme": gettext("Theme"),
        "organization": gettext("Organization"),
        "instrument": gettext("Instrument"),
    }
