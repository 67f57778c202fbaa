"""Sitemaps of all public pages."""

from django.contrib.sitemaps import Sitemap
from django.db.models import Max, OuterRef, Subquery
from django.urls import reverse

from portal.content.models import Revision
from portal.site_pages.current import public_pages
from recommendations.models import Recommendation, Round
from reports.models import (
    Attachment,
    Instrument,
    Organization,
    Paragraph,
    Person,
    Report,
    Session,
    Theme,
)

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
    *("site:data", "site:recurring"),
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


class ReportParts(Records):
    """Records of one report each, which change when a version of it is published."""

    def items(self):
        newest = (
            Revision.objects.published()
            .filter(report=OuterRef(self.report_path))
            .order_by("-number")
            .values("published_at")[:1]
        )
        # A sitemap lists addresses: it reads no texts.
        texts = [
            field.name
            for field in self.records.model._meta.concrete_fields
            if field.get_internal_type() in {"TextField", "JSONField"}
        ]
        return super().items().defer(*texts).annotate(changed_at=Subquery(newest))

    @property
    def report_path(self):
        return "pk" if self.records.model is Report else "report"

    def lastmod(self, record):
        return record.changed_at

    def get_latest_lastmod(self):
        """Return the newest day for the index of the sitemaps; Django would read every record."""
        return Revision.objects.published().aggregate(newest=Max("published_at"))["newest"]


class Paragraphs(ReportParts):
    def location(self, paragraph):
        return paragraph.page_url


class Rounds(Sitemap):
    def items(self):
        return Round.objects.published().about_public_reports().order_by("pk")


class WrittenPages(Sitemap):
    def items(self):
        return public_pages()

    def location(self, page):
        return reverse(f"site:{page}")


SITEMAPS = {
    "lists": Lists(),
    "pages": WrittenPages(),
    "reports": ReportParts(Report.objects.all()),
    "participants": Participants(),
    "attachments": Records(Attachment.objects.select_related("report")),
    "sessions": ReportParts(Session.objects.select_related("report")),
    "recommendations": ReportParts(Recommendation.objects.select_related("report")),
    "paragraphs": Paragraphs(Paragraph.objects.select_related("report")),
    "speakers": Records(Person.objects.all()),
    "organizations": Records(Organization.objects.all()),
    "themes": Records(Theme.objects.all()),
    "instruments": Records(Instrument.objects.all()),
    "rounds": Rounds(),
}
