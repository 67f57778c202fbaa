"""The work list of recommendations of which nobody has decided what led to them."""

import pytest
from django.urls import reverse

from portal.editor import rationale_list
from recommendations.models import RationaleLink
from reports.models import Report
from tests.builders.imported_reports import import_text
from tests.builders.records import make_account
from tests.portal.editor.test_item_rationale import TEXT, links


@pytest.fixture
def report(db):
    return import_text(TEXT)


@pytest.fixture
def url(report):
    return reverse("editor:rationale", args=[report.slug])


def post(editor, url, **fields):
    return editor.post(url, {"version": Report.objects.get().version, **fields}, follow=True)


def names(answer):
    return [entry["name"] for entry in answer.context["entries"]]


def test_a_recommendation_leaves_the_list_once_it_is_decided(editor, url):
    before = editor.get(url)
    none = before.context["entries"][1]["section"].none_value

    after = post(editor, url, rationale=f"confirm:{none}")

    assert names(before) == ["Recommendation 8.1", "Recommendation 8.2"]
    assert names(after) == ["Recommendation 8.1"]
    assert (before.context["undecided"], after.context["undecided"]) == (2, 1)


def test_a_rejected_suggestion_leaves_the_recommendation_undecided(editor, url):
    row = editor.get(url).context["entries"][0]["section"].rows[1]

    after = post(editor, url, rationale=f"reject:{row.value}")

    assert names(after) == ["Recommendation 8.1", "Recommendation 8.2"]
    assert RationaleLink.objects.get().status == "rejected"


def test_what_the_text_itself_says_is_confirmed_for_all_at_once_and_undone(editor, url, report):
    before = editor.get(url).context["certain"]

    after = post(editor, url, do="confirm-certain")
    confirmed = links()
    post(editor, url, do="confirm-certain")
    stored = Report.objects.get()
    undo = reverse("editor:revision-restore", args=[report.slug, stored.version - 1])
    editor.post(undo, {"version": stored.version})

    assert (before, after.context["certain"], names(after)) == (2, 0, [])
    assert confirmed == [("8.1", "7", "confirmed"), ("8.2", "7", "confirmed")]
    assert links() == []


def test_a_decision_about_an_older_version_changes_nothing(editor, url):
    answer = editor.post(url, {"version": 0, "do": "confirm-certain"}, follow=True)

    (message,) = answer.context["messages"]
    assert "Another editor has saved this report" in str(message)
    assert links() == []


@pytest.mark.parametrize("posted", ["", "confirm:1", "confirm:99999:none"])
def test_an_unknown_decision_is_refused_with_a_message(editor, url, posted):
    answer = post(editor, url, rationale=posted)

    assert len(list(answer.context["messages"])) == 1
    assert links() == []


def test_the_list_is_divided_into_pages_and_stays_on_its_page(editor, url, monkeypatch):
    monkeypatch.setattr(rationale_list, "PER_PAGE", 1)
    second = editor.get(url, {"page": 2})
    row = second.context["entries"][0]["section"].rows[0]

    after = editor.post(
        url,
        {"version": Report.objects.get().version, "page": 2, "rationale": f"reject:{row.value}"},
    )

    assert names(second) == ["Recommendation 8.2"]
    assert after.url == f"{url}?page=2"


def test_who_may_only_read_sees_no_buttons(client, url):
    client.force_login(make_account("vera", "viewer"))

    answer = client.get(url)

    assert answer.context["may_correct"] is False
    assert b'name="rationale"' not in answer.content
