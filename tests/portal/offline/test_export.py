"""The offline copy of the first report: its pages, links, lists, index and size."""

import json
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.urls import resolve
from lxml import html

from portal.offline.rendering import Renderer
from portal.offline.url_mapping import target_of
from portal.search.aggregates import recommendations_by, statements_by
from recommendations.filters import RecommendationFilter
from recommendations.models import Recommendation
from reports.models import Instrument, Organization, Report, Statement
from tests.harness.offline_copy import exported_first_report
from tests.harness.offline_crawler import Crawler
from tests.harness.public_pages import FIRST_REPORT

# The gate and changes meanwhile are tried on both databases.
pytestmark = [pytest.mark.once, pytest.mark.django_db]
MAX_BYTES = 5_000_000


@pytest.fixture(scope="module")
def copy(django_db_setup, django_db_blocker, tmp_path_factory):
    folder = tmp_path_factory.mktemp("stick") / "copy"
    with exported_first_report(django_db_blocker, folder):
        yield folder


@pytest.fixture(scope="module")
def crawled(copy):
    return Crawler(copy).crawl()


def files_of(folder, pattern="*"):
    return {str(path.relative_to(folder)) for path in folder.rglob(pattern) if path.is_file()}


def filters_of(folder):
    text = (folder / "index/filters.js").read_text(encoding="utf-8")
    return json.loads(text.removeprefix("offlineCopy.filters(").removesuffix(");\n"))


def test_no_link_is_broken_and_nothing_is_loaded_from_elsewhere(crawled):
    assert (crawled.broken, crawled.loaded, crawled.forbidden) == ([], [], [])


def test_every_page_is_reached_from_the_first_one(copy, crawled):
    unreached = files_of(copy, "*.html") - crawled.reached

    assert {file for file in unreached if not file.startswith("lists/")} == set()
    # Lists of what has no rows: another copy may link to them.
    empty = [file for file in unreached if 'class="empty"' in (copy / file).read_text("utf-8")]
    assert sorted(empty) == sorted(unreached)


def test_the_pages_that_administrators_write_are_in_the_copy(copy, crawled):
    pages = {"pages/about.html", "pages/terms.html"}

    assert files_of(copy, "pages/*.html") == pages & crawled.reached
    assert "Texts may be quoted." in (copy / "pages/terms.html").read_text("utf-8")


def test_links_lead_outside_only_to_the_live_site_and_to_sources(crawled, settings):
    live = {url for url in crawled.outside if url.startswith(settings.BASE_URL)}
    sources = {
        *Organization.objects.published().values_list("website", flat=True),
        *Organization.objects.published().values_list("ror_id", flat=True),
        *(instrument.url for instrument in Instrument.objects.published()),
    }

    assert crawled.outside - live <= sources
    # None raises Resolver404.
    assert all(resolve(urlsplit(url).path) for url in live)


def test_every_page_says_of_which_day_and_site_it_is_a_copy(copy, settings):
    stated = json.loads((copy / "offline-copy.json").read_text())
    day = date.fromisoformat(stated["day"])
    pages = files_of(copy, "*.html")
    documents = [html.document_fromstring((copy / page).read_bytes()) for page in pages]

    notices = {html.find_class("copied-on")[0].text.strip() for html in documents}
    assert notices == {f"Copy of {day.day} {day:%B %Y}."}
    addresses = [html.find_class("copied-on")[0].find("a").get("href") for html in documents]
    assert [url for url in addresses if not url.startswith(settings.BASE_URL)] == []
    assert stated["site"] == settings.BASE_URL


def test_the_copy_of_the_first_report_is_smaller_than_five_megabytes(copy):
    assert sum((copy / file).stat().st_size for file in files_of(copy)) < MAX_BYTES


def test_pages_of_recommendations_are_those_of_the_site(copy):
    renderer = Renderer(
        date.fromisoformat(json.loads((copy / "offline-copy.json").read_text())["day"])
    )
    addresses = [one.get_absolute_url() for one in Recommendation.objects.select_related("report")]
    files = {address: target_of(address).file for address in addresses}

    copied = {address: (copy / file).read_text("utf-8") for address, file in files.items()}
    assert copied == {
        address: renderer.page(address, file).decode() for address, file in files.items()
    }


def test_a_list_has_the_records_that_the_site_finds_with_its_filter(copy):
    target = target_of("/recommendations/?theme=workers-rights")
    page = html.document_fromstring((copy / target.file).read_bytes())

    numbers = [link.text for link in page.find_class("reference")]
    found = RecommendationFilter(
        QueryDict("theme=workers-rights"), Recommendation.objects.published()
    ).qs
    assert numbers == [one.number for one in found.order_by("position")]


def test_the_index_counts_what_the_site_counts(copy):
    filters = filters_of(copy)
    themes = [text.split() for text in filters["themesOf"].split(",")]

    def counts(kind):
        return {
            slug: count
            for number, (slug, _) in enumerate(filters["themes"])
            if (count := count_of(kind, str(number)))
        }

    def count_of(kind, code):
        pairs = zip(filters["kinds"], themes, strict=True)
        return sum(1 for own, codes in pairs if own == kind and code in codes)

    assert counts("r") == recommendations_by("theme")
    assert counts("s") == statements_by("theme")
    assert [filters["kinds"].count(kind) for kind in "rst"] == [
        Recommendation.objects.count(),
        Statement.objects.count(),
        Report.objects.count(),
    ]


def test_files_of_a_report_are_in_the_copy(copy):
    folder = f"reports/{FIRST_REPORT}"

    assert {file for file in files_of(copy) if file.startswith(f"{folder}/")} == {
        f"{folder}/{name}"
        for name in (
            *("participants.html", "cite.html", "cite.bib", "cite.ris", "cite.json"),
            *("recommendations.csv", "recommendations.bib", "recommendations.ris"),
            "statements.csv",
        )
    }
