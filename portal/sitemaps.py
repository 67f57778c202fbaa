"""Every public page, for search engines."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from recommendations.models import Recommendation
from reports.models import Instrument, Organization, Person, Report, Session, Theme

LISTS = (
    *("home", "report-list", "recommendation-list", "contribution-list"),
    *("speaker-list", "organization-list", "theme-list", "instrument-list"),
)


# Addresses in a part: a file that is made in the time of a page.
MOST_IN_A_PART = 2000


class Lists(Sitemap):
    def items(self):
        return LISTS

    def location(self, name):
        return reverse(name)


class Participants(Sitemap):
    limit = MOST_IN_A_PART

    def items(self):
        return Report.objects.published().order_by("pk")

    def location(self, report):
        return reverse("participants", args=[report.slug])


class Records(Sitemap):
    limit = MOST_IN_A_PART

    def __init__(self, records):
        self.records = records

    def items(self):
        return self.records.published().order_by("pk")


SITEMAPS = {
    "lists": Lists(),
    "reports": Records(Report.objects.all()),
    "participants": Participants(),
    "sessions": Records(Session.objects.select_related("report")),
    "recommendations": Records(Recommendation.objects.select_related("report")),
    "speakers": Records(Person.objects.all()),
    "organizations": Records(Organization.objects.all()),
    "themes": Records(Theme.objects.all()),
    "instruments": Records(Instrument.objects.all()),
}
