"""The home page: totals, recommendations by level and theme, the latest report, and themes."""

from django.shortcuts import render

from portal.search.aggregates import recommendations_by_level, totals, with_counts
from portal.site.charts import count_charts
from reports.models import Report, Theme


def home(request):
    themes = with_counts(Theme.objects.published().with_labels().order_by("label"), "theme")
    context = {
        "totals": totals(),
        "levels": recommendations_by_level(),
        "levels_and_themes": count_charts.levels_and_themes(),
        "latest_report": Report.objects.published().newest_first().first(),
        "themes": sorted(themes, key=most_recommended),
    }
    return render(request, "site/home.html", context)


def most_recommended(theme):
    return -theme.recommendation_count
