"""The history of a report: listed, compared, restored."""

import pytest
from django.urls import reverse

from reports.models import Theme
from tests.portal.views.editing.forms import at, typed, words


def test_the_history_is_listed_compared_and_restored(desk, report):
    address = at(report, "paragraphs", "p3")
    desk.post(address, typed(desk.get(address), text="Training is cheap.", themes=[]))
    theme = Theme.objects.get()

    listed = desk.get(at(report, "revisions")).context["page"]
    chosen = desk.get(at(report, "revisions", "differences"), {"from": 2, "to": 3})
    compared = desk.get(chosen["Location"]).context["changes"]
    restored = desk.post(
        at(report, "revisions", 2, "restore"), {"version": 3}, follow=True
    )

    assert [one.number for one in listed] == [3, 2, 1]
    assert [
        (
            change.name,
            [(one.label, one.before, one.after) for one in change.differences],
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
    assert "what revision 2 says. This is revision 4." in words(restored)
    assert report.paragraphs.get(anchor="p3").text == "Training is dear."


def test_a_revision_is_handed_out_as_it_is_kept(desk, report):
    raw = desk.get(reverse("desk-raw", args=[report.slug, 2]))

    assert raw.content.decode() == report.revisions.get(number=2).text


@pytest.mark.parametrize("number", [0, 99])
def test_a_revision_that_is_none_is_not_found(desk, report, number):
    assert desk.get(at(report, "revisions", number)).status_code == 404
    assert desk.get(at(report, "revisions", 1, number)).status_code == 404
