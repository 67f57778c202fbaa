"""A file becomes a new report, replaces one, or is refused as imported before."""

import pytest

from portal.imports import importer
from portal.imports.importer import ImportOptions
from portal.imports.reimport.policy import ImportRefusedError
from reports.models import Paragraph, Report
from tests.builders.imported_reports import import_text, read

pytestmark = pytest.mark.django_db

TEXT = """Workshop on Tides
3 May 2019
Marwick

1. The sea rose.
"""
OTHER = TEXT.replace("The sea rose.", "The sea fell.")


def slugs():
    return list(Report.objects.order_by("pk").values_list("slug", flat=True))


def stored_notes(report):
    return [(note.code, note.about) for note in report.notes.all() if note.code == "similar-report"]


def test_a_file_with_the_same_bytes_is_refused_with_the_name_of_its_report():
    import_text(TEXT)

    with pytest.raises(
        ImportRefusedError,
        match=r"This file was already imported: report “workshop-tides-2019” \(draft\)\.",
    ):
        import_text(TEXT)


def test_a_file_with_the_same_text_in_other_bytes_is_refused():
    import_text(TEXT)

    with pytest.raises(ImportRefusedError, match="already imported"):
        import_text(TEXT.replace("\n", "\r\n"))


def test_a_refused_file_leaves_the_stored_report_alone():
    import_text(TEXT)

    with pytest.raises(ImportRefusedError):
        import_text(TEXT)
    assert slugs() == ["workshop-tides-2019"]


def test_another_file_with_the_same_title_and_day_becomes_a_second_report():
    import_text(TEXT)
    import_text(OTHER)
    import_text(TEXT.replace("The sea rose.", "Ships came."))

    assert slugs() == [
        "workshop-tides-2019",
        "workshop-tides-2019-05-03",
        "workshop-tides-2019-05-03-2",
    ]


def test_a_second_report_has_a_note_that_names_the_first():
    first = import_text(TEXT)
    second = import_text(OTHER)

    assert (stored_notes(first), stored_notes(second)) == (
        [],
        [("similar-report", "workshop-tides-2019")],
    )


def test_a_report_of_another_day_has_no_note_and_the_day_in_its_slug():
    import_text(TEXT)
    second = import_text(OTHER.replace("3 May", "9 June"))

    assert (second.slug, stored_notes(second)) == ("workshop-tides-2019-06-09", [])


def test_a_report_of_another_year_has_a_slug_with_that_year():
    import_text(TEXT)

    assert import_text(OTHER.replace("2019", "2021")).slug == "workshop-tides-2021"


def test_replacing_puts_another_file_with_the_same_title_and_day_in_the_place_of_the_report():
    first = import_text(TEXT)
    replaced = import_text(OTHER, replace=True)

    assert (replaced.pk, slugs()) == (first.pk, ["workshop-tides-2019"])
    assert list(Paragraph.objects.values_list("text", flat=True)) == ["The sea fell."]


def test_replacing_with_the_same_file_keeps_the_report():
    first = import_text(TEXT)

    assert import_text(TEXT, replace=True).pk == first.pk


def test_replacing_without_an_earlier_report_makes_a_new_one():
    assert import_text(TEXT, replace=True).slug == "workshop-tides-2019"


def test_a_file_without_a_day_is_found_again_by_its_title():
    text = "Workshop on Tides\n\n1. The sea rose.\n"
    import_text(text)
    second = import_text(text.replace("rose", "fell"))

    assert (second.slug, stored_notes(second)) == (
        "workshop-tides-2",
        [("similar-report", "workshop-tides")],
    )


LONG = "Workshop on Tides, Harbours, Ships, Pilots, Fees and the Ports of the Northern Isles"


def test_the_slug_ends_in_the_subtitle_even_if_the_title_is_cut():
    assert importer.short_title(f"{LONG} Marwick", "Marwick") == (
        "workshop-tides-harbours-ships-pilots-fees-ports-marwick"
    )


def test_two_reports_told_apart_only_by_their_countries_have_different_slugs():
    texts = (
        f"# {LONG}\n\n# {country}\n\n3 May 2019\n\n1. The sea rose in {country}.\n"
        for country in ("Marwick", "Stennes")
    )
    titles = [read(text)[1].draft for text in texts]

    assert [importer.report_slug(draft) for draft in titles] == [
        "workshop-tides-harbours-ships-pilots-fees-ports-marwick-2019",
        "workshop-tides-harbours-ships-pilots-fees-ports-stennes-2019",
    ]


@pytest.mark.parametrize(
    ("title", "subtitle", "slug"),
    [
        ("Workshop on Tides", "", "workshop-tides"),
        ("Workshop on Tides Marwick", "Marwick", "workshop-tides-marwick"),
        ("Marwick", "Marwick", "marwick"),
        ("The of and", "", "report"),
        ("", "", "report"),
        (
            "Workshop of Marwick and the Northern Isles beyond",
            "Marwick and the Northern Isles beyond",
            "workshop-marwick-and-the-northern",
        ),
    ],
)
def test_the_short_title_has_no_small_words(title, subtitle, slug):
    assert importer.short_title(title, subtitle) == slug


def test_a_report_created_by_hand_gets_a_free_slug():
    import_text(TEXT)

    assert importer.unique_slug("Workshop on Tides", "2019-05-03") == "workshop-tides-2019-2"


def test_a_file_without_a_title_is_named_after_itself(tmp_path):
    path = tmp_path / "minutes.txt"
    path.write_text("3 May 2019\n\n1. The sea rose.\n", encoding="utf-8")

    report, _ = importer.import_path(path, ImportOptions())
    assert (report.title, report.slug) == ("minutes", "minutes-2019")
