"""Sitemaps: every page of published reports, and no other."""

import re

from django.urls import reverse

from portal.site.sitemaps import Records
from portal.site_pages.saving import save_page
from tests.builders.imported_reports import import_text
from tests.builders.newer_texts import SEMINAR
from tests.builders.records import (
    make_account,
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
    make_theme,
)

LISTS = [
    *("/", "/reports/", "/recommendations/", "/statements/", "/contributions/", "/speakers/"),
    *("/organizations/", "/themes/", "/instruments/", "/data/", "/recurring/"),
]


def urls_in(client, sitemap):
    xml = client.get(sitemap).content.decode()
    return re.findall("<loc>http://[^/]+(.+?)</loc>", xml)


def test_a_sitemap_is_split_at_its_maximum_number_of_urls(client, db, monkeypatch):
    monkeypatch.setattr(Records, "limit", 2)
    report = make_report(status="published", slug="skills")
    for number in range(5):
        make_recommendation(report, reference=f"R{number}")

    parts = urls_in(client, reverse("site:sitemap"))

    recommended = [part for part in parts if "recommendations" in part]
    assert [len(urls_in(client, part)) for part in recommended] == [2, 2, 1]


def test_the_sitemaps_list_every_page_of_published_reports_and_no_other(client, db):
    make_paragraph(report=make_report(), themes=[make_theme("Secrets")])
    report = make_report(status="published", slug="skills")
    paragraph = make_paragraph(
        report=report,
        voice="named",
        themes=[make_theme("Fees")],
        organizations=[make_organization("ILO")],
        instruments=[make_instrument("Convention")],
    )
    make_contribution(paragraph, person=make_person("Ana Cruz"))
    make_recommendation(report, reference="21")
    save_page("terms", "en", "Terms", seen=0, by=make_account("ada", "administrator"))

    parts = urls_in(client, reverse("site:sitemap"))

    assert [url for part in parts for url in urls_in(client, part)] == [
        *LISTS,
        "/terms/",
        "/reports/skills/",
        "/reports/skills/participants/",
        "/reports/skills/sessions/session-1/",
        "/recommendations/skills/21/",
        "/reports/skills/paragraphs/p1/",
        "/speakers/ana-cruz/",
        "/organizations/ilo/",
        "/themes/fees/",
        "/instruments/convention/",
    ]


def test_the_parts_of_a_report_state_when_its_newest_version_was_published(client, db):
    report = import_text(SEMINAR, publish=True)
    day = report.revisions.get(number=1).published_at.date().isoformat()

    dates = {
        section: set(re.findall("<lastmod>(.*?)</lastmod>", page_of(client, section)))
        for section in ("reports", "sessions", "paragraphs", "recommendations", "themes")
    }

    assert dates == {
        **{section: {day} for section in ("reports", "sessions", "paragraphs", "recommendations")},
        "themes": set(),
    }


def page_of(client, section):
    return client.get(reverse("site:sitemap-part", args=[section])).content.decode()
