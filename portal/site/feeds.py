"""Atom feeds of reports, recommendations, statements and contributions, last change first.

Lists have the filters of their pages and are paged by RFC 5005: following the links gives all
results, up to MAX_PAGES pages. The subtitle of a feed that is cut off there says so.
"""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.paginator import InvalidPage, Page
from django.http import Http404, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from portal.search import engine
from portal.search.filtersets import (
    ContributionSearch,
    RecommendationSearch,
    ReportSearch,
    StatementSearch,
)
from portal.web.pagination import CappedPaginator
from portal.web.query_parameters import set_unknown
from recommendations.models import Recommendation
from reports.models import Contribution, PublicationDates, Report, Statement

ENTRIES_PER_PAGE = 100
MAX_PAGES = 200
CUT_MESSAGE = "Only the last {entries:,} entries are in this feed."


class PagedAtom(Atom1Feed):
    """Atom with the links of RFC 5005 to the other pages."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        for relation, url in self.feed["pages"]:
            handler.addQuickElement("link", "", {"rel": relation, "href": url})


class FeedPages(CappedPaginator):
    most_pages = MAX_PAGES


@dataclass(frozen=True)
class FeedPage:
    """One page of a feed, with the URL names of feed and list and the query string of both."""

    page: Page
    feed_name: str
    list_name: str
    query: str = ""

    def page_url(self, number: int) -> str:
        """Return the URL of a page of the feed; the first page has no page parameter."""
        pairs = [self.query.removeprefix("?")] if self.query else []
        pairs += [f"page={number}"] if number > 1 else []
        return reverse(self.feed_name) + (f"?{'&'.join(pairs)}" if pairs else "")

    def links(self) -> list[tuple[str, str]]:
        """Return (relation, absolute URL) of the related pages that exist."""
        current, last = self.page.number, self.page.paginator.num_pages
        pages = [("first", 1), ("last", last)]
        pages += [("previous", current - 1)] if current > 1 else []
        pages += [("next", current + 1)] if current < last else []
        return [(relation, settings.BASE_URL + self.page_url(number)) for relation, number in pages]


class AtomFeed(Feed):
    """Base class of the feeds. Titles are plain text, descriptions are HTML.

    The object of a feed is its FeedPage.
    """

    feed_type = PagedAtom
    description_text = ""
    list_name = ""
    feed_name = ""

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        # Feed readers that run in a browser are pages of other sites.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def get_page(self, request, entries: Any, query: str = "") -> FeedPage:
        """Return the requested page. Raise Http404 if it does not exist."""
        paginator = FeedPages(entries, ENTRIES_PER_PAGE)
        number = request.GET.get("page") or 1
        try:
            page = paginator.page(paginator.num_pages if number == "last" else number)
        except InvalidPage:
            raise Http404 from None
        return FeedPage(page, self.feed_name, self.list_name, query)

    def subtitle(self, feed_page):
        paginator = feed_page.page.paginator
        max_entries = paginator.most_pages * paginator.per_page
        cut_message = paginator.is_cut and CUT_MESSAGE.format(entries=max_entries)
        return " ".join(filter(None, (self.description_text, cut_message)))

    def link(self, feed_page):
        return reverse(feed_page.list_name) + feed_page.query

    def feed_url(self, feed_page):
        return feed_page.page_url(feed_page.page.number)

    def feed_extra_kwargs(self, feed_page):
        return {"pages": feed_page.links()}

    def items(self, feed_page):
        return feed_page.page.object_list

    def item_guid(self, item):
        # Independent of the host name of the request.
        return settings.BASE_URL + item.get_absolute_url()

    def item_pubdate(self, item):
        return item.first_published_at

    def item_updateddate(self, item):
        return item.changed_at


class ListFeed(AtomFeed):
    """The results of a list under the same parameters."""

    filterset_class = None
    queryset = None

    def __call__(self, request, *args, **kwargs):
        # nosemgrep: undeclared-query-parameter -- other values are refused by the FilterSet
        if not any(request.GET.getlist("sort")):
            return super().__call__(request, *args, **kwargs)
        # Feeds once accepted the sort parameter of their list: keep old subscriptions working.
        parameters = request.GET.copy()
        del parameters["sort"]
        query = f"?{parameters.urlencode()}" if parameters else ""
        return HttpResponsePermanentRedirect(request.path + query)

    def get_object(self, request):
        filters = self.filterset_class(request.GET, self.queryset.all(), request=request)
        filters.refuse_errors()
        set_unknown(request, [])
        results = filters.sorted_by(engine.LAST_CHANGED)
        return self.get_page(request, results, filters.query_string)

    def items(self, feed_page):
        items = list(feed_page.page.object_list)
        dates = PublicationDates.objects.by_record(map(self.dated_record, items))
        for item in items:
            own_dates = dates.get(self.dated_record(item))
            report_date = self.report_of(item).published_at
            item.first_published_at = own_dates.first_published_at if own_dates else report_date
            item.changed_at = own_dates.changed_at if own_dates else report_date
        return items

    def dated_record(self, item):
        """Return (kind, key) of the record from which the item has its dates of publication."""
        return self.filterset_class.record_type, item.pk


class ReportFeed(ListFeed):
    title = "Reports · Workshop outcomes"
    description_text = "Workshop reports as they are published and changed."
    filterset_class = ReportSearch
    queryset = Report.objects.published()
    list_name = "site:report-list"
    feed_name = "site:report-feed"

    def report_of(self, report):
        return report

    def item_title(self, report):
        return report.title

    def item_description(self, report):
        return report.summary_html


class RecommendationFeed(ListFeed):
    title = "Recommendations · Workshop outcomes"
    filterset_class = RecommendationSearch
    queryset = Recommendation.objects.published().for_listing()
    list_name = "site:recommendation-list"
    feed_name = "site:recommendation-feed"

    def report_of(self, recommendation):
        return recommendation.report

    def item_title(self, recommendation):
        return f"{recommendation.number} ({recommendation.report})"

    def item_description(self, recommendation):
        return escape(recommendation.text)


class SpokenFeed(ListFeed, ABC):
    """What is said, with the speaker in the title; a paragraph may have several."""

    def report_of(self, spoken):
        return spoken.paragraph.report

    @abstractmethod
    def speaker_of(self, spoken):
        """Return the person or organization that speaks, or None."""

    def item_guid(self, spoken):
        speaker = self.speaker_of(spoken)
        return super().item_guid(spoken) + (f":{speaker.slug}" if speaker else "")

    def item_title(self, spoken):
        who = self.speaker_of(spoken) or spoken.paragraph.get_voice_display()
        return f"{who} ({spoken.paragraph.report})"

    def item_description(self, spoken):
        return escape(spoken.paragraph.text)


class ContributionFeed(SpokenFeed):
    title = "Contributions · Workshop outcomes"
    filterset_class = ContributionSearch
    queryset = Contribution.objects.published().for_listing()
    list_name = "site:contribution-list"
    feed_name = "site:contribution-feed"

    def speaker_of(self, contribution):
        return contribution.participation.person


class StatementFeed(SpokenFeed):
    title = "Statements · Workshop outcomes"
    filterset_class = StatementSearch
    queryset = Statement.objects.published().for_listing()
    list_name = "site:statement-list"
    feed_name = "site:statement-feed"

    def dated_record(self, statement):
        return statement.dated_record

    def speaker_of(self, statement):
        return statement.person or statement.organization
