"""What editors have set, added or removed stays after every reimport; what is lost gets a note."""

import pytest

from portal.content import draft_version, service
from portal.content.edits.fields import SetFields
from portal.content.edits.structure import Add, Remove
from portal.content.loader import load_snapshot
from portal.content.schema import Item
from portal.content.stored_coverage import edits_of
from portal.imports.reimport import prepared, run, summary
from portal.imports.reimport.policy import ImportRefusedError
from reports.models import FormerSlug, Report
from tests.builders.imported_reports import import_text, read, reimport_text
from tests.builders.seminar_texts import SEMINAR_TO_REIMPORT

pytestmark = pytest.mark.django_db
VERSIONS = [
    SEMINAR_TO_REIMPORT.replace("thanked", f"{how} thanked") for how in ("warmly", "coldly", "also")
]
PROSE = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

Introduction

1. Skills travel. The meeting recommended that States train more people in care.
2. The co-chairs thanked all.
"""


def save(report, edit):
    report = draft_version.current_draft(Report.objects.get(pk=report.pk))
    saved = service.save_edit(report=report, edit=edit, version=report.version)
    return Report.objects.get(pk=report.pk), saved


def item_at(report, anchor):
    records = load_snapshot(report).paragraph.values()
    return Item("paragraph", next(record.key for record in records if record.anchor == anchor))


def reimport_all(report, *texts):
    for text in texts:
        report = reimport_text(report, text)
    return report


def test_values_that_an_editor_has_set_survive_any_number_of_reimports():
    report = import_text(SEMINAR_TO_REIMPORT)
    report, _ = save(report, SetFields(Item("report", 0), {"place": "Online"}))
    report, _ = save(report, SetFields(item_at(report, "p1"), {"voice": "agreed", "speakers": []}))

    report = reimport_all(report, *VERSIONS)

    first = report.paragraphs.get(anchor="p1")
    assert (report.place, first.voice, first.contributions.count()) == ("Online", "agreed", 0)


def test_what_only_the_file_has_changed_comes_from_the_file():
    report = import_text(SEMINAR_TO_REIMPORT)
    report, _ = save(report, SetFields(Item("report", 0), {"series": "Skills"}))
    newer = VERSIONS[0].replace("Bangkok, Thailand", "Jakarta, Indonesia")

    report = reimport_all(report, newer, newer.replace("warmly", "coldly"))

    assert (report.series, report.place) == ("Skills", "Jakarta, Indonesia")


def test_words_that_both_have_changed_are_those_of_the_file_and_a_note_keeps_the_others():
    report = import_text(SEMINAR_TO_REIMPORT)
    report, _ = save(report, SetFields(item_at(report, "p4"), {"text": "Mended by hand."}))

    report = reimport_text(report, VERSIONS[0])

    assert report.paragraphs.get(anchor="p4").text.startswith("The co-chairs warmly thanked")
    (note,) = report.notes.filter(code="edit-superseded")
    assert note.reason == (
        "An editor had changed the text to “Mended by hand.”. The newer version has changed it as "
        "well, and now replaces the edit."
    )


def test_an_edited_item_that_the_file_no_longer_has_gets_a_note():
    report = import_text(SEMINAR_TO_REIMPORT)
    point = report.recommendations.get(reference="3.1.a")
    report, _ = save(report, SetFields(Item("recommendation", point.pk), {"text": "In nursing."}))

    report = reimport_text(
        report,
        SEMINAR_TO_REIMPORT.replace("  - above all in care and in construction;\n", ""),
    )

    (note,) = report.notes.filter(code="edit-superseded")
    assert note.reason == (
        "An editor had changed “3.1.a In nursing.”, which is missing from the newer version. The "
        "history keeps the edited text."
    )


def test_items_that_an_editor_has_added_stay_where_they_are():
    report = import_text(SEMINAR_TO_REIMPORT)
    first = item_at(report, "p1")
    fields = {"text": "Added.", "voice": "document", "label": "", "speakers": [], "themes": []}
    report, saved = save(report, Add("paragraph", fields, first))
    (added,) = saved.after.paragraph.keys() - saved.before.paragraph.keys()
    fields = {"title": "Afterword", "kind": "session", "number": "", "heading": ""}
    report, _ = save(report, Add("session", fields))

    report = reimport_all(report, *VERSIONS)

    stored = load_snapshot(report)
    assert [record.key for record in stored.paragraphs][:2] == [first.key, added]
    assert stored.paragraph[added].text == "Added."
    assert stored.sessions[-1].title == "Afterword"


def test_an_added_item_that_the_newer_file_prints_becomes_its_own():
    report = import_text(SEMINAR_TO_REIMPORT)
    fields = {"text": "Nobody spoke of money.", "voice": "document", "label": ""}
    report, saved = save(report, Add("paragraph", fields, item_at(report, "p1")))
    (added,) = saved.after.paragraph.keys() - saved.before.paragraph.keys()

    report = reimport_text(
        report, VERSIONS[0].replace("Closing\n", "Money\n\n4. Nobody spoke of money.\n\nClosing\n")
    )

    stored = load_snapshot(report)
    assert stored.paragraph[added].spans != ()
    texts = [record.text for record in stored.paragraphs]
    assert texts.count("Nobody spoke of money.") == 1


def test_the_plan_names_what_is_kept_and_what_stays_left_out():
    report = import_text(PROSE)
    (repeated,) = report.recommendations.all()
    report, _ = save(report, Remove(Item("recommendation", repeated.pk)))
    report, _ = save(report, Add("annex", {"label": "Annex 9", "subject": "", "named_in": None}))
    fields = {"text": "Added.", "voice": "document", "label": ""}
    report, _ = save(report, Add("paragraph", fields, item_at(report, "p1")))
    newer = PROSE.replace("thanked", "warmly thanked")

    _, parsed = read(newer)
    lines = list(summary.summary_lines(prepared.make_plan(report, parsed.draft)))

    assert lines == [
        "sessions: 1 unchanged, 0 changed, 0 new, 0 removed",
        "paragraphs: 1 unchanged, 1 changed, 0 new, 0 removed, 1 kept",
        "  changed: Paragraph 2 → The co-chairs warmly thanked all.",
        "  kept, as an editor has added it: Added.",
        "recommendations: 0 unchanged, 0 changed, 0 new, 0 removed",
        "  still left out, as an editor has removed it: 1.1 The meeting recommended that States train more people in…",
    ]


def test_what_an_editor_has_removed_stays_removed():
    report = import_text(PROSE)
    report, _ = save(report, Remove(Item("recommendation", report.recommendations.get().pk)))

    report = reimport_all(
        report, *(PROSE.replace("thanked", f"{how} thanked") for how in ("warmly", "coldly"))
    )

    assert report.recommendations.count() == 0


def test_a_label_that_an_editor_has_corrected_makes_no_change_of_the_text():
    report = import_text(SEMINAR_TO_REIMPORT)
    second = item_at(report, "p2")
    report, _ = save(report, SetFields(second, {"label": "(b)", "text": "Mended by hand."}))

    report = reimport_all(report, *VERSIONS)

    record = load_snapshot(report).paragraph[second.key]
    assert (record.label, record.text) == ("(b)", "Mended by hand.")


def test_edits_that_a_reimport_has_kept_are_still_edits():
    unedited = reimport_text(import_text(SEMINAR_TO_REIMPORT), VERSIONS[0])
    report = import_text(SEMINAR_TO_REIMPORT.replace("10 March", "11 March"))
    report, _ = save(report, SetFields(item_at(report, "p2"), {"voice": "agreed", "speakers": []}))
    edited = reimport_text(report, VERSIONS[1].replace("10 March", "11 March"))

    assert (edits_of(unedited), edits_of(edited)) == ([], ["Paragraph 2"])


def test_a_report_is_found_by_its_former_address(tmp_path):
    report = import_text(SEMINAR_TO_REIMPORT)
    FormerSlug.objects.create(report=report, slug="skills-seminar")
    file, _ = read(SEMINAR_TO_REIMPORT)

    with pytest.raises(ImportRefusedError, match=f"is a version of report “{report.slug}”"):
        run.reimport_file(file, "skills-seminar")
