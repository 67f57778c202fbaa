"""Usual corrections take few clicks from the page of a report."""

import re

import pytest

from reports.models import Theme
from tests.builders.records import assign_themes
from tests.builders.seminar import seminar
from tests.harness.editor_pages import sign_in

pytestmark = [pytest.mark.once, pytest.mark.usefixtures("_editors")]


@pytest.fixture
def report(_editors):
    imported = seminar()
    paragraph = imported.paragraphs.get(anchor="p3")
    assign_themes(paragraph, [], suggested=[Theme.objects.first()])
    return imported


@pytest.fixture
def desk(page, report):
    """Return the browser at the page of the report, and the function that clicks and counts."""
    sign_in(page, "ana", f"/editing/reports/{report.slug}/")
    clicks = []

    def click(locator):
        clicks.append(locator)
        locator.click()

    return page, click, clicks


def test_a_speaker_is_corrected_with_three_clicks_at_most(desk, report):
    page, click, clicks = desk
    click(page.locator("#paragraphs-p1").get_by_role("link", name="Edit"))
    page.get_by_label("The only speaker").fill("Ms. Lea Brown")
    click(page.get_by_role("button", name="Set as speaker"))

    page.get_by_text("The speaker is Lea Brown.").wait_for()
    speakers = report.paragraphs.get(anchor="p1").contributions.all()
    assert [item.participation.person.name for item in speakers] == ["Lea Brown"]
    assert len(clicks) <= 3


def test_all_themes_are_confirmed_with_two_clicks_at_most(desk):
    page, click, clicks = desk
    click(page.get_by_role("button", name="Confirm"))

    page.get_by_text(re.compile("(was|were) confirmed")).wait_for()
    assert len(clicks) <= 2


def test_a_paragraph_is_split_with_three_clicks_and_undo_is_in_view(desk, report):
    page, click, clicks = desk
    count = report.paragraphs.count()
    click(page.locator("#paragraphs-p1").get_by_role("link", name="Edit"))
    click(page.get_by_label("The second half begins with"))
    click(page.get_by_role("button", name="Split"))

    undo = page.get_by_role("button", name="Undo")
    undo.wait_for()
    box, height = undo.bounding_box(), page.viewport_size["height"]
    assert 0 <= box["y"] <= height - box["height"]
    assert len(clicks) <= 3
    assert report.paragraphs.count() == count + 1
