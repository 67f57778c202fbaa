"""A reimport is compared, shown as a plan, and applied once an editor confirms it."""

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.content import revisions, workflow
from portal.imports.importer import ImportOptions, Upload, import_file
from reports import publishing
from reports.models import ProposedSource, Report
from tests.builders.seminar_texts import BRIEF_SEMINAR

NEWER = (
    BRIEF_SEMINAR.replace(b"- ask employers.", b"- ask workers what they need.")
    .replace(b"Training is dear.", b"Training is very dear.")
    .replace(b"Introduction", b"Opening remarks")
)


def send(client, report, content=NEWER):
    file = SimpleUploadedFile("newer.txt", content)
    return client.post(f"/editing/imports/{report.slug}/renew/", {"file": file}, follow=True)


def confirm(client, report):
    url = f"/editing/imports/{report.slug}/renew/"
    plan_token = client.get(url).context["plan_token"]
    return client.post(url, {"do": "confirm", "seen": plan_token})


def test_the_reimport_plan_is_shown_before_anything_is_changed(editor, draft):
    answer = send(editor, draft)

    plan = answer.context["plan"]
    assert [
        (name, len(changes.same), len(changes.changed), len(changes.new), len(changes.removed))
        for name, changes in plan.parts
    ] == [
        ("sessions", 1, 0, 1, 1),
        ("paragraphs", 2, 1, 0, 0),
        ("recommendations", 1, 0, 1, 1),
    ]
    assert "Training is very dear." in answer.content.decode()
    assert draft.recommendations.filter(text="ask employers.").exists()


def test_a_confirmed_reimport_updates_the_report_and_keeps_primary_keys(editor, draft):
    send(editor, draft)
    keys = {paragraph.number: paragraph.pk for paragraph in draft.paragraphs.all()}

    answer = confirm(editor, draft)

    assert answer["Location"] == f"/editing/imports/{draft.slug}/"
    assert {paragraph.number: paragraph.pk for paragraph in draft.paragraphs.all()} == keys
    assert [
        recommendation.text for recommendation in draft.recommendations.in_document_order()
    ] == [
        "train more",
        "ask workers what they need.",
    ]
    assert ProposedSource.objects.count() == 0
    assert [source.name for source in draft.sources.order_by("pk")] == [
        draft.source.name,
        "newer.txt",
    ]


def test_an_unreadable_or_unchanged_file_is_rejected_as_a_reimport(editor, draft):
    for content, sentence in (
        (b"a\0", "contains NUL bytes"),
        (BRIEF_SEMINAR, "This file was already imported"),
    ):
        answer = send(editor, draft, content)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert ProposedSource.objects.count() == 0


def test_confirming_a_reimport_without_an_uploaded_file_is_rejected(editor, draft):
    assert "Choose a file first." in confirm(editor, draft).content.decode()


def test_a_reimport_changes_public_pages_only_once_it_is_published(editor, db):
    report, _ = import_file(Upload("seminar.txt", BRIEF_SEMINAR), ImportOptions(publish=True))
    page = send(editor, report).content.decode()
    assert "once it is reviewed and published" in page
    confirm(editor, report)
    url = f"/recommendations/{report.slug}/3.2/"
    assert editor.get(url).status_code == 200

    workflow.publish(report.next_draft)

    assert editor.get(url).status_code == 410
    assert Report.objects.get().status == "published"


def test_an_editor_cannot_reimport_a_report_in_review(editor, draft):
    send(editor, draft)
    publishing.transition(draft, "in_review")

    page = confirm(editor, draft)

    assert (page.status_code, "your role may not reimport it" in page.content.decode()) == (
        422,
        True,
    )
    assert draft.sources.count() == 1


def test_confirming_an_outdated_reimport_plan_is_rejected(editor, draft):
    send(editor, draft)
    url = f"/editing/imports/{draft.slug}/renew/"
    plan_token = editor.get(url).context["plan_token"]
    revisions.save_revision(draft, "Saved meanwhile")

    page = editor.post(url, {"do": "confirm", "seen": plan_token})

    assert (page.status_code, "current plan" in page.content.decode()) == (422, True)
    assert draft.sources.count() == 1
    assert ProposedSource.objects.count() == 1
