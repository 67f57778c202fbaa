"""White space in a number or a title, typed or stored before, makes no difference."""

from portal.content import stored_coverage
from reports.models import Report
from tests.builders.editor_forms import at, typed


def test_a_number_typed_with_spaces_is_stored_as_the_source_prints_it(editor_client, report):
    url = at(report, "paragraphs", "p3")

    editor_client.post(url, typed(editor_client.get(url), label=" 3 . "))

    stored = report.paragraphs.get(anchor="p3")
    assert (stored.label, stored.number) == ("3.", "3")
    assert stored_coverage.find_text_errors(Report.objects.get(pk=report.pk)) == []


def test_stored_numbers_and_titles_with_spaces_are_no_coverage_errors(report):
    report.paragraphs.filter(anchor="p3").update(label="3 .")
    report.sessions.filter(anchor="introduction").update(title="Introduction ")

    assert stored_coverage.find_text_errors(report) == []


def test_repeated_spaces_in_single_line_fields_are_collapsed(editor_client, report):
    for item, name, value in (
        ("sessions/session-1", "title", "  Training   "),
        ("people/ana-cruz", "printed_name", "Ms.  Ana   Cruz"),
        (f"annexes/{report.annexes.get().pk}", "label", "Annex   1"),
    ):
        url = at(report, *item.split("/"))
        editor_client.post(url, typed(editor_client.get(url), **{name: value}))

    assert report.sessions.get(anchor="session-1").title == "Training"
    named = report.participations.get(person__slug="ana-cruz").printed_name
    assert (named, report.annexes.get().label) == ("Ms. Ana Cruz", "Annex 1")
