"""What stands under what is settled by where the source prints it."""

import pytest

from portal.correcting import order
from portal.correcting.units import Unit, units_of
from portal.history.saving import SaveRefusedError
from portal.importing.intake import File, take_in_file

pytestmark = pytest.mark.django_db
TEXT = b"""Workshop
2 May 2019, Rome

Session 1: One

1. First.
2. Participants agreed to:
- do this;
  - in time;
- do that.

Session 2: Two

3. Last.
"""


@pytest.fixture
def report():
    made, _ = take_in_file(File("a.txt", TEXT))
    return made


def outline(report):
    return [
        (one.title, [p.text for p in one.paragraphs.order_by("position")])
        for one in report.sessions.as_printed()
    ]


def asked(report):
    return [
        (one.position, one.text, one.paragraph.text, one.parent and one.parent.text)
        for one in report.recommendations.as_printed()
    ]


def test_what_is_in_order_stays_as_it_is(report):
    before = outline(report), asked(report)

    order.settle(report)

    assert (outline(report), asked(report)) == before


def test_what_was_just_made_stands_where_the_source_prints_it(report):
    last = report.paragraphs.filter(text="Last.")
    last.update(session=report.sessions.get(number="1"), position=order.LAST)

    order.settle(report)

    assert outline(report)[1] == ("Two", ["Last."])


def test_what_an_editor_has_put_elsewhere_stays_there(report):
    last = report.paragraphs.filter(text="Last.")
    last.update(session=report.sessions.get(number="1"), position=9)

    order.settle(report)

    assert outline(report)[0] == ("One", ["First.", "Participants agreed to:", "Last."])


def test_what_no_source_printed_stays_behind_what_stands_before_it(report):
    first = report.paragraphs.get(text="First.")
    report.paragraphs.filter(text="Participants agreed to:").update(position=3)
    made = report.paragraphs.create(
        session=first.session, position=2, anchor="x", text="Typed.", voice="document"
    )

    order.settle(report)

    made.refresh_from_db()
    assert (made.session, made.position) == (first.session, 2)


def test_a_point_keeps_its_parent_only_under_the_same_paragraph(report):
    point = report.recommendations.filter(text="in time")
    point.update(paragraph=report.paragraphs.get(text="Last."))

    order.settle(report)

    assert asked(report)[-1] == (3, "in time", "Last.", None)


def test_a_recommendation_without_a_paragraph_above_it_is_refused(report):
    report.paragraphs.filter(text="First.").delete()
    report.paragraphs.filter(text="Participants agreed to:").delete()

    with pytest.raises(
        SaveRefusedError, match="No paragraph would stand above “do this”"
    ):
        order.settle(report)


def test_what_stands_for_a_heading_goes_with_its_last_paragraph(report):
    report.sessions.filter(number="1").update(title="Text", heading="", spans=[])
    report.paragraphs.filter(session__number="1").delete()
    report.recommendations.all().delete()

    order.settle(report)

    assert [title for title, _ in outline(report)] == ["Two"]


def test_new_addresses_are_none_that_are_taken_or_gone(report):
    report.gone.create(address="recommendations/2.3", text="gone")
    (unit,) = [one for one in units_of(report) if one.text == "do that."]

    assert order.free_anchor(report, "paragraphs", "p1") == "p1-2"
    assert order.free_anchor(report, "paragraphs", "p9") == "p9"
    assert order.free_reference(report, Unit("recommendation", unit.record)) == "2.4"
