"""Access control: an unpublished report is on no page, list, count or feed."""

import pytest
from django.core.management import call_command
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from portal.content import draft_version
from portal.imports.importer import import_path
from reports.models import Paragraph, Report
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.records import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)
from tests.harness.page_caches import forget_pages
from tests.harness.url_access import (
    ACCOUNT_URLS,
    API_PART_URLS,
    API_RECORD_URLS,
    EDITOR_URLS,
    FACET_URLS,
    FILE_URLS,
    HARVEST_URLS,
    LIST_URLS,
    RECORD_URLS,
    SEARCH_URLS,
    URLS_WITHOUT_RECORDS,
    read_lists,
)


def names_of(resolver, prefix=""):
    for entry in resolver.url_patterns:
        if isinstance(entry, URLResolver) and entry.namespace != "admin":
            namespace = f"{entry.namespace}:" if entry.namespace else ""
            yield from names_of(entry, prefix + namespace)
        elif isinstance(entry, URLPattern):
            yield prefix + entry.name


def test_every_url_of_the_site_is_classified_for_access():
    assert sorted(names_of(get_resolver())) == sorted(
        LIST_URLS
        | FACET_URLS.keys()
        | RECORD_URLS
        | API_RECORD_URLS
        | API_PART_URLS
        | URLS_WITHOUT_RECORDS
        | EDITOR_URLS.keys()
        | ACCOUNT_URLS
        | SEARCH_URLS
        | FILE_URLS
        | HARVEST_URLS
    )


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_an_unpublished_report_is_in_no_list(client, db, status):
    make_workshop("published", "Manila")
    before = read_lists(client, WORD)

    make_workshop(status, WORD)

    assert read_lists(client, WORD) == before


def test_an_offline_copy_has_nothing_of_unpublished_reports_and_draft_versions(db, tmp_path):
    make_workshop("published", "Manila")
    draft = draft_version.begin_draft(Report.objects.published().get())
    before = read_copy(tmp_path / "before")

    for status in UNPUBLISHED:
        make_workshop(status, f"{WORD}-{status}".replace("_", "-"))
    Paragraph.objects.filter(report=draft).update(text=WORD)

    assert read_copy(tmp_path / "after") == before


def read_copy(folder):
    """Return the content of every file of an offline copy."""
    call_command("export_site", str(folder), verbosity=0)
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): path.read_bytes() for path in files}


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_the_pages_of_an_unpublished_report_are_not_found(client, db, status):
    urls = make_workshop(status, WORD)

    assert [client.get(url).status_code for url in urls] == [404] * len(RECORD_URLS)


def test_the_pages_of_a_published_report_are_found(client, db):
    urls = make_workshop("published", WORD)

    assert [client.get(url).status_code for url in urls] == [200] * len(RECORD_URLS)


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_a_shared_record_s_page_shows_nothing_of_an_unpublished_report(client, db, status):
    public, hidden = (
        make_report(status="published"),
        make_report(status=status, title=WORD, co_chairs=[]),
    )
    shared = make_organization("ILO")
    theme = make_theme("Recruitment")
    declaration = make_instrument("Declaration")
    person = make_person("Ana Cruz")
    for report in (public, hidden):
        report.co_chairs.add(shared)
        text = WORD if report == hidden else "Open"
        paragraph = make_paragraph(
            report=report,
            text=text,
            voice="named",
            themes=[theme],
            organizations=[shared],
            instruments=[declaration],
        )
        make_contribution(paragraph, person=person)
        links = {"themes": [theme], "instruments": [declaration]}
        make_recommendation(report, text=text, addressees=[shared], **links)

    records = (shared, theme, declaration, person)
    pages = [client.get(record.get_absolute_url()) for record in records]

    assert [WORD in page.content.decode() for page in pages] == [False] * 4


@pytest.mark.parametrize("name", ["site:recommendation-list", "site:contribution-list"])
def test_a_filter_value_used_only_in_a_draft_is_refused_like_an_unknown_value(client, db, name):
    make_workshop("draft", WORD)

    answers = [
        client.get(reverse(name), {"organization": slug})
        for slug in ("zanzibar-agency", "no-such-agency")
    ]

    assert [answer.status_code for answer in answers] == [400, 400]


def test_importing_a_draft_that_names_a_public_person_changes_no_public_page(client, db, tmp_path):
    contribution = make_contribution(
        make_paragraph(report=make_report(status="published"), voice="named"),
        person=make_person("Ana Cruz"),
    )
    person = contribution.participation.person
    word = "ambassador"
    urls = [
        person.get_absolute_url(),
        reverse("api:speaker", args=[person.pk]),
        f"{reverse('site:contribution-facet', args=['speaker'])}?find={word}",
        *(f"{reverse(name)}?q={word}" for name in SEARCH_URLS),
        # A feed without entries has the current time as its updated time.
        *(f"{reverse(name)}?q={word}" for name in LIST_URLS if not name.endswith("feed")),
    ]
    before = [b"".join(client.get(url)) for url in urls]
    draft = tmp_path / "draft.txt"
    draft.write_text(
        "ARF Retreat\n1 May 2031\nHanoi\n\n1. Ambassador Ana Cruz, Chair, spoke.\n",
        encoding="utf-8",
    )

    import_path(draft)

    person.refresh_from_db()
    assert "Ambassador Ana Cruz" in person.aliases
    forget_pages()
    assert [b"".join(client.get(url)) for url in urls] == before
