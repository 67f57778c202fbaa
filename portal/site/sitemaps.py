"""Sitemaps of all public pages."""

from django.contrib.sitemaps import Sitemap
from django.urls import reverse

from recommendations.models import Recommendation
from reports.models import Attachment, Instrument, Organization, Person, Report, Session, Theme

LISTS = (
    *(
        "site:home",
        "site:report-list",
        "site:recommendation-list",
        "site:statement-list",
        "site:contribution-list",
    ),
    *(
        "site:speaker-list",
        "site:organization-list",
        "site:theme-list",
        "site:instrument-list",
    ),
    "site:data",
)


# URLs per part, so that a part takes no longer than a page.
URLS_PER_PART = 2000


class Lists(Sitemap):
    def items(self):
        return LISTS

    def location(self, name):
        return reverse(name)


class Participants(Sitemap):
    limit = URLS_PER_PART

    def items(self):
        return Report.objects.published().order_by("pk")

    def location(self, report):
        return reverse("site:participants", args=[report.slug])


class Records(Sitemap):
    limit = URLS_PER_PART

    def __init__(self, records):
        self.records = records

    def items(self):
        return self.records.published().order_by("pk")


SITEMAPS = {
    "lists": Lists(),
    "reports": Records(Report.objects.all()),
    "participants": Participants(),
    "attachments": Records(Attachment.objects.select_related("report")),
    "sessions": Records(Session.objects.select_related("report")),
    "recommendations": Records(Recommendation.objects.select_related("report")),
    "speakers": Records(Person.objects.all()),
    "organizations": Records(Organization.objects.all()),
    "themes": Records(Theme.objects.all()),
    "instruments": Records(Instrument.objects.all()),
}
