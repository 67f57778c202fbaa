"""What search engines are told of: every page that readers can reach, and no other."""

import re

from django.urls import reverse

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

    told = client.get(reverse("sitemap")).content.decode()

    assert re.findall("<loc>http://[^/]+(.+?)</loc>", told) == [
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
