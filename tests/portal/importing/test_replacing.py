"""An import in the place of an earlier one: whose work and whose links it must not touch."""

import pytest

from portal.correcting import corrections, speakers
from portal.desk import placing
from portal.desk.pieces import PLACES
from portal.importing.intake import Wishes, take_in
from portal.importing.replacing import ImportRefusedError
from reports import publishing
from reports.models import Person, Report
from tests.builders import make_participation, make_person, make_report

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
REPLACE = Wishes(replace=True, publish=True)


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "seminar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_the_edition_of_the_same_day_is_replaced_and_no_other(file, tmp_path):
    take_in(file)
    september = tmp_path / "september.txt"
    september.write_text(TEXT.replace("10 March", "20 September"), encoding="utf-8")
    take_in(september)
    september.write_text(september.read_text() + "3. Corrected.\n", encoding="utf-8")

    take_in(september, Wishes(replace=True))

    assert {
        (one.slug, str(one.starts_on), one.paragraphs.count())
        for one in Report.objects.all()
    } == {
        ("arf-seminar-skills-2019", "2019-03-10", 2),
        ("arf-seminar-skills-2019-09-20", "2019-09-20", 3),
    }


def taken_away(report, what):
    """Let an editor take something away on the desk."""
    said = report.paragraphs.get(anchor="p1")
    deeds = {
        "speaker": lambda: speakers.remove_speaker(
            report,
            report.version,
            f"paragraph-{said.pk}",
            said.contributions.get().participation_id,
        ),
        "annex": lambda: placing.remove(
            report, report.version, (PLACES["annexes"], str(report.annexes.get().pk))
        ),
        "paragraph": lambda: corrections.retype(
            report, report.version, f"paragraph-{said.pk}", "discard", "courtesy"
        ),
    }
    deeds[what]()


@pytest.mark.parametrize("what", ["speaker", "annex", "paragraph"])
def test_what_an_editor_has_taken_away_does_not_come_back(file, what):
    report, _ = take_in(file)
    taken_away(report, what)

    with pytest.raises(ImportRefusedError, match="has been edited"):
        take_in(file, Wishes(replace=True))

    assert Report.objects.get().pk == report.pk


def test_what_an_editor_has_added_is_not_lost(file):
    report, _ = take_in(file)
    fields = {"title": "Added", "kind": "session", "number": "", "heading": ""}
    placing.add(report, report.version, PLACES["sessions"], None, fields)

    with pytest.raises(ImportRefusedError, match=r"has been edited, .*: its own page"):
        take_in(file, Wishes(replace=True))


@pytest.mark.parametrize(
    ("before", "after", "lost"),
    [
        ("- ask more.\n", "", "2.2"),
        ("Ana Cruz", "Ana Maria Cruz", "speakers/ana-cruz"),
        ("Introduction\n", "Overview\n", "#introduction"),
    ],
)
def test_an_address_that_readers_may_hold_is_not_lost_unsaid(file, before, after, lost):
    take_in(file, Wishes(publish=True))
    file.write_text(TEXT.replace(before, after), encoding="utf-8")

    with pytest.raises(ImportRefusedError, match=f"lead nowhere: {lost}. Add --drop-"):
        take_in(file, REPLACE)
    report, _ = take_in(file, Wishes(replace=True, publish=True, drop_addresses=True))

    assert report.status == "published"


def test_a_withdrawn_report_stays_withdrawn_until_it_is_published(file):
    report, _ = take_in(file, Wishes(publish=True))
    publishing.move(report, "withdrawn")

    replaced, _ = take_in(file, Wishes(replace=True))

    assert Report.objects.get(pk=replaced.pk).status == "withdrawn"


def test_a_person_whom_an_editor_made_outlives_the_import(file):
    made = make_person("Ana Cruz", aliases="Ms. Ana Cruz")
    take_in(file)

    take_in(file, Wishes(replace=True))

    assert list(Person.objects.values_list("pk", flat=True)) == [made.pk]


def test_a_speaker_of_another_published_report_keeps_the_page(file):
    take_in(file, Wishes(publish=True))
    make_participation(make_report(status="published"), Person.objects.get())
    file.write_text(TEXT.replace("Ana Cruz", "Ana Reyes"), encoding="utf-8")

    take_in(file, REPLACE)

    assert set(Person.objects.published().values_list("slug", flat=True)) == {
        "ana-cruz",
        "ana-reyes",
    }
