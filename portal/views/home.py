"""The first page: what is here, and the ways in."""

from django.shortcuts import render

from portal.charts import numbers
from portal.counting import recommendations_by_level, totals, with_counts
from reports.models import Report, Theme


def home(request):
    themes = with_counts(Theme.objects.published().order_by("label"), "theme")
    return render(
        request,
        "portal/home.html",
        {
            "totals": totals(),
            "levels": recommendations_by_level(),
            "levels_and_themes": numbers.levels_and_themes(),
            "latest": Report.objects.published().newest_first().first(),
            "themes": sorted(themes, key=most_recommended),
        },
    )


def most_recommended(theme):
    return -theme.recommendation_count
