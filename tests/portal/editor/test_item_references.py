"""An editor confirms, rejects and adds the references of an item on its page."""

import pytest

from portal.content.loader import load_snapshot
from portal.editor.item_page import item_url
from recommendations.models import CrossReference
from reports.models import Report
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text
from tests.builders.records import make_paragraph, make_report

TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Skills travel, as paragraph 2 says.
2. Training is dear.
"""


@pytest.fixture
def report(db):
    return import_text(TEXT)


@pytest.fixture
def url(report):
    (block,) = [block for block in blocks_of(report) if block.text.startswith("Skills")]
    return item_url(report, load_snapshot(report), block.item)


@pytest.fixture
def act(editor, url):
    """Return a function that presses a button of the item's page."""

    def press(do, **fields):
        version = Report.objects.get(next_of=None, slug__contains="skills").version
        return editor.post(url, {"do": do, "version": version, **fields})

    return press


def shown(editor, url):
    return [
        (one.label, one.state, one.may_confirm, one.may_reject)
        for one in editor.get(url).context["references"]
    ]


LABEL = "“paragraph 2” → Paragraph 2"


def test_a_found_reference_is_confirmed_rejected_and_confirmed_again(editor, url, act):
    key = CrossReference.objects.get().pk
    before = shown(editor, url)
    act("decide-reference", reference=f"confirm:{key}")
    confirmed = shown(editor, url)
    act("decide-reference", reference=f"reject:{key}")

    assert before == [(LABEL, "found in the text, not confirmed yet", True, True)]
    assert confirmed == [(LABEL, "confirmed", False, True)]
    assert shown(editor, url) == [(LABEL, "rejected: readers do not see it", True, False)]
    assert CrossReference.objects.get().status == "rejected"


def test_a_reference_is_added_to_a_place_and_to_the_address_of_another_report(editor, url, act):
    other = make_paragraph(report=make_report(status="published", title="Workshop on ships"))

    act("add-reference", referring="Skills", place="paragraph 2")
    act("add-reference", referring="travel", place=f"https://any.example{other.page_url}")

    labels = [label for label, *_ in shown(editor, url)]
    assert labels == [
        LABEL,
        "“Skills” → Paragraph 2",
        "“travel” → a paragraph of Workshop on ships",
    ]


@pytest.mark.parametrize(
    "place",
    ["paragraph 7", "/reports/none/", "/themes/", "https://[broken", "/reports/draft/", ""],
)
def test_a_place_that_does_not_exist_is_refused_and_what_was_typed_stays(act, place):
    make_report(slug="draft")

    answer = act("add-reference", referring="Skills", place=place)

    assert answer.status_code == 422
    assert answer.context["page"].typed["referring"] == "Skills"
    assert CrossReference.objects.filter(words="Skills").count() == 0


@pytest.mark.parametrize("reference", ["", "confirm:", "confirm:0", "confirm:9999", "drop:1"])
def test_an_unknown_reference_is_refused(act, reference):
    assert act("decide-reference", reference=reference).status_code == 422


def test_an_item_without_text_of_the_report_has_no_references(editor, report):
    session = report.sessions.get()
    (block,) = [block for block in blocks_of(report) if block.record_type == "session"]
    page = editor.get(item_url(report, load_snapshot(report), block.item))

    assert (session.title, page.context["has_references"]) == ("Introduction", False)


def test_the_history_names_what_was_decided(editor, act, report):
    key = CrossReference.objects.get().pk

    act("decide-reference", reference=f"confirm:{key}")

    newest = report.revisions.latest("number")
    assert newest.action == "Cross-reference decided: Paragraph 1"
