"""A part of a report is called by its own kind, in the language of whoever reads."""

import pytest
from django.urls import reverse
from django.utils.translation import override

from portal.history import recording, shared
from portal.history.told import told
from reports.models.agenda import heading
from tests.builders import make_contribution, make_paragraph, make_report, make_session
from tests.portal.exports.test_tables import rows_of


@pytest.mark.parametrize(
    ("kind", "number", "title", "called"),
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
def test_a_heading_is_called_by_its_kind(kind, number, title, called):
    assert heading(kind, number, title) == called


@pytest.mark.parametrize(
    ("language", "called"),
    [
        ("en", "Annex 2: List"),
        ("id", "Lampiran 2: List"),
        ("my", "နောက်ဆက်တွဲ 2: List"),
        ("th", "ภาคผนวก 2: List"),
        ("vi", "Phụ lục 2: List"),
    ],
)
def test_the_kind_is_in_the_reader_s_language(language, called):
    with override(language):
        assert heading("annex", "2", "List") == called


@pytest.fixture
def annex(db):
    report = make_report(status="published")
    annex = make_session(
        report, kind="annex", number="2", title="List", anchor="annex-2"
    )
    other = make_session(report, title="Skills", anchor="skills")
    make_paragraph(other)
    make_contribution(make_paragraph(annex, voice="named"))
    return annex


def words(page):
    return " ".join(page.content.decode().split())


def test_every_page_calls_it_so(client, annex):
    report = annex.report
    pages = {
        "report": report.get_absolute_url(),
        "session": annex.get_absolute_url(),
        "neighbour": report.sessions.get(anchor="skills").get_absolute_url(),
        "contributions": "/contributions/",
        "facet": f"/contributions/?session={annex.key}",
    }

    called = {
        name: "Annex 2: List" in words(client.get(at)) for name, at in pages.items()
    }
    wrong = {
        name: "Session 2: List" in words(client.get(at)) for name, at in pages.items()
    }

    assert (called, wrong) == (dict.fromkeys(pages, True), dict.fromkeys(pages, False))
    assert "<title> Annex 2: List" in words(client.get(pages["session"]))
    (row,) = rows_of(client, "contribution-csv")
    assert row["session"] == "Annex 2: List"


def test_its_number_is_the_reader_s_and_its_title_the_report_s(client, annex):
    page = words(
        client.get(annex.get_absolute_url(), headers={"accept-language": "th"})
    )

    assert '<h1>ภาคผนวก 2: <span lang="en">List</span></h1>' in page


def test_a_version_and_a_comparison_call_it_so(client, annex):
    revision = recording.present(annex.report)
    recording.readers_have(revision)

    said = told(revision.data, shared.called(revision.data))
    page = client.get(
        reverse("report-version", args=[annex.report.slug, revision.number])
    )

    assert [one["prefix"] for one in said["sessions"]] == ["Annex 2:", "Session 2:"]
    assert "<h2>Annex 2: List</h2>" in words(page)
