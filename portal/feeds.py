"""What is new, for feed readers: Atom, newest first, with the very filters of the pages."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from portal.search import engine
from portal.search.filters import ContributionSearch, RecommendationSearch
from recommendations.models import Recommendation
from reports.models import Contribution, Report

NEWEST = 100


class ReportFeed(Feed):
    feed_type = Atom1Feed
    title = "Reports · Workshop outcomes"
    subtitle = "Reports of workshops as they are published."

    def link(self):
        return reverse("report-list")

    def items(self):
        return Report.objects.published().order_by("-published_at")[:NEWEST]

    def item_description(self, report):
        return report.summary_html

    def item_updateddate(self, report):
        return report.published_at


class ListFeed(Feed):
    """What a list shows under the same parameters, the newest workshop first."""

    feed_type = Atom1Feed
    filterset_class = None
    queryset = None
    list_name = ""

    def get_object(self, request):
        newest = request.GET.copy()
        newest["sort"] = engine.NEWEST
        chosen = self.filterset_class(newest, self.queryset.all(), request=request)
        if not chosen.is_valid():
            raise Http404
        return chosen

    def link(self, chosen):
        return reverse(self.list_name) + chosen.query

    def items(self, chosen):
        return chosen.qs[:NEWEST]

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

    def report_of(self, recommendation):
        return recommendation.report

    def item_title(self, recommendation):
        return f"{recommendation.reference} ({recommendation.report})"

    def item_description(self, recommendation):
        return recommendation.text


class ContributionFeed(ListFeed):
    title = "Contributions · Workshop outcomes"
    filterset_class = ContributionSearch
    queryset = Contribution.objects.published().for_listing()
    list_name = "contribution-list"

    def report_of(self, contribution):
        return contribution.paragraph.report

    def item_title(self, contribution):
        report = contribution.paragraph.report
        return f"{contribution.participation.person} ({report})"

    def item_description(self, contribution):
        return contribution.paragraph.text
