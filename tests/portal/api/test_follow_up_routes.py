"""Follow-up in the API: records of a recommendation, of all, and rounds."""

from datetime import date

import pytest

from tests.builders.public_follow_up import (
    make_evidence_file,
    make_follow_up,
    make_round,
    make_submission,
    report_follow_up,
    tell_changed,
)
from tests.builders.records import (
    make_organization,
    make_paragraph,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def recommendation():
    return make_recommendation(make_report(status="published"), reference="21.A.1")


def link(site, kind, slug, name):
    return {"slug": slug, "name": name, "url": f"{site}/{kind}/{slug}/"}


def test_a_record_is_serialized_with_its_source_and_evidence(client, site, recommendation):
    later = make_paragraph(report=make_report(status="published", slug="later"), anchor="p7")
    file = make_evidence_file()
    record = report_follow_up(
        recommendation,
        round_=make_round(recommendation.report, name="Review 2019"),
        organization=make_organization("ILO"),
        side="international",
        response="partly",
        status="under-way",
        responsible=make_organization("Ministry"),
        due_on=date(2020, 5, 1),
        text="A law was drafted.",
        evidence_url="https://example.org/law",
        evidence_file=file,
        evidence_paragraph=later,
    )
    expected = {
        "id": record.pk,
        "url": f"{site}/recommendations/workshop-1/21.A.1/#follow-up-{record.pk}",
        "api_url": f"{site}/api/v1/follow-up/{record.pk}/",
        "round": link(site, "rounds", "review-2019", "Review 2019"),
        "side": "international",
        "organization": link(site, "organizations", "ilo", "ILO"),
        "response": "partly",
        "status": "under-way",
        "responsible": link(site, "organizations", "ministry", "Ministry"),
        "due_on": "2020-05-01",
        "text": "A law was drafted.",
        "evidence_url": "https://example.org/law",
        "evidence_file": {
            "url": f"{site}/follow-up/{record.pk}/evidence",
            "name": "gazette.txt",
            "media_type": "text/plain",
            "size": 8,
            "sha256": file.sha256,
        },
        "evidence_paragraph": {
            "report": "later",
            "anchor": "p7",
            "url": f"{site}{later.page_url}",
        },
    }

    item = client.get(f"/api/v1/recommendations/{recommendation.pk}/").json()["follow_up"][0]
    own = client.get(f"/api/v1/follow-up/{record.pk}/").json()

    recorded_at = item.pop("recorded_at")
    assert item == expected | {"is_newest": True}
    assert own == expected | {
        "recorded_at": recorded_at,
        "recommendation": {
            "id": recommendation.pk,
            "url": f"{site}/recommendations/workshop-1/21.A.1/",
            "api_url": f"{site}/api/v1/recommendations/{recommendation.pk}/",
        },
        "reference": "21.A.1",
        "report": "workshop-1",
    }


def test_a_paragraph_of_an_unpublished_report_is_no_evidence(client, recommendation):
    hidden = make_paragraph(report=make_report(status="draft"))
    record = report_follow_up(recommendation, text="See there.", evidence_paragraph=hidden)

    item = client.get(f"/api/v1/follow-up/{record.pk}/").json()

    assert item["evidence_paragraph"] is None


def test_a_recommendation_has_the_current_records_of_every_round(client, recommendation):
    body = make_organization("Ministry")
    rounds = [make_round(recommendation.report) for _ in range(2)]
    for round_ in rounds:
        submission = make_submission(round_, body)
        for status in ("not-begun", "under-way"):
            make_follow_up(submission, recommendation, status=status)
    tell_changed(recommendation.report)

    items = client.get(f"/api/v1/recommendations/{recommendation.pk}/").json()["follow_up"]

    shown = [(item["round"]["slug"], item["status"], item["is_newest"]) for item in items]
    earlier, later = (one.slug for one in rounds)
    assert shown == [(later, "under-way", True), (earlier, "under-way", False)]


def test_the_list_of_records_has_the_filters_of_its_page_and_counts_them(client, recommendation):
    round_ = make_round(recommendation.report)
    state = make_organization("Laos", kind="state", country="LAO")
    ministry = make_organization("Ministry", kind="ministry", country="LAO")
    for body, side, status in (
        (state, "government", "done"),
        (ministry, "government", "under-way"),
        (make_organization("Union"), "workers", "not-begun"),
    ):
        report_follow_up(recommendation, round_=round_, organization=body, side=side, status=status)

    def found(query):
        answer = client.get(f"/api/v1/follow-up/?{query}").json()
        assert answer["count"] == len(answer["results"])
        return [item["status"] for item in answer["results"]]

    # The last recorded first.
    assert found("side=government") == ["under-way", "done"]
    assert found("country=LAO") == ["under-way", "done"]
    assert found("organization=laos") == ["under-way", "done"]
    assert found("organization=ministry") == ["under-way"]
    assert found("not_side=government") == ["not-begun"]
    assert found(f"recommendation=workshop-1/21.A.1&round={round_.slug}&status=done") == ["done"]
    facets = client.get("/api/v1/follow-up/?side=workers").json()["facets"]
    assert [(one["value"], one["count"]) for one in facets["side"]] == [
        ("government", 2),
        ("workers", 1),
    ]
    assert [(one["value"], one["count"]) for one in facets["status"]] == [("not-begun", 1)]


@pytest.mark.parametrize(
    ("query", "status"),
    [("side=nobody", 400), ("round=unknown", 400), ("colour=red", 422), ("as_of=2026-01-01", 422)],
)
def test_the_list_of_records_refuses_what_it_does_not_know(client, recommendation, query, status):
    assert client.get(f"/api/v1/follow-up/?{query}").status_code == status


def test_a_round_names_its_public_reports(client, site, recommendation):
    hidden = make_report(status="draft")
    round_ = make_round(recommendation.report, hidden, name="Review 2019", questions="What now?")

    listed = client.get("/api/v1/rounds/").json()["results"]

    assert listed == [client.get(f"/api/v1/rounds/{round_.pk}/").json()]
    assert listed == [
        {
            "id": round_.pk,
            "url": f"{site}/rounds/review-2019/",
            "api_url": f"{site}/api/v1/rounds/{round_.pk}/",
            "slug": "review-2019",
            "series": "ARF",
            "name": "Review 2019",
            "starts_on": "2017-01-01",
            "ends_on": "2199-12-31",
            "questions": "What now?",
            "reports": [link(site, "reports", "workshop-1", "Workshop 1 on migration")],
        }
    ]
