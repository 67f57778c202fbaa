"""What stands under what is settled by where the source prints it."""

import pytest

from portal.correcting import order
from portal.correcting.units import CorrectionRefusedError, Unit, units_of
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


def test_paragraphs_stand_under_the_heading_above_them(report):
    last = report.paragraphs.get(text="Last.")
    report.paragraphs.filter(pk=last.pk).update(
        session=report.sessions.get(number="1"), position=9
    )

    order.settle(report)

    assert outline(report)[1] == ("Two", ["Last."])


def test_a_point_keeps_its_parent_only_under_the_same_paragraph(report):
    report.recommendations.filter(text="do that.").update(spans=[[10_000, 10_001]])

    order.settle(report)

    assert asked(report)[-1] == (3, "do that.", "Last.", None)


def test_a_recommendation_without_a_paragraph_above_it_is_refused(report):
    report.paragraphs.filter(text="First.").delete()
    report.paragraphs.filter(text="Participants agreed to:").delete()

    with pytest.raises(
        CorrectionRefusedError, match="No paragraph would stand above “do this”"
    ):
        order.settle(report)


def test_what_stands_for_a_heading_goes_with_its_last_paragraph(report):
    report.sessions.filter(number="1").update(heading="", spans=[])
    report.paragraphs.filter(session__number="1").delete()
    report.recommendations.all().delete()

    order.settle(report)

    assert [title for title, _ in outline(report)] == ["Two"]


def test_new_addresses_are_none_that_are_taken_or_gone(report):
    report.gone.create(address="recommendations/2.3", text="gone")
    (unit,) = [one for one in units_of(report) if one.text == "do that."]

    assert order.free_anchor(report.paragraphs, "p1") == "p1-2"
    assert order.free_anchor(report.paragraphs, "p9") == "p9"
    assert order.free_reference(report, Unit("recommendation", unit.record)) == "2.4"
