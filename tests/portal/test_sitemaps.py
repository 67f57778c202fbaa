"""What search engines are told of: every page that readers can reach, and no other."""

import re

from django.urls import reverse

from portal.sitemaps import Records
from tests.builders import (
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
    *("/", "/reports/", "/recommendations/", "/contributions/", "/speakers/"),
    *("/organizations/", "/themes/", "/instruments/"),
]


def addresses_in(client, sitemap):
    told = client.get(sitemap).content.decode()
    return re.findall("<loc>http://[^/]+(.+?)</loc>", told)


def test_a_part_holds_so_many_addresses_and_no_more(client, db, monkeypatch):
    monkeypatch.setattr(Records, "limit", 2)
    report = make_report(status="published", slug="skills")
    for number in range(5):
        make_recommendation(report, reference=f"R{number}")

    parts = addresses_in(client, reverse("sitemap"))

    recommended = [one for one in parts if "recommendations" in one]
    assert [len(addresses_in(client, one)) for one in recommended] == [2, 2, 1]


def test_search_engines_are_told_of_every_page_of_a_published_report_alone(client, db):
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

    parts = addresses_in(client, reverse("sitemap"))

    assert [one for part in parts for one in addresses_in(client, part)] == [
        *LISTS,
        "/reports/skills/",
        "/reports/skills/participants/",
        "/reports/skills/sessions/session-1/",
        "/recommendations/skills/21/",
        "/speakers/ana-cruz/",
        "/organizations/ilo/",
        "/themes/fees/",
        "/instruments/convention/",
    ]
