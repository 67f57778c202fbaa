"""Text fields: each cleans its value by its kind."""

import pytest

from reports.models import Person, Report, Theme
from tests.builders.records import make_paragraph, make_person, make_report, make_theme

pytestmark = pytest.mark.django_db
OVERRIDE, MARK, ISOLATE, END = "\u202e", "\u200f", "\u2067", "\u2069"
WITH_BIDI_CONTROLS = f"{OVERRIDE}Ana{MARK} {ISOLATE}Cruz{END}"


def test_bidi_controls_are_removed_from_names_and_titles():
    report = make_report(
        title=WITH_BIDI_CONTROLS, place=WITH_BIDI_CONTROLS, series=WITH_BIDI_CONTROLS
    )
    person = make_person(
        WITH_BIDI_CONTROLS, slug="ana-cruz", aliases=f"A. Cruz\n{WITH_BIDI_CONTROLS}"
    )
    theme = make_theme(WITH_BIDI_CONTROLS, slug="ana-cruz", synonyms=f"Cruz = {WITH_BIDI_CONTROLS}")
    for record in (report, person, theme):
        record.refresh_from_db()

    assert (report.title, report.place, report.series) == ("Ana Cruz",) * 3
    assert (person.name, person.aliases) == ("Ana Cruz", "A. Cruz\nAna Cruz")
    assert (theme.label, theme.synonyms) == ("Ana Cruz", "Cruz = Ana Cruz")


def test_a_lookup_by_name_ignores_bidi_controls():
    make_person("Ana Cruz")

    assert Person.objects.filter(name=WITH_BIDI_CONTROLS).count() == 1


def test_running_text_keeps_balanced_bidi_controls():
    paragraph = make_paragraph(text=f"{WITH_BIDI_CONTROLS} {ISOLATE}spoke")
    report = make_report(summary=WITH_BIDI_CONTROLS)

    paragraph.refresh_from_db()
    cleaned = f"Ana{MARK} {ISOLATE}Cruz{END}"
    assert paragraph.text == f"{cleaned} spoke"
    assert Report.objects.get(pk=report.pk).summary == cleaned


def test_the_is_name_list_option_is_left_out_of_migrations():
    deconstructed = Theme._meta.get_field("synonyms").deconstruct()

    assert "is_name_list" not in deconstructed[3]
