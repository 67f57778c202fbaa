"""The revisions of a report: listed, compared, restored."""

import pytest
from django.urls import reverse

from reports.models import Theme
from tests.builders.editor_forms import at, typed, words


def test_revisions_are_listed_compared_and_restored(editor_client, report):
    url = at(report, "paragraphs", "p3")
    editor_client.post(url, typed(editor_client.get(url), text="Training is cheap.", themes=[]))
    theme = Theme.objects.get()

    listed = editor_client.get(at(report, "revisions")).context["page"]
    chosen = editor_client.get(at(report, "revisions", "differences"), {"from": 2, "to": 3})
    compared = editor_client.get(chosen["Location"]).context["changes"]
    restored = editor_client.post(
        at(report, "revisions", 2, "restore"), {"version": 3}, follow=True
    )

    assert [revision.number for revision in listed] == [3, 2, 1]
    assert [
        (
            change.name,
            [(field.label, field.before, field.after) for field in change.fields],
        )
        for change in compared
    ] == [
        (
            "Paragraph 3",
            [
                ("Text", "Training is dear.", "Training is cheap."),
                ("Themes", str(theme), ""),
            ],
        )
    ]
    assert "Revision 2 has been restored as revision 4." in words(restored)
    assert report.paragraphs.get(anchor="p3").text == "Training is dear."


def test_the_json_download_of_a_revision_is_its_stored_text(editor_client, report):
    raw = editor_client.get(reverse("editor:revision-json", args=[report.slug, 2]))

    assert raw.content.decode() == report.revisions.get(number=2).text


@pytest.mark.parametrize("number", [0, 99])
def test_an_unknown_revision_is_not_found(editor_client, report, number):
    assert editor_client.get(at(report, "revisions", number)).status_code == 404
    assert editor_client.get(at(report, "revisions", 1, number)).status_code == 404
