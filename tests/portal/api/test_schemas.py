"""API schemas: how each kind of record is serialized."""

from datetime import UTC, datetime

import pytest

from tests.builders.api_answers import get_json, link, report_link
from tests.builders.records import (
    make_contribution,
    make_instrument,
    make_organization,
    make_paragraph,
    make_participation,
    make_person,
    make_recommendation,
    make_report,
    make_session,
    make_theme,
)

pytestmark = pytest.mark.django_db


def test_a_recommendation_is_serialized_with_its_context_and_involved_bodies(client, site):
    report = make_report(status="published")
    ilo, poea = make_organization("ILO"), make_organization("POEA")
    paragraph = make_paragraph(report=report, voice="agreed", number="21")
    above = make_recommendation(report, paragraph=paragraph, reference="21.A.1")
    recommendation = make_recommendation(
        parent=above,
        reference="21.A.1.a",
        text="Lower fees",
        themes=[make_theme("Recruitment")],
        instruments=[make_instrument("Cebu Declaration")],
        addressees=[ilo],
        named=[poea],
    )

    assert get_json(client, "recommendation", recommendation) == {
        "id": recommendation.pk,
        "url": f"{site}/recommendations/workshop-1/21.A.1.a/",
        "api_url": f"{site}/api/v1/recommendations/{recommendation.pk}/",
        "reference": "21.A.1.a",
        "number": "21.A.1.a",
        "voice": "agreed",
        "level": "national",
        "text": "Lower fees",
        "text_html": "",
        "parent": {
            "id": above.pk,
            "url": f"{site}/recommendations/workshop-1/21.A.1/",
            "api_url": f"{site}/api/v1/recommendations/{above.pk}/",
            "reference": "21.A.1",
            "number": "21.A.1",
        },
        "report": report_link(site, report),
        "themes": [link(site, "themes", "recruitment", "Recruitment")],
        "theme_status": [{"slug": "recruitment", "status": "confirmed"}],
        "issuers": [],
        "addressees": [link(site, "organizations", "ilo", "ILO")],
        "organizations": [link(site, "organizations", "poea", "POEA")],
        "instruments": [link(site, "instruments", "cebu-declaration", "Cebu Declaration")],
        "follow_up": [],
        "statements": None,
        "lineage": {"earlier": [], "later": [], "none_later": False},
        "refers_to": [],
        "referred_to_by": [],
    }


def test_values_that_a_report_does_not_state_are_null(client):
    report = make_report(status="published")
    recommendation = make_recommendation(report, level="")

    answer = get_json(client, "recommendation", recommendation)

    stated = [answer[name] for name in ("voice", "level", "parent")]
    assert stated == [None, None, None]


def test_a_contribution_is_serialized_with_its_speaker_and_organizations(client, site):
    report = make_report(status="published")
    session = make_session(report, title="Trends", number="1")
    paragraph = make_paragraph(
        session,
        voice="named",
        number="6",
        text="Numbers grow.",
        themes=[make_theme("Trends")],
    )
    iom = make_organization("IOM")
    speaker = make_participation(
        report, make_person("Ana Reyes"), organizations=[iom], position="Chief"
    )
    contribution = make_contribution(paragraph, speaker)

    assert get_json(client, "contribution", contribution) == {
        "id": contribution.pk,
        "url": f"{site}/reports/workshop-1/#p1",
        "api_url": f"{site}/api/v1/contributions/{contribution.pk}/",
        "reference": "6",
        "voice": "named",
        "text": "Numbers grow.",
        "text_html": "",
        "speaker": link(site, "speakers", "ana-reyes", "Ana Reyes"),
        "position": "Chief",
        "organizations": [link(site, "organizations", "iom", "IOM")],
        "session": {
            "key": "workshop-1/session-1",
            "kind": "session",
            "number": "1",
            "title": "Trends",
            "url": f"{site}/reports/workshop-1/sessions/session-1/",
        },
        "report": report_link(site, report),
        "themes": [link(site, "themes", "trends", "Trends")],
        "theme_status": [{"slug": "trends", "status": "confirmed"}],
        "led_to": [],
        "refers_to": [],
        "referred_to_by": [],
        "organizations_named": [],
        "speaking_organizations": [],
        "instruments": [],
    }


def test_a_report_is_serialized_with_dates_place_annexes_and_counts(client, site):
    myanmar = make_organization("Myanmar")
    report = make_report(
        status="published",
        kind="Summary",
        co_chairs=[myanmar],
        stated_attendance="More than 60 came.",
        stated_participants=60,
    )
    report.published_at = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    report.save()
    report.annexes.create(label="Annex 2", subject="list of participants")
    report.annexes.create(label="Annex 1", session=make_session(report))
    make_contribution(make_paragraph(report=report, voice="named"))
    make_recommendation(make_recommendation(report).report)

    assert get_json(client, "report", report) == report_link(site, report) | {
        "kind": "Summary",
        "series": "ARF",
        "ends_on": "2015-03-11",
        "place": "Nay Pyi Taw, Myanmar",
        "doi": "",
        "published_at": "2026-01-02T03:04:05Z",
        "co_chairs": [link(site, "organizations", "myanmar", "Myanmar")],
        "attendance": {
            "sentence": "More than 60 came.",
            "participants": 60,
            "states": None,
        },
        "annexes": [
            {"label": "Annex 1", "subject": "", "supplied": True},
            {"label": "Annex 2", "subject": "list of participants", "supplied": False},
        ],
        "attachments": [],
        "uncertain_pages": [],
        "counts": {
            "sessions": 1,
            "participants": 1,
            "contributions": 1,
            "recommendations": 2,
        },
    }


def test_a_speaker_is_serialized_with_published_meetings_only(client, site):
    report = make_report(status="published")
    ana = make_person("Ana Reyes", aliases="Ambassador Reyes")
    iom = make_organization("IOM")
    make_participation(report, ana, organizations=[iom], position="Chief", printed_name="Ms Reyes")
    make_contribution(make_paragraph(report=report, voice="named"), person=ana)
    make_contribution(make_paragraph(report=make_report(), voice="named"), person=ana)

    assert get_json(client, "speaker", ana) == {
        "id": ana.pk,
        "url": f"{site}/speakers/ana-reyes/",
        "api_url": f"{site}/api/v1/speakers/{ana.pk}/",
        "slug": "ana-reyes",
        "name": "Ana Reyes",
        "aliases": ["Ms Reyes"],
        "meetings": [
            {
                "report": report_link(site, report),
                "role": "speaker",
                "position": "Chief",
                "organizations": [link(site, "organizations", "iom", "IOM")],
            }
        ],
        "counts": {"contributions": 1},
    }


def test_organizations_themes_and_instruments_are_serialized_with_counts(client, site):
    report = make_report(status="published")
    asean = make_organization("ASEAN")
    organization = make_organization(
        "Secretariat", acronym="SEC", kind="process", country="IDN", part_of=asean
    )
    theme = make_theme("Fees", broader=make_theme("Recruitment"))
    instrument = make_instrument(
        "Cebu Declaration",
        year=2007,
        adopted_by=asean,
        wordings="Cebu text",
        url="https://asean.example/cebu",
        sdg_goal=8,
        ilo_number="C97",
    )
    links = {"themes": [theme], "instruments": [instrument]}
    make_paragraph(report=report, organizations=[asean], **links)
    make_recommendation(report, addressees=[organization], named=[organization], **links)

    answers = [
        get_json(client, kind, record)
        for kind, record in (
            ("organization", organization),
            ("theme", theme),
            ("instrument", instrument),
        )
    ]

    counts = {"recommendations": 1, "contributions": 0, "statements": 1}
    assert answers == [
        {
            "id": organization.pk,
            "url": f"{site}/organizations/secretariat/",
            "api_url": f"{site}/api/v1/organizations/{organization.pk}/",
            "slug": "secretariat",
            "name": "Secretariat",
            "acronym": "SEC",
            "kind": "process",
            "labels": [],
            "country": "IDN",
            "part_of": link(site, "organizations", "asean", "ASEAN"),
            "website": "",
            "ror_id": "",
            "memberships": [],
            "counts": counts | {"statements": 0},
        },
        {
            "id": theme.pk,
            "url": f"{site}/themes/fees/",
            "api_url": f"{site}/api/v1/themes/{theme.pk}/",
            "slug": "fees",
            "name": "Fees",
            "labels": [],
            "definition": "What Fees is.",
            # Public, as it counts with the narrower theme.
            "broader": link(site, "themes", "recruitment", "Recruitment"),
            "counts": counts,
            "suggested": dict.fromkeys(counts, 0),
        },
        {
            "id": instrument.pk,
            "url": f"{site}/instruments/cebu-declaration/",
            "api_url": f"{site}/api/v1/instruments/{instrument.pk}/",
            "slug": "cebu-declaration",
            "name": "Cebu Declaration",
            "kind": "declaration",
            "code": "",
            "year": 2007,
            "adopted_by": link(site, "organizations", "asean", "ASEAN"),
            "labels": [],
            "wordings": ["Cebu text"],
            "sdg_goal": 8,
            "ilo_number": "C97",
            "text_url": "https://asean.example/cebu",
            "counts": counts,
        },
    ]
