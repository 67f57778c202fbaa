"""What is new, for feed readers: Atom, last published first, with the very filters of the pages."""

from datetime import datetime, time

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.core.exceptions import BadRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from portal.search import engine
from portal.search.filters import ContributionSearch, RecommendationSearch
from recommendations.models import Recommendation
from reports.models import Contribution, Report

NEWEST = 100


class AtomFeed(Feed):
    """What the feeds have in common. Titles are text, descriptions are HTML."""

    feed_type = Atom1Feed

    def __call__(self, request, *args, **kwargs):
        response = super().__call__(request, *args, **kwargs)
        # Feed readers in a browser are pages of other sites.
        response.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
        return response

    def item_guid(self, item):
        # The same, whatever name of the site the reader used.
        return settings.BASE_URL + item.get_absolute_url()


class ReportFeed(AtomFeed):
    title = "Reports · Workshop outcomes"
    subtitle = "Reports of workshops as they are published."

    def link(self):
        return reverse("report-list")

    def items(self):
        return Report.objects.published().order_by("-published_at", "pk")[:NEWEST]

    def item_title(self, report):
        return report.title

    def item_description(self, report):
        return report.summary_html

    def item_updateddate(self, report):
        return report.published_at


class ListFeed(AtomFeed):
    """What a list finds under the same parameters."""

    filterset_class = None
    queryset = None
    list_name = ""
    feed_name = ""

    def get_object(self, request):
        chosen = self.filterset_class(request.GET, self.queryset.all(), request=request)
        if not chosen.is_valid():
            raise BadRequest
        return chosen

    def link(self, chosen):
        return reverse(self.list_name) + chosen.query

    def feed_url(self, chosen):
        return reverse(self.feed_name) + chosen.query

    def items(self, chosen):
        return chosen.in_order_of(engine.LAST_PUBLISHED)[:NEWEST]

    def item_pubdate(self, item):
        day = self.report_of(item).starts_on
        return timezone.make_aware(datetime.combine(day, time()))

    def item_updateddate(self, item):
        return self.report_of(item).published_at


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

    def item_title(self, contribution):
        report = contribution.paragraph.report
        return f"{contribution.participation.person} ({report})"

    def item_description(self, contribution):
        return escape(contribution.paragraph.text)
