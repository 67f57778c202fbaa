"""Administrators write the pages about the site; every version is kept."""

import lxml.html
import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.site_pages.models import SitePageVersion
from reports.markdown import TAGS
from tests.builders.records import make_account
from tests.builders.redactions import redact
from tests.builders.xss_vectors import VECTORS

PAGE = "/editing/pages/about/en/"


@pytest.fixture
def ada(client, db):
    client.force_login(make_account("ada", "administrator"))
    return client


def save(client, text, seen, page=PAGE):
    return client.post(page, {"markdown": text, "seen": seen})


def test_every_version_is_kept_and_in_the_audit_log(ada):
    for seen, text in enumerate(["# First", "# Second", ""]):
        assert save(ada, text, seen)["Location"] == PAGE

    versions = SitePageVersion.objects.order_by("number")
    assert [version.markdown for version in versions] == ["# First", "# Second", ""]
    assert [version.is_current for version in versions] == [False, False, True]
    entries = AuditEntry.objects.filter(target_type="site page").order_by("pk")
    assert [entry.action for entry in entries] == [
        "Page of the site published",
        "Page of the site changed",
        "Page of the site taken down",
    ]
    assert entries[1].before == entries[0].after != entries[1].after


def test_a_former_version_fills_the_form_and_changes_nothing(ada):
    save(ada, "# First", 0)
    save(ada, "# Second", 1)

    page = ada.get(PAGE, {"version": "1"}).content.decode()

    assert "# First</textarea>" in page
    assert SitePageVersion.objects.count() == 2


@pytest.mark.parametrize("version", ["0", "99", "x", "9" * 40])
def test_an_unknown_version_shows_the_present_one(ada, version):
    save(ada, "# First", 0)

    assert "# First</textarea>" in ada.get(PAGE, {"version": version}).content.decode()


def test_a_save_over_somebody_else_s_shows_both_texts_and_loses_neither(ada):
    save(ada, "Theirs", 0)

    answer = save(ada, "Mine", 0)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mine</textarea>" in page
    assert "Theirs</pre>" in page
    assert SitePageVersion.objects.get().markdown == "Theirs"
    # The form that is shown can be saved.
    assert 'name="seen" value="1"' in page


def test_a_text_that_cannot_be_rendered_is_refused_with_the_reason(ada):
    answer = save(ada, "[" * 2000, 0)

    assert answer.status_code == 422
    assert "the limit is 1000" in answer.content.decode()
    assert not SitePageVersion.objects.exists()


@pytest.mark.parametrize("path", ["about/xx", "nothing/en", "about/EN"])
def test_unknown_pages_and_languages_are_not_found(ada, path):
    assert ada.get(f"/editing/pages/{path}/").status_code == 404


def test_no_html_that_could_run_is_published(ada):
    save(ada, "\n\n".join(VECTORS), 0)

    html = SitePageVersion.objects.get().html
    elements = list(lxml.html.fromstring(f"<main>{html}</main>").iter())
    assert {element.tag for element in elements} <= TAGS | {"main"}
    assert {name for element in elements for name in element.attrib} <= {"href", "title", "rel"}
    links = [element.get("href", "") for element in elements]
    assert not any(link.lower().startswith("javascript") for link in links)


def test_characters_that_nobody_sees_are_cleaned(ada):
    save(ada, "Ri\x07ghts ", 0)

    assert SitePageVersion.objects.get().markdown == "Rights"


def test_the_list_says_which_pages_are_public(ada):
    save(ada, "Text", 0, "/editing/pages/terms/vi/")

    page = ada.get(reverse("editor:site-pages")).content.decode()

    assert page.count("public, version 1") == 1


def test_a_text_with_a_redacted_passage_is_refused_and_stays_typed(ada):
    redact("Zelda Quimby")

    refused = save(ada, "Written by Zelda **Quimby**.", 0)

    assert refused.status_code == 422
    page = refused.content.decode()
    assert "contains a passage that was redacted" in page
    assert "Written by Zelda **Quimby**." in page
    assert not SitePageVersion.objects.exists()
