"""The pages and files of the copy that the views of the site make."""

from collections.abc import Iterator

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from portal.offline.lists import page_count
from portal.offline.rendering import Renderer, answer
from portal.offline.url_mapping import required_target
from portal.site.recommendation import TEMPLATE, contexts_of_report
from portal.site_pages.current import public_pages
from recommendations.models import Recommendation
from reports.models import Instrument, Organization, Person, Report, Theme

ENTITY_PAGES: dict[str, type] = {
    "site:speaker": Person,
    "site:organization": Organization,
    "site:theme": Theme,
    "site:instrument": Instrument,
}
SINGLE_PAGES = ("site:home", "site:organization-list", "site:theme-list", "site:instrument-list")
SPEAKERS_PER_PAGE = 200
PARTS_OF_REPORT = ("site:participants", "site:report-cite")
REPORT_CITATIONS = ("bib", "ris", "json")
RECOMMENDATION_CITATIONS = ("bib", "ris")


def count_pages() -> int:
    """Return how many pages and files `site_pages` and `report_files` yield."""
    reports = Report.objects.published().count()
    files_of_report = len(REPORT_CITATIONS) + len(RECOMMENDATION_CITATIONS) + 2
    records = sum(model.objects.published().count() for model in ENTITY_PAGES.values())
    return (
        len(SINGLE_PAGES)
        + len(public_pages())
        + page_count(Person.objects.published().count(), SPEAKERS_PER_PAGE)
        + reports * (1 + len(PARTS_OF_REPORT) + files_of_report)
        + Recommendation.objects.published().count()
        + records
    )


def site_pages(renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Yield (file, content) of each page that a view of the site renders."""
    for address in page_addresses():
        file = required_target(address).file
        yield file, renderer.page(address, file)
    for report in Report.objects.published().newest_first():
        address = report.get_absolute_url()
        file = required_target(address).file
        links = render_to_string("offline/_report_files.html", {"slug": report.slug})
        yield file, renderer.page(address, file, links)
        for record, context in contexts_of_report(report):
            address = record.get_absolute_url()
            file = required_target(address).file
            yield file, renderer.page_of_template(TEMPLATE, context, address, file)


def page_addresses() -> Iterator[str]:
    yield from map(reverse, SINGLE_PAGES)
    yield from (reverse(f"site:{page}") for page in public_pages())
    speakers = reverse("site:speaker-list")
    for number in range(1, 1 + page_count(Person.objects.published().count(), SPEAKERS_PER_PAGE)):
        yield speakers if number == 1 else f"{speakers}?page={number}"
    for slug in report_slugs():
        yield from (reverse(name, args=[slug]) for name in PARTS_OF_REPORT)
    for name, model in ENTITY_PAGES.items():
        for slug in slugs(model.objects.published()):
            yield reverse(name, args=[slug])


def report_slugs() -> list[str]:
    return slugs(Report.objects.published().newest_first())


def slugs(records: QuerySet) -> list[str]:
    return list(records.values_list("slug", flat=True))


def report_files() -> Iterator[tuple[str, bytes]]:
    """Yield (file, content) of the tables and references of each report."""
    for slug in report_slugs():
        for address in report_file_addresses(slug):
            yield required_target(address).file, b"".join(answer(address))


def report_file_addresses(slug: str) -> Iterator[str]:
    for ending in REPORT_CITATIONS:
        yield reverse("site:report-citation", args=[slug, ending])
    for ending in RECOMMENDATION_CITATIONS:
        yield f"{reverse('site:recommendation-citations', args=[ending])}?report={slug}"
    for name in ("site:recommendation-csv", "site:statement-csv"):
        yield f"{reverse(name)}?report={slug}"
