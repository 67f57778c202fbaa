"""Access control: the draft version of a published report changes no public page."""

from django.urls import reverse

from portal.content import draft_version, revisions, workflow
from reports.models import Report
from reports.signals import report_changed
from tests.builders.gate_workshop import WORD, make_workshop
from tests.builders.records import (
    assign_themes,
    make_annex,
    make_contribution,
    make_instrument,
    make_organization,
    make_person,
    make_theme,
)
from tests.harness.page_caches import forget_pages
from tests.harness.url_access import SEARCH_URLS, read_lists


def begin_draft_with(word):
    """Begin a draft version of a published report in which every text has the word; return both."""
    report = make_report_at("published", "Manila")
    draft = draft_version.begin_draft(report)
    Report.objects.filter(pk=draft.pk).update(
        title=f"{word} workshop", place=word, summary=word, kind=word
    )
    draft.co_chairs.add(make_organization(f"{word} Agency"))
    draft.sessions.update(title=f"{word} session", heading=f"{word} session")
    draft.paragraphs.update(text=f"{word} words")
    draft.recommendations.update(text=f"{word} wish")
    make_annex(draft, label=word)
    for paragraph in draft.paragraphs.all():
        assign_themes(paragraph, [make_theme(f"{word} theme")])
        paragraph.instruments.add(make_instrument(f"{word} Declaration"))
        make_contribution(paragraph, person=make_person(f"Ana {word}"))
    revisions.save_revision(draft, word)
    report_changed.send(sender=Report, report=draft)
    return report, Report.objects.get(pk=draft.pk)


def make_report_at(status, word):
    make_workshop(status, word)
    report = Report.objects.get(slug=word.lower())
    revisions.mark_published(revisions.save_revision(report, "Filled"))
    return report


def read_report_pages(client, report, numbers):
    """Return the content of every page and version page of the report, by its URL."""
    urls = [
        report.get_absolute_url(),
        reverse("site:participants", args=[report.slug]),
        reverse("site:source", args=[report.slug]),
        *(session.get_absolute_url() for session in report.sessions.all()),
        *(point.get_absolute_url() for point in report.recommendations.all()),
        *(paragraph.page_url for paragraph in report.paragraphs.all()),
        reverse("api:report", args=[report.pk]),
        *(reverse("site:report-version", args=[report.slug, number]) for number in numbers),
    ]
    return {url: b"".join(client.get(url)) for url in urls}


def test_a_draft_version_of_a_published_report_appears_on_no_public_page(client, db):
    report, draft = begin_draft_with(WORD)
    forget_pages()

    pages = read_lists(client, WORD) | read_report_pages(
        client, report, range(1, draft.version + 1)
    )

    # A search page repeats the query, but has no results.
    search_urls = {f"{reverse(name)}?q={WORD}" for name in SEARCH_URLS}
    leaks = [url for url, page in pages.items() if WORD.encode() in page]
    assert set(leaks) <= search_urls
    assert [url for url in search_urls if b"Manila" in pages[url]] == []
    assert client.get(f"/reports/{draft.slug}/").status_code == 404


def test_public_pages_stay_byte_identical_until_the_draft_version_is_published(client, db):
    report = make_report_at("published", "Manila")
    before = read_lists(client, WORD) | read_report_pages(client, report, [1])
    draft = draft_version.begin_draft(report)
    draft.paragraphs.update(text=f"{WORD} words")
    revisions.save_revision(draft, WORD)
    report_changed.send(sender=Report, report=draft)
    forget_pages()

    assert read_lists(client, WORD) | read_report_pages(client, report, [1]) == before
    workflow.publish(draft)

    assert WORD in client.get(report.get_absolute_url()).content.decode()
