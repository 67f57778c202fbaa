"""The desk's pages of lineage: candidates, decisions by one click, and the list of what is open."""

import json

import pytest
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.content.draft_version import begin_draft
from portal.editor import lineage
from recommendations.models import LineageLink
from reports.signals import report_changed
from tests.builders.lineage import make_link
from tests.builders.records import make_account, make_recommendation, make_report

pytestmark = pytest.mark.django_db
TEXT = "Prohibit recruitment agencies from charging fees to migrant workers."


@pytest.fixture
def pair():
    """Two recommendations that say the same, at meetings of 2009 and 2012, not linked yet."""
    records = []
    for year, text in (
        (2009, TEXT),
        (2012, "Agencies must never charge recruitment fees to migrant workers."),
    ):
        report = make_report(
            status="published",
            slug=f"meeting-{year}",
            title=f"Meeting of {year}",
            starts_on=f"{year}-03-10",
            ends_on=None,
        )
        records.append(make_recommendation(report, reference=f"{year % 100}.1", text=text))
        make_recommendation(report, reference=f"{year % 100}.2", text="Build a harbor.")
    for record in records:
        announce(record.report)
    return records


def announce(report):
    report_changed.send(sender=type(report), report=report)


def url_of(record):
    return reverse("editor:recommendation-lineage", args=[record.report.slug, record.pk])


def test_the_page_of_a_recommendation_offers_what_other_meetings_said_with_reasons(
    editor_client, pair
):
    page = editor_client.get(url_of(pair[0]))

    (candidate,) = page.context["section"].candidates
    assert (candidate.other, candidate.is_later, candidate.guess) == (pair[1], True, "Strengthened")
    assert candidate.reasons == "78 % of the words; same level: national"
    assert "<ins>" in page.content.decode()


def test_one_click_confirms_a_candidate_under_the_chosen_kind(editor_client, pair):
    fields = {"do": f"confirm:{pair[1].pk}", f"kind-{pair[1].pk}": "narrowed"}

    answer = editor_client.post(url_of(pair[0]), fields, follow=True)

    link = LineageLink.objects.get()
    assert (link.earlier, link.later, link.kind, link.status) == (*pair, "narrowed", "confirmed")
    assert [str(message) for message in answer.context["messages"]] == [
        "9.1 and 12.1 of “Meeting of 2012”: narrowed."
    ]
    entries = AuditEntry.objects.filter(action__startswith="Lineage").order_by("pk")
    assert list(entries.values_list("action", "target_key")) == [
        ("Lineage of 9.1: narrowed, with 12.1 of “Meeting of 2012”", "meeting-2009"),
        ("Lineage of 12.1: narrowed, with 9.1 of “Meeting of 2009”", "meeting-2012"),
    ]


def test_the_page_of_the_later_one_stores_the_same_link(editor_client, pair):
    fields = {"do": f"confirm:{pair[0].pk}", f"kind-{pair[0].pk}": "repeated"}

    editor_client.post(url_of(pair[1]), fields)

    link = LineageLink.objects.get()
    assert (link.earlier, link.later) == tuple(pair)


@pytest.mark.parametrize(
    ("before", "do"), [("", "reject"), ("strengthened", "reject"), ("", "confirm")]
)
def test_undo_restores_the_decision_before(editor_client, pair, before, do):
    if before:
        make_link(*pair, kind=before)
    key = pair[1].pk
    fields = {"do": f"{do}:{key}", f"kind-{key}": "repeated"}
    page = editor_client.post(url_of(pair[0]), fields, follow=True)
    (undo,) = page.context["messages"]
    url, undo_fields = json.loads(undo.extra_tags)

    editor_client.post(url, undo_fields)

    assert list(LineageLink.objects.values_list("kind", flat=True)) == ([before] if before else [])


def test_a_rejected_candidate_is_not_offered_again_and_can_be_reconsidered(editor_client, pair):
    editor_client.post(url_of(pair[0]), {"do": f"reject:{pair[1].pk}"})
    page = editor_client.get(url_of(pair[0]))

    section = page.context["section"]
    assert (section.candidates, [one.other for one in section.rejected]) == ([], [pair[1]])
    editor_client.post(url_of(pair[0]), {"do": f"undo:{pair[1].pk}"})
    again = editor_client.get(url_of(pair[0])).context["section"]
    assert [one.other for one in again.candidates] == [pair[1]]


def test_none_later_can_be_confirmed_and_withdrawn(editor_client, pair):
    editor_client.post(url_of(pair[1]), {"do": "none"})
    confirmed = list(LineageLink.objects.values_list("earlier", "later", "kind"))
    editor_client.post(url_of(pair[1]), {"do": "not-none"})

    assert confirmed == [(pair[1].pk, None, "none")]
    assert not LineageLink.objects.exists()


def test_none_later_is_refused_where_a_later_one_is_confirmed(editor_client, pair):
    make_link(*pair)

    answer = editor_client.post(url_of(pair[0]), {"do": "none"})

    assert answer.status_code == 422
    assert (
        answer.context["error"] == "A later recommendation is confirmed. Undo that decision first."
    )


@pytest.mark.parametrize("do", ["", "confirm:", "confirm:x", "confirm:99999999999", "eat:1"])
def test_a_malformed_decision_changes_nothing(editor_client, pair, do):
    answer = editor_client.post(url_of(pair[0]), {"do": do})

    assert answer.status_code in {404, 422}
    assert not LineageLink.objects.exists()


def test_a_recommendation_of_the_same_day_cannot_be_linked(editor_client, pair):
    other = make_recommendation(
        make_report(status="published", starts_on="2009-03-10", ends_on=None), text=TEXT
    )

    fields = {"do": f"confirm:{other.pk}", f"kind-{other.pk}": "repeated"}
    answer = editor_client.post(url_of(pair[0]), fields)

    assert answer.context["error"] == ("Both meetings began on the same day: neither is later.")


def test_the_rows_of_a_draft_version_stand_for_published_ones_and_are_never_linked(
    editor_client, pair
):
    draft = begin_draft(pair[1].report)
    row = draft.recommendations.get(reference="12.1")

    fields = {"do": f"confirm:{row.pk}", f"kind-{row.pk}": "repeated"}
    statuses = [
        editor_client.post(url_of(pair[0]), fields).status_code,
        editor_client.get(
            reverse("editor:recommendation-lineage", args=[pair[1].report.slug, row.pk])
        ).status_code,
    ]

    assert statuses == [404, 404]
    assert not LineageLink.objects.exists()


def test_viewers_may_not_decide(client, pair):
    client.force_login(make_account("vera", "viewer"))
    fields = {"do": f"confirm:{pair[1].pk}", f"kind-{pair[1].pk}": "repeated"}

    assert client.post(url_of(pair[0]), fields).status_code == 403


def test_the_list_shows_what_is_not_decided_best_candidates_first(editor_client, pair):
    page = editor_client.get(reverse("editor:lineage"))

    shown = [one.recommendation.reference for one in page.context["sections"]]
    assert shown == ["12.2", "9.2", "12.1", "9.1"]
    assert (page.context["open_count"], page.context["total"]) == (4, 4)


def test_a_decided_recommendation_leaves_the_list_of_its_report(editor_client, pair):
    url = reverse("editor:report-lineage", args=[pair[0].report.slug])
    key = pair[1].pk
    fields = {"do": f"confirm:{key}", f"kind-{key}": "repeated", "next": url}

    page = editor_client.post(url_of(pair[0]), fields, follow=True)

    assert page.redirect_chain == [(url, 302)]
    assert list(page.context["decided"]) == [pair[0]]
    assert [one.recommendation.reference for one in page.context["sections"]] == ["9.2"]


def test_the_list_has_pages(editor_client, pair, monkeypatch):
    monkeypatch.setattr(lineage, "MOST_SHOWN", 3)

    pages = [editor_client.get(reverse("editor:lineage") + f"?page={page}") for page in (1, 2)]

    shown = [[one.recommendation.reference for one in page.context["sections"]] for page in pages]
    assert shown == [["12.2", "9.2", "12.1"], ["9.1"]]
    assert [page.context["sections"][0].next for page in pages] == [
        f"/editing/lineage/?page={page}" for page in (1, 2)
    ]


def test_none_later_is_open_again_when_a_newer_report_says_the_same(editor_client, pair):
    newer = pair[1]
    editor_client.post(url_of(newer), {"do": "none"})
    before = editor_client.get(reverse("editor:report-lineage", args=[newer.report.slug]))

    report = make_report(status="published", starts_on="2015-03-10", ends_on=None)
    make_recommendation(report, text=newer.text)
    announce(report)
    after = editor_client.get(reverse("editor:report-lineage", args=[newer.report.slug]))

    references = [
        [one.recommendation.reference for one in page.context["sections"]]
        for page in (before, after)
    ]
    assert references == [["12.2"], ["12.1", "12.2"]]
    assert "Published since “none later” was confirmed" in after.content.decode()


def test_drafts_are_candidates_for_editors(editor_client, pair):
    draft = make_recommendation(make_report(starts_on="2018-03-10", ends_on=None), text=TEXT)

    section = editor_client.get(url_of(pair[0])).context["section"]

    assert draft in [one.other for one in section.candidates]


def test_the_page_on_which_a_draft_is_edited_has_the_section(editor_client, pair):
    report = make_report(starts_on="2018-03-10", ends_on=None, slug="newer")
    make_recommendation(report, reference="18.1", text=TEXT)

    page = editor_client.get(reverse("editor:item", args=["newer", "recommendations", "18.1"]))

    assert page.context["lineage"].candidates[0].other == pair[0]
