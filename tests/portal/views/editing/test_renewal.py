"""A newer version is compared, shown, and taken over once an editor confirms."""

from django.core.files.uploadedfile import SimpleUploadedFile

from portal.history import recording
from portal.importing.intake import File, Wishes, take_in_file
from reports import publishing
from reports.models import ProposedSource, Report
from tests.portal.views.editing.conftest import TEXT

NEWER = (
    TEXT.replace(b"- ask employers.", b"- ask workers what they need.")
    .replace(b"Training is dear.", b"Training is very dear.")
    .replace(b"Introduction", b"Opening remarks")
)


def send(client, report, content=NEWER):
    file = SimpleUploadedFile("newer.txt", content)
    return client.post(
        f"/editing/imports/{report.slug}/renew/", {"file": file}, follow=True
    )


def confirm(client, report):
    address = f"/editing/imports/{report.slug}/renew/"
    seen = client.get(address).context["seen"]
    return client.post(address, {"do": "confirm", "seen": seen})


def test_what_a_newer_version_changes_is_shown_before_it_happens(editor, draft):
    answer = send(editor, draft)

    plan = answer.context["plan"]
    assert [
        (name, len(one.same), len(one.changed), len(one.new), len(one.gone))
        for name, one in plan.parts
    ] == [
        ("sessions", 1, 0, 1, 1),
        ("paragraphs", 2, 1, 0, 0),
        ("recommendations", 1, 0, 1, 1),
    ]
    assert "Training is very dear." in answer.content.decode()
    assert draft.recommendations.filter(text="ask employers.").exists()


def test_it_is_taken_over_once_confirmed(editor, draft):
    send(editor, draft)
    keys = {one.number: one.pk for one in draft.paragraphs.all()}

    answer = confirm(editor, draft)

    assert answer["Location"] == f"/editing/imports/{draft.slug}/"
    assert {one.number: one.pk for one in draft.paragraphs.all()} == keys
    assert [one.text for one in draft.recommendations.as_printed()] == [
        "train more",
        "ask workers what they need.",
    ]
    assert ProposedSource.objects.count() == 0
    assert [one.name for one in draft.sources.order_by("pk")] == [
        draft.source.name,
        "newer.txt",
    ]


def test_a_file_that_cannot_be_read_or_is_no_newer_is_not_kept(editor, draft):
    for content, sentence in (
        (b"a\0", "holds NUL bytes"),
        (TEXT, "This file is already here"),
    ):
        answer = send(editor, draft, content)
        assert answer.status_code == 422
        assert sentence in answer.content.decode()
    assert ProposedSource.objects.count() == 0


def test_nothing_is_confirmed_that_was_not_proposed(editor, draft):
    assert "Choose a file first." in confirm(editor, draft).content.decode()


def test_what_readers_see_stays_until_the_newer_version_is_published(editor, db):
    report, _ = take_in_file(File("seminar.txt", TEXT), Wishes(publish=True))
    page = send(editor, report).content.decode()
    assert "once it is reviewed and published" in page
    confirm(editor, report)
    address = f"/recommendations/{report.slug}/3.2/"
    assert editor.get(address).status_code == 200

    publishing.publish(report.next_draft)

    assert editor.get(address).status_code == 410
    assert Report.objects.get().status == "published"


def test_what_is_in_review_is_not_an_editor_s_to_renew(editor, draft):
    send(editor, draft)
    publishing.move(draft, "in_review")

    page = confirm(editor, draft)

    assert (page.status_code, "not yours to renew now" in page.content.decode()) == (
        422,
        True,
    )
    assert draft.sources.count() == 1


def test_a_plan_that_somebody_has_overtaken_is_shown_anew(editor, draft):
    send(editor, draft)
    address = f"/editing/imports/{draft.slug}/renew/"
    seen = editor.get(address).context["seen"]
    recording.record(draft, "Saved meanwhile")

    page = editor.post(address, {"do": "confirm", "seen": seen})

    assert (page.status_code, "present plan" in page.content.decode()) == (422, True)
    assert draft.sources.count() == 1
    assert ProposedSource.objects.count() == 1
