"""What is new and what has changed, for feed readers: Atom, the last change first.

Lists are filtered as on their pages, and paged as RFC 5005 has it: every page leads to the
next, so that a reader who follows them gets all that the list finds; one that finds more than DEEPEST_PAGE pages says so.
"""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.exceptions import BadRequest
from django.core.paginator import InvalidPage, Page
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from portal.pagination import CappedPaginator
from portal.parameters import say_unknown, unknown_among
from portal.search import engine
from portal.search.filters import ContributionSearch, RecommendationSearch
from recommendations.models import Recommendation
from reports.models import Contribution, PublicationDates, Report

ENTRIES_PER_PAGE = 100
DEEPEST_PAGE = 200
CUT = "Only the last {entries:,} entries are in this feed."


class PagedAtom(Atom1Feed):
    """Atom with the links of RFC 5005 to the other pages."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, address in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": relation, "href": address})


class FeedPages(CappedPaginator):
    most_pages = DEEPEST_PAGE


@dataclass(frozen=True)
class FeedPage:
    """One page of a feed: its entries, and the addresses of feed and list."""

    page: Page
    feed: str
    list_name: str
    query: str = ""

    def address(self, number: int) -> str:
        """Return the address of another page of the feed; the first has no number in it."""
        pairs = [self.query.removeprefix("?")] if self.query else []
        pairs += [f"page={number}"] if number > 1 else []
        return reverse(self.feed) + (f"?{'&'.join(pairs)}" if pairs else "")

    def links(self) -> list[tuple[str, str]]:
        """Return (relation, absolute address) of the pages that there are beside this one."""
        here, last = self.page.number, self.page.paginator.num_pages
        pages = [("first", 1), ("last", last)]
        pages += [("previous", here - 1)] if here > 1 else []
        pages += [("next", here + 1)] if here < last else []
        return [
            (relation, settings.BASE_URL + self.address(number))
            for relation, number in pages
        ]


class AtomFeed(Feed):
    """What the feeds have in common. Titles are text, descriptions are HTML."""

    feed_type = PagedAtom
    about = ""
    list_name = ""
    feed_name = ""

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        # Feed readers in a browser are pages of other sites.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def page_of(self, request, entries: Any, query: str = "") -> FeedPage:
        """Return the page that the request asks for; one that is not there is a 404."""
        pages = FeedPages(entries, ENTRIES_PER_PAGE)
        number = request.GET.get("page") or 1
        try:
            page = pages.page(pages.num_pages if number == "last" else number)
        except InvalidPage:
            raise Http404 from None
        return FeedPage(page, self.feed_name, self.list_name, query)

    def subtitle(self, found):
        pages = found.page.paginator
        cut = CUT.format(entries=pages.most_pages * pages.per_page)
        return " ".join(filter(None, (self.about, pages.is_cut and cut)))

    def link(self, found):
        return reverse(found.list_name) + found.query

    def feed_url(self, found):
        return found.address(found.page.number)

    def feed_extra_kwargs(self, found):
        return {"pages": found.links()}

    def items(self, found):
        return found.page.object_list

    def item_guid(self, item):
        # The same, whatever name of the site the reader used.
        return settings.BASE_URL + item.get_absolute_url()

    def item_pubdate(self, item):
        return item.public_since

    def item_updateddate(self, item):
        return item.changed_at


class ReportFeed(AtomFeed):
    title = "Reports · Workshop outcomes"
    about = "Reports of workshops as they are published and changed."
    list_name = "report-list"
    feed_name = "report-feed"

    def get_object(self, request):
        if unknown := unknown_among(request.GET, ["page"]):
            raise BadRequest(f"Unknown parameter “{unknown[0]}”.")
        say_unknown(request, [])
        dates = PublicationDates.objects.filter(kind="report", key=OuterRef("pk"))
        changed = Subquery(dates.values("changed_at"))
        reports = Report.objects.published().annotate(
            public_since=F("published_at"),
            changed_at=Coalesce(changed, "published_at"),
        )
        return self.page_of(request, reports.order_by("-changed_at", "pk"))

    def item_title(self, report):
        return report.title

    def item_description(self, report):
        return report.summary_html


class ListFeed(AtomFeed):
    """What a list finds under the same parameters."""

    filterset_class = None
    queryset = None

    def __call__(self, request, *args, **kwargs):
        if not any(request.GET.getlist("sort")):
            return super().__call__(request, *args, **kwargs)
        # Lists had feeds in their own order, and somebody may have subscribed to one.
        rest = request.GET.copy()
        del rest["sort"]
        query = f"?{rest.urlencode()}" if rest else ""
        return HttpResponsePermanentRedirect(request.path + query)

    def get_object(self, request):
        chosen = self.filterset_class(request.GET, self.queryset.all(), request=request)
        chosen.refuse_errors()
        say_unknown(request, [])
        found = chosen.in_order_of(engine.LAST_CHANGED)
        return self.page_of(request, found, chosen.query)

    def items(self, found):
        items = list(found.page.object_list)
        dates = PublicationDates.objects.by_key(
            self.filterset_class.kind, [item.pk for item in items]
        )
        for item in items:
            own, first = dates.get(item.pk), self.report_of(item).published_at
            item.public_since = own.first_published_at if own else first
            item.changed_at = own.changed_at if own else first
        return items


class RecommendationFeed(ListFeed):
    title = "Recommendations · Workshop outcomes"
    filterset_class = RecommendationSearch
    queryset = Recommendation.objects.published().for_listing()
    list_name = "recommendation-list"
    feed_name = "recommendation-feed"

    def report_of(self, recommendation):
        return recommendation.report

    def item_title(self, recommendation):
        return f"{recommendation.number} ({recommendation.report})"

    def item_description(self, recommendation):
        return escape(recommendation.text)


class ContributionFeed(ListFeed):
    title = "Contributions · Workshop outcomes"
    filterset_class = ContributionSearch
    queryset = Contribution.objects.published().for_listing()
    list_name = "contribution-list"
    feed_name = "contribution-feed"

    def report_of(self, contribution):
        return contribution.paragraph.report

    def item_guid(self, contribution):
        # Several may speak in one paragraph.
        speaker = contribution.participation.person.slug
        return f"{super().item_guid(contribution)}:{speaker}"

    def item_title(self, contribution):
        report = contribution.paragraph.report
        return f"{contribution.participation.person} ({report})"

    def item_description(self, contribution):
        return escape(contribution.paragraph.text)
