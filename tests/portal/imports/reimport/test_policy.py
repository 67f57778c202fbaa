"""Replacing an earlier import: which edits and URLs it must not lose."""

import pytest

from portal.editor.item_types import ITEM_TYPES
from portal.imports.importer import ImportOptions, import_path
from portal.imports.reimport.policy import ImportRefusedError
from reports import publishing
from reports.models import Person, Report
from tests.builders import edits
from tests.builders.records import make_participation, make_person, make_report

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

Introduction

1. Ms. Ana Cruz, Director, noted this. It is in Annex 1.
2. Participants recommended to:
- train more;
- ask more.
"""
REPLACE = ImportOptions(replace=True, publish=True)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "seminar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_only_the_report_of_the_same_date_is_replaced(file, tmp_path):
    import_path(file)
    september = tmp_path / "september.txt"
    september.write_text(TEXT.replace("10 March", "20 September"), encoding="utf-8")
    import_path(september)
    september.write_text(september.read_text() + "3. Corrected.\n", encoding="utf-8")

    import_path(september, ImportOptions(replace=True))

    assert {
        (report.slug, str(report.starts_on), report.paragraphs.count())
        for report in Report.objects.all()
    } == {
        ("arf-seminar-skills-2019", "2019-03-10", 2),
        ("arf-seminar-skills-2019-09-20", "2019-09-20", 3),
    }


def remove(report, target):
    """Let an editor remove the target in the workbench."""
    paragraph = report.paragraphs.get(anchor="p1")
    removals = {
        "speaker": lambda: edits.remove_speaker(
            report,
            report.version,
            f"paragraph-{paragraph.pk}",
            paragraph.contributions.get().participation_id,
        ),
        "annex": lambda: edits.remove_item(
            report,
            report.version,
            (ITEM_TYPES["annexes"], str(report.annexes.get().pk)),
        ),
        "paragraph": lambda: edits.retype(
            report, report.version, f"paragraph-{paragraph.pk}", "discard", "courtesy"
        ),
    }
    removals[target]()


@pytest.mark.parametrize("target", ["speaker", "annex", "paragraph"])
def test_a_replacement_is_refused_if_an_editor_removed_something(file, target):
    report, _ = import_path(file)
    remove(report, target)

    with pytest.raises(ImportRefusedError, match="has been edited"):
        import_path(file, ImportOptions(replace=True))

    assert Report.objects.get().pk == report.pk


def test_a_replacement_is_refused_if_an_editor_added_something(file):
    report, _ = import_path(file)
    fields = {"title": "Added", "kind": "session", "number": "", "heading": ""}
    edits.add_item(report, report.version, ITEM_TYPES["sessions"], None, fields=fields)

    with pytest.raises(ImportRefusedError, match=r"has been edited, .*: its own page"):
        import_path(file, ImportOptions(replace=True))


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("- ask more.\n", "", "2.2"),
        ("Ana Cruz", "Ana Maria Cruz", "speakers/ana-cruz"),
        ("Introduction\n", "Overview\n", "#introduction"),
    ],
)
def test_a_replacement_that_drops_published_urls_needs_an_explicit_option(
    file, before, after, lost
):
    import_path(file, ImportOptions(publish=True))
    file.write_text(TEXT.replace(before, after), encoding="utf-8")

    with pytest.raises(ImportRefusedError, match=f"stop working: {lost}. Add --drop-"):
        import_path(file, REPLACE)
    report, _ = import_path(file, ImportOptions(replace=True, publish=True, drop_addresses=True))

    assert report.status == "published"


def test_a_replaced_withdrawn_report_stays_withdrawn(file):
    report, _ = import_path(file, ImportOptions(publish=True))
    publishing.transition(report, "withdrawn")

    replaced, _ = import_path(file, ImportOptions(replace=True))

    assert Report.objects.get(pk=replaced.pk).status == "withdrawn"


def test_a_person_created_by_an_editor_survives_a_replacement(file):
    person = make_person("Ana Cruz", aliases="Ms. Ana Cruz")
    import_path(file)

    import_path(file, ImportOptions(replace=True))

    assert list(Person.objects.values_list("pk", flat=True)) == [person.pk]


def test_a_speaker_of_another_published_report_keeps_their_page(file):
    import_path(file, ImportOptions(publish=True))
    make_participation(make_report(status="published"), Person.objects.get())
    file.write_text(TEXT.replace("Ana Cruz", "Ana Reyes"), encoding="utf-8")

    import_path(file, REPLACE)

    assert set(Person.objects.published().values_list("slug", flat=True)) == {
        "ana-cruz",
        "ana-reyes",
    }
