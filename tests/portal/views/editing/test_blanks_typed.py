"""White space in a number or a title, as typed or as kept before, makes no difference."""

from portal.importing import check
from reports.models import Report
from tests.portal.views.editing.forms import at, typed


def test_a_number_typed_with_blanks_is_that_which_the_source_prints(desk, report):
    address = at(report, "paragraphs", "p3")

    desk.post(address, typed(desk.get(address), label=" 3 . "))

    stored = report.paragraphs.get(anchor="p3")
    assert (stored.label, stored.number) == ("3.", "3")
    assert check.stored_faults(Report.objects.get(pk=report.pk)) == []


def test_a_number_that_was_kept_with_blanks_is_no_fault(report):
    report.paragraphs.filter(anchor="p3").update(label="3 .")
    report.sessions.filter(anchor="introduction").update(title="Introduction ")

    assert check.stored_faults(report) == []


def test_a_line_is_kept_with_each_blank_once(desk, report):
    for part, name, value in (
        ("sessions/session-1", "title", "  Training   "),
        ("people/ana-cruz", "printed_name", "Ms.  Ana   Cruz"),
        (f"annexes/{report.annexes.get().pk}", "label", "Annex   1"),
    ):
        address = at(report, *part.split("/"))
        desk.post(address, typed(desk.get(address), **{name: value}))

    assert report.sessions.get(anchor="session-1").title == "Training"
    named = report.participations.get(person__slug="ana-cruz").printed_name
    assert (named, report.annexes.get().label) == ("Ms. Ana Cruz", "Annex 1")
