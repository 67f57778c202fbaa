"""An editor decides, on the page of a recommendation or a statement, which led to which."""

import pytest

from portal.content.loader import load_snapshot
from portal.editor.item_page import item_url
from recommendations.models import RationaleLink
from reports.models import Report
from tests.builders.edits import blocks_of
from tests.builders.imported_reports import import_text

TEXT = """ARF Seminar on Fishing
10 March 2019, Bangkok

Session 1: The coast

1. Ms. Ana Cruz, Director, said that trawlers from abroad empty the fishing grounds, and patrols never come.
2. School meals keep pupils in class, said the ministry of education.
3. Roads are washed away in every monsoon, and no budget repairs them.
4. Nurses leave for better wages as soon as their studies end.
5. Courts take nine years to decide about land.
6. Electricity reaches half of the islands for six hours a day.
7. The outcomes of the group discussions are in paragraph 8.

Conclusions

8. Participants recommended to:
- send patrols against trawlers to the fishing grounds;
- vaccinate dogs.
"""


@pytest.fixture
def report(db):
    return import_text(TEXT)


def url_of(report, start):
    (block,) = [block for block in blocks_of(report) if block.text.startswith(start)]
    return item_url(report, load_snapshot(report), block.item)


def act(editor, url, do, **fields):
    """Press a button of an item's page."""
    version = Report.objects.get(next_of=None).version
    return editor.post(url, {"do": do, "version": version, **fields})


def section(editor, url):
    return editor.get(url).context["rationale"]


def shown(editor, url):
    return [(row.label, row.state) for row in section(editor, url).rows]


def value(editor, url, label):
    (row,) = [row for row in section(editor, url).rows if row.label.startswith(label)]
    return row.value


def links():
    rows = RationaleLink.objects.order_by("pk")
    return list(rows.values_list("recommendation__reference", "paragraph__number", "status"))


CERTAIN = ("Paragraph 7", "the text refers to it: “paragraph 8”")


def test_a_recommendation_shows_what_may_have_led_to_it_and_why(editor, report):
    label, reason = shown(editor, url_of(report, "send patrols"))[1]

    assert shown(editor, url_of(report, "send patrols"))[0] == CERTAIN
    assert label == "Paragraph 1 · Ana Cruz"
    assert sorted(reason.removeprefix("shares: ").split(", ")) == [
        *("fishing", "grounds", "patrols", "trawlers"),
    ]


def test_a_statement_shows_what_it_may_have_led_to(editor, report):
    (suggested,) = section(editor, url_of(report, "Ms. Ana Cruz")).rows

    assert suggested.label == "Recommendation 8.1"
    assert suggested.text.startswith("send patrols")


def test_a_suggestion_is_confirmed_and_undone_by_one_click_each(editor, report):
    url = url_of(report, "send patrols")
    posted = value(editor, url, "Paragraph 1")

    act(editor, url, "decide-rationale", rationale=f"confirm:{posted}")
    confirmed, shown_then = links(), shown(editor, url)
    act(editor, url, "decide-rationale", rationale=f"undo:{posted}")

    assert confirmed == [("8.1", "1", "confirmed")]
    assert shown_then == [CERTAIN, ("Paragraph 1 · Ana Cruz", "confirmed")]
    assert links() == []


def test_a_rejected_suggestion_is_not_made_again_and_may_be_confirmed_after_all(editor, report):
    url = url_of(report, "send patrols")
    posted = value(editor, url, "Paragraph 1")

    act(editor, url, "decide-rationale", rationale=f"reject:{posted}")
    rejected = shown(editor, url)
    act(editor, url, "decide-rationale", rationale=f"confirm:{posted}")

    assert rejected == [CERTAIN, ("Paragraph 1 · Ana Cruz", "rejected: not suggested again")]
    assert links() == [("8.1", "1", "confirmed")]


def test_a_pair_is_decided_on_the_page_of_the_statement_as_well(editor, report):
    url = url_of(report, "Ms. Ana Cruz")
    posted = value(editor, url, "Recommendation 8.1")

    answer = act(editor, url, "decide-rationale", rationale=f"confirm:{posted}")

    assert answer.url == url
    assert links() == [("8.1", "1", "confirmed")]
    assert shown(editor, url) == [("Recommendation 8.1", "confirmed")]


def test_that_none_led_to_it_is_confirmed_and_undone(editor, report):
    url = url_of(report, "vaccinate")
    none = section(editor, url).none_value

    act(editor, url, "decide-rationale", rationale=f"confirm:{none}")
    confirmed = section(editor, url)
    act(editor, url, "decide-rationale", rationale=f"undo:{none}")

    assert confirmed.is_none is True
    assert links() == []


def test_none_is_not_offered_beside_a_confirmed_statement(editor, report):
    url = url_of(report, "send patrols")
    act(editor, url, "decide-rationale", rationale=f"confirm:{value(editor, url, 'Paragraph 1')}")

    assert section(editor, url).none_value == ""


@pytest.mark.parametrize(
    ("start", "number", "expected"),
    [("vaccinate", "2", ("8.2", "2", "confirmed")), ("School", "8.2", ("8.2", "2", "confirmed"))],
)
def test_a_pair_that_is_not_suggested_is_confirmed_by_its_number(
    editor, report, start, number, expected
):
    act(editor, url_of(report, start), "add-rationale", number=number)

    assert links() == [expected]


@pytest.mark.parametrize("number", ["", "99", "p99", "  "])
def test_a_number_that_the_report_lacks_is_refused_and_stays_in_the_form(editor, report, number):
    answer = act(editor, url_of(report, "vaccinate"), "add-rationale", number=number)

    assert answer.status_code == 422
    assert answer.context["page"].typed["number"] == number
    assert "The report has no paragraph" in answer.context["page"].error


@pytest.mark.parametrize(
    "posted", ["", "confirm", "confirm:", "confirm:1:", "drop:1:1", "confirm:0:none", "reject:1:x"]
)
def test_an_unknown_decision_is_refused(editor, report, posted):
    url = url_of(report, "vaccinate")

    assert act(editor, url, "decide-rationale", rationale=posted).status_code == 422
    assert links() == []


def test_a_heading_has_no_rationale(editor, report):
    assert section(editor, url_of(report, "Session 1")) is None


def test_statements_of_a_report_without_recommendations_have_none(editor, db):
    report = import_text(TEXT.partition("Conclusions")[0])

    assert section(editor, url_of(report, "School")) is None
