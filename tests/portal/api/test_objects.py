"""What the API says of each kind of object."""

from datetime import UTC, datetime

import pytest
from django.urls import reverse

from portal.desk import uniting
from tests.builders import (
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


@pytest.fixture
def site(settings):
    settings.BASE_URL = "https://portal.example"
    settings.ALLOWED_HOSTS = ["portal.example", "testserver"]
    return settings.BASE_URL


def ask(client, kind, record):
    answer = client.get(reverse(f"api:{kind}", args=[record.pk]))
    assert answer.status_code == 200, answer.content
    return answer.json()


def link(site, kind, slug, name):
    return {"slug": slug, "name": name, "url": f"{site}/{kind}/{slug}/"}


def report_link(site, report):
    return {
        "id": report.pk,
        "url": f"{site}/reports/{report.slug}/",
        "api_url": f"{site}/api/v1/reports/{report.pk}/",
        "slug": report.slug,
        "title": report.title,
        "starts_on": "2015-03-10",
    }


def test_a_recommendation_says_where_it_stands_and_whom_it_involves(client, site):
    report = make_report(status="published")
    ilo, poea = make_organization("ILO"), make_organization("POEA")
    paragraph = make_paragraph(report=report, voice="agreed", number="21")
    above = make_recommendation(report, paragraph=paragraph, reference="21.A.1")
    asked = make_recommendation(
        parent=above,
        reference="21.A.1.a",
        text="Lower fees",
        themes=[make_theme("Recruitment")],
        instruments=[make_instrument("Cebu Declaration")],
        addressees=[ilo],
        named=[poea],
    )

    assert ask(client, "recommendation", asked) == {
        "id": asked.pk,
        "url": f"{site}/recommendations/workshop-1/21.A.1.a/",
        "api_url": f"{site}/api/v1/recommendations/{asked.pk}/",
        "reference": "21.A.1.a",
        "number": "21.A.1.a",
        "voice": "agreed",
        "level": "national",
        "text": "Lower fees",
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
        "instruments": [
            link(site, "instruments", "cebu-declaration", "Cebu Declaration")
        ],
    }


def test_what_a_report_does_not_state_is_null(client):
    report = make_report(status="published")
    asked = make_recommendation(report, level="")

    answer = ask(client, "recommendation", asked)

    stated = [answer[name] for name in ("voice", "level", "parent")]
    assert stated == [None, None, None]


def test_a_contribution_says_who_spoke_and_for_whom(client, site):
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
    said = make_contribution(paragraph, speaker)

    assert ask(client, "contribution", said) == {
        "id": said.pk,
        "url": f"{site}/reports/workshop-1/#p1",
        "api_url": f"{site}/api/v1/contributions/{said.pk}/",
        "reference": "6",
        "voice": "named",
        "text": "Numbers grow.",
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
    }


def test_a_report_says_when_where_and_how_much(client, site):
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

    assert ask(client, "report", report) == report_link(site, report) | {
        "kind": "Summary",
        "series": "ARF",
        "ends_on": "2015-03-11",
        "place": "Nay Pyi Taw, Myanmar",
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
        "counts": {
            "sessions": 1,
            "participants": 1,
            "contributions": 1,
            "recommendations": 2,
        },
    }


def test_a_speaker_has_the_meetings_that_are_published(client, site):
    report = make_report(status="published")
    ana = make_person("Ana Reyes", aliases="Ambassador Reyes")
    iom = make_organization("IOM")
    make_participation(
        report, ana, organizations=[iom], position="Chief", printed_name="Ms Reyes"
    )
    make_contribution(make_paragraph(report=report, voice="named"), person=ana)
    make_contribution(make_paragraph(report=make_report(), voice="named"), person=ana)

    assert ask(client, "speaker", ana) == {
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


def test_shared_records_say_what_they_are_and_how_often_they_are_met(client, site):
    report = make_report(status="published")
    asean = make_organization("ASEAN")
    body = make_organization(
        "Secretariat", acronym="SEC", kind="process", country="IDN", part_of=asean
    )
    theme = make_theme("Fees", broader=make_theme("Recruitment"))
    text = make_instrument(
        "Cebu Declaration", year=2007, adopted_by=asean, wordings="Cebu text"
    )
    links = {"themes": [theme], "instruments": [text]}
    make_paragraph(report=report, organizations=[asean], **links)
    make_recommendation(report, addressees=[body], named=[body], **links)

    answers = [
        ask(client, kind, record)
        for kind, record in (
            ("organization", body),
            ("theme", theme),
            ("instrument", text),
        )
    ]

    counts = {"recommendations": 1, "contributions": 0}
    assert answers == [
        {
            "id": body.pk,
            "url": f"{site}/organizations/secretariat/",
            "api_url": f"{site}/api/v1/organizations/{body.pk}/",
            "slug": "secretariat",
            "name": "Secretariat",
            "acronym": "SEC",
            "kind": "process",
            "country": "IDN",
            "part_of": link(site, "organizations", "asean", "ASEAN"),
            "counts": counts,
        },
        {
            "id": theme.pk,
            "url": f"{site}/themes/fees/",
            "api_url": f"{site}/api/v1/themes/{theme.pk}/",
            "slug": "fees",
            "name": "Fees",
            "definition": "What Fees is.",
            # No published report names the broader theme.
            "broader": None,
            "counts": counts,
            "suggested": {"recommendations": 0, "contributions": 0},
        },
        {
            "id": text.pk,
            "url": f"{site}/instruments/cebu-declaration/",
            "api_url": f"{site}/api/v1/instruments/{text.pk}/",
            "slug": "cebu-declaration",
            "name": "Cebu Declaration",
            "kind": "declaration",
            "code": "",
            "year": 2007,
            "adopted_by": link(site, "organizations", "asean", "ASEAN"),
            "wordings": ["Cebu text"],
            "counts": counts,
        },
    ]


@pytest.mark.parametrize("kind", ["organization", "speaker"])
def test_the_id_of_a_merged_record_leads_to_the_record_it_went_into(client, kind):
    report = make_report(status="published")
    make = make_organization if kind == "organization" else make_person
    goes, stays = make("Goes"), make("Stays")
    for one in (goes, stays):
        bodies = [one] if kind == "organization" else []
        person = one if kind == "speaker" else None
        make_participation(report, person, organizations=bodies)
    register = {"speaker": "person"}.get(kind, kind)
    key = goes.pk
    uniting.unite(register, (goes, stays))

    answer = client.get(reverse(f"api:{kind}", args=[key]), follow=True)

    assert answer.redirect_chain == [(reverse(f"api:{kind}", args=[stays.pk]), 301)]
    assert answer.json()["id"] == stays.pk
