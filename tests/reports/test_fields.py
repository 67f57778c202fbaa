"""Columns of text clean what is put into them, each as what it is."""

import pytest

from reports.models import Person, Report, Theme
from tests.builders import make_paragraph, make_person, make_report, make_theme

pytestmark = pytest.mark.django_db
OVERRIDE, MARK, ISOLATE, END = "\u202e", "\u200f", "\u2067", "\u2069"
TURNED = f"{OVERRIDE}Ana{MARK} {ISOLATE}Cruz{END}"


def test_no_name_and_no_title_turns_the_letters_around_it():
    report = make_report(title=TURNED, place=TURNED, series=TURNED)
    person = make_person(TURNED, slug="ana-cruz", aliases=f"A. Cruz\n{TURNED}")
    theme = make_theme(TURNED, slug="ana-cruz", synonyms=f"Cruz = {TURNED}")
    for one in (report, person, theme):
        one.refresh_from_db()

    assert (report.title, report.place, report.series) == ("Ana Cruz",) * 3
    assert (person.name, person.aliases) == ("Ana Cruz", "A. Cruz\nAna Cruz")
    assert (theme.label, theme.synonyms) == ("Ana Cruz", "Cruz = Ana Cruz")


def test_a_name_is_found_however_it_is_turned():
    make_person("Ana Cruz")

    assert Person.objects.filter(name=TURNED).count() == 1


def test_running_text_keeps_what_turns_letters_within_its_line():
    paragraph = make_paragraph(text=f"{TURNED} {ISOLATE}spoke")
    report = make_report(summary=TURNED)

    paragraph.refresh_from_db()
    kept = f"Ana{MARK} {ISOLATE}Cruz{END}"
    assert paragraph.text == f"{kept} spoke"
    assert Report.objects.get(pk=report.pk).summary == kept


def test_what_a_column_holds_is_no_matter_of_migrations():
    whole = Theme._meta.get_field("synonyms").deconstruct()

    assert "of_names" not in whole[3]
