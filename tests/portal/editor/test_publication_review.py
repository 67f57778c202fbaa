"""What a reviewer reads before a report is published."""

from django.urls import reverse

from portal.content import draft_version, revisions
from portal.content.publication_summary import summarize_publication
from reports import publishing
from reports.models import Person
from tests.builders.records import make_account
from tests.builders.seminar import published_seminar


def at(report):
    return reverse("editor:review", args=[report.root.slug])


def test_the_first_publication_has_nothing_to_compare_with(editor_client, report):
    page = editor_client.get(at(report))

    assert page.context["summary"].public is None
    assert "has never been published" in page.content.decode()


def test_the_changes_since_the_public_version_are_listed_word_by_word(editor_client, db):
    draft = draft_version.begin_draft(published_seminar())
    draft.paragraphs.filter(anchor="p3").update(text="Training is cheap.")
    draft.recommendations.filter(reference="4.2").delete()

    items = editor_client.get(at(draft)).context["items_shown"]

    assert [(item.status, item.name) for item in items] == [
        ("changed", "Paragraph 3"),
        ("removed", "Recommendation 4.2"),
    ]
    (difference,) = items[0].fields
    assert [(segment.kind, segment.text) for segment in difference.segments] == [
        ("same", "Training is "),
        ("out", "dear"),
        ("in", "cheap"),
        ("same", "."),
    ]


def test_a_next_version_without_changes_has_none(db):
    draft = draft_version.begin_draft(published_seminar())

    assert summarize_publication(draft).changed_items == []


def test_the_names_that_readers_have_are_compared_with_those_of_today(db):
    report = published_seminar()
    Person.objects.filter(name="Ana Cruz").update(name="Ana Cruz-Lim")

    items = summarize_publication(draft_version.begin_draft(report)).changed_items

    assert ("Person", "Ana Cruz", "Ana Cruz-Lim") in [
        (field.label, field.before, field.after) for item in items for field in item.fields
    ]


def test_what_is_still_open_is_counted(report):
    summary = summarize_publication(report)

    headlines = report.recommendations.filter(parent=None)
    assert summary.without_level == headlines.filter(level="").count() > 0
    assert summary.recommendations == report.recommendations.count()
    assert (summary.suggested_themes, summary.themes) == (1, 2)
    assert summary.open_notes == report.notes.filter(resolved=False).count() > 0


def test_only_a_reviewer_has_the_buttons_and_only_in_review(client, report):
    offered = {}
    for status in ("draft", "in_review"):
        if status == "in_review":
            publishing.transition(report, status)
        for role in ("editor", "reviewer"):
            client.force_login(make_account(f"{role} of {status}", role))
            buttons = client.get(at(report)).context["workflow_buttons"]
            offered[status, role] = [button.label for button in buttons]

    assert offered == {
        ("draft", "editor"): [],
        ("draft", "reviewer"): [],
        ("in_review", "editor"): [],
        ("in_review", "reviewer"): ["Publish", "Send back to the editor"],
    }


def test_an_author_is_told_who_can_publish(client, report):
    rita = make_account("rita", "reviewer")
    revisions.save_revision(report, "Edited", by=rita)
    publishing.transition(report, "in_review")
    make_account("eva", "reviewer")
    client.force_login(rita)

    page = client.get(at(report)).content.decode()

    assert "another reviewer has to publish it" in page
    assert "Ask eva." in page
