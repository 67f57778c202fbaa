"""What is new, for feed readers: Atom, newest first, with the very filters of the pages."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.models import Report

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


class RecommendationFeed(Feed):
    """The recommendations that the list shows under the same parameters."""

    feed_type = Atom1Feed
    title = "Recommendations · Workshop outcomes"

    def get_object(self, request):
        chosen = RecommendationFilter(
            request.GET, Recommendation.objects.published(), request=request
        )
        if not chosen.is_valid():
            raise Http404
        return chosen

    def link(self, chosen):
        query = chosen.data.urlencode()
        return reverse("recommendation-list") + (f"?{query}" if query else "")

    def items(self, chosen):
        found = chosen.qs.select_related("report").as_printed()
        return found.distinct()[:NEWEST]

    def item_title(self, recommendation):
        return f"{recommendation.reference} ({recommendation.report})"

    def item_description(self, recommendation):
        return recommendation.text

    def item_pubdate(self, recommendation):
        day = recommendation.report.starts_on
        return timezone.make_aware(datetime.combine(day, time()))

    def item_updateddate(self, recommendation):
        return recommendation.report.published_at
