"""Session headings: the kind and number of a session, in the reader's language."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from portal.content import entity_references, revisions
from portal.content.render_snapshot import render_report
from reports.models.sessions import heading
from tests.builders.csv_rows import read_rows
from tests.builders.records import make_contribution, make_paragraph, make_report, make_session


@pytest.mark.parametrize(
    ("kind", "number", "title", "expected"),
    [
        ("session", "1", "Skills", "Session 1: Skills"),
        ("session", "III", "Skills", "Session III: Skills"),
        ("session", "", "Skills", "Skills"),
        ("session", "1", "Session 1: Skills", "Session 1: Skills"),
        ("annex", "2", "List of participants", "Annex 2: List of participants"),
        ("annex", "2", "Annex 2", "Annex 2"),
        ("annex", "B", "Appendix B", "Appendix B"),
        ("annex", "", "Annex", "Annex"),
        ("introduction", "1", "Introduction", "1. Introduction"),
        ("introduction", "I", "I. Introduction", "I. Introduction"),
        ("opening", "2", "Opening remarks", "2. Opening remarks"),
        ("concluding", "V", "Way forward", "V. Way forward"),
    ],
)
def test_a_session_heading_is_prefixed_with_its_kind_and_number(kind, number, title, expected):
    assert heading(kind, number, title) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("en", "Annex 2: List"),
        ("id", "Lampiran 2: List"),
        ("my", "နောက်ဆက်တွဲ 2: List"),
        ("th", "ภาคผนวก 2: List"),
        ("vi", "Phụ lục 2: List"),
    ],
)
def test_the_kind_in_a_session_heading_is_translated(language, expected):
    with override(language):
        assert heading("annex", "2", "List") == expected


@pytest.fixture
def annex(db):
    report = make_report(status="published")
    annex = make_session(report, kind="annex", number="2", title="List", anchor="annex-2")
    other = make_session(report, title="Skills", anchor="skills")
    make_paragraph(other)
    make_contribution(make_paragraph(annex, voice="named"))
    return annex


def words(page):
    return " ".join(page.content.decode().split())


def test_every_page_and_export_shows_the_same_annex_heading(client, annex):
    report = annex.report
    pages = {
        "report": report.get_absolute_url(),
        "session": annex.get_absolute_url(),
        "neighbor": report.sessions.get(anchor="skills").get_absolute_url(),
        "contributions": "/contributions/",
        "facet": f"/contributions/?session={annex.key}",
    }

    has_annex_heading = {
        name: "Annex 2: List" in words(client.get(url)) for name, url in pages.items()
    }
    has_session_heading = {
        name: "Session 2: List" in words(client.get(url)) for name, url in pages.items()
    }

    assert (has_annex_heading, has_session_heading) == (
        dict.fromkeys(pages, True),
        dict.fromkeys(pages, False),
    )
    assert "<title> Annex 2: List" in words(client.get(pages["session"]))
    (row,) = read_rows(client, "site:contribution-csv")
    assert row["session"] == "Annex 2: List"


def test_an_annex_heading_translates_its_prefix_and_marks_the_title_s_language(client, annex):
    page = words(client.get(annex.get_absolute_url(), headers={"accept-language": "th"}))

    assert '<h1>ภาคผนวก 2: <span lang="en">List</span></h1>' in page


def test_a_version_page_and_its_rendering_show_the_same_annex_heading(client, annex):
    revision = revisions.current_revision(annex.report)
    revisions.mark_published(revision)

    rendered = render_report(revision.snapshot, entity_references.names_by_key(revision.snapshot))
    page = client.get(reverse("site:report-version", args=[annex.report.slug, revision.number]))

    assert [session["prefix"] for session in rendered["sessions"]] == ["Annex 2:", "Session 2:"]
    assert "<h2>Annex 2: List</h2>" in words(page)
