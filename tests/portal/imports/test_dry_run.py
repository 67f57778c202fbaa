"""A dry run shows what a file would become, and stores nothing."""

import json
import sqlite3
from contextlib import closing
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import CommandError, call_command

from portal.exports.json_export import outline
from portal.imports import dry_run
from portal.imports.importer import Upload, import_path
from portal.parsing.source import UnreadableError
from reports.models import Report, SourceDocument
from tests.harness.own_portal import MANAGE, empty_portal

TEXT = """Workshop on Tides
3 May 2019
Marwick

1. Ms. Ana Lund, Director, noted that the sea rose.

2. Participants recommended to:
- dig wells;
- plant trees.
"""


@pytest.fixture
def file(tmp_path):
    return write(tmp_path / "tides.txt", TEXT)


def write(path, text):
    path.write_text(text, encoding="utf-8")
    return path


def row_counts():
    return {model._meta.label: model._base_manager.count() for model in apps.get_models()}


def run(*paths, **options):
    """Run the command; return what it prints and the message with which it is refused."""
    out, refusal = StringIO(), ""
    try:
        call_command("import_report", *map(str, paths), stdout=out, **options)
    except CommandError as error:
        refusal = str(error)
    return out.getvalue(), refusal


def objects(*paths):
    printed, _ = run(*paths, dry_run=True, json=True)
    return [json.loads(line) for line in printed.splitlines()]


@pytest.mark.django_db
def test_the_outline_is_printed_as_the_import_would_store_it(file):
    (shown,) = objects(file)
    report, _ = import_path(file)

    assert shown == json.loads(json.dumps(outline(report)))


@pytest.mark.django_db
@pytest.mark.parametrize("as_json", [False, True])
def test_a_dry_run_leaves_all_tables_as_they_are(file, as_json):
    before = row_counts()
    run(file, dry_run=True, json=as_json)

    assert row_counts() == before


@pytest.mark.django_db
def test_a_dry_run_with_a_refused_file_leaves_all_tables_as_they_are(file, tmp_path):
    before = row_counts()
    run(write(tmp_path / "empty.txt", ""), file, dry_run=True, json=True)

    assert row_counts() == before


@pytest.mark.django_db
def test_several_files_give_one_object_a_line_in_their_order(file, tmp_path):
    other = write(tmp_path / "ships.txt", TEXT.replace("Tides", "Ships"))

    assert [shown["title"] for shown in objects(other, file)] == [
        "Workshop on Ships",
        "Workshop on Tides",
    ]


@pytest.mark.django_db
def test_a_folder_gives_an_object_for_each_of_its_files(tmp_path):
    for name in ("Tides", "Ships"):
        write(tmp_path / f"{name}.txt", TEXT.replace("Tides", name))

    assert [shown["title"] for shown in objects(tmp_path)] == [
        "Workshop on Ships",
        "Workshop on Tides",
    ]


@pytest.mark.django_db
def test_a_refused_file_gives_its_reason_and_the_others_their_outlines(file, tmp_path):
    empty = write(tmp_path / "empty.txt", "")
    printed, refusal = run(empty, file, dry_run=True, json=True)
    first, second = map(json.loads, printed.splitlines())

    assert first == {"refused": "“empty.txt” is empty."}
    assert second["title"] == "Workshop on Tides"
    assert refusal == "“empty.txt” is empty."


@pytest.mark.django_db
def test_the_reasons_of_all_refused_files_are_in_the_final_error(tmp_path):
    _, refusal = run(
        write(tmp_path / "a.txt", ""), write(tmp_path / "b.xyz", "b"), dry_run=True, json=True
    )

    assert [line.split("”")[0] for line in refusal.splitlines()] == ["“a.txt", "“b.xyz"]


@pytest.mark.django_db
def test_a_text_that_was_imported_before_still_gives_its_outline(file):
    report, _ = import_path(file)
    (shown,) = objects(write(file.with_name("copy.txt"), f"{TEXT}\n"))

    stored = json.loads(json.dumps(outline(report)))
    assert {key: shown[key] for key in ("title", "starts_on", "sessions", "recommendations")} == {
        key: stored[key] for key in ("title", "starts_on", "sessions", "recommendations")
    }


@pytest.mark.django_db
def test_without_json_the_title_counts_and_notes_of_each_file_are_printed(file):
    printed, refusal = run(file, dry_run=True)

    assert printed.splitlines()[:4] == [
        "Workshop on Tides (tides.txt)",
        "  1 sessions, 2 paragraphs",
        "  1 contributions by 1 people",
        "  2 recommendations: 2 headline, 0 nested",
    ]
    assert refusal == ""


@pytest.mark.django_db
def test_json_without_dry_run_is_refused(file):
    assert run(file, json=True) == ("", "--json requires --dry-run.")


@pytest.mark.django_db
def test_json_without_dry_run_imports_nothing(file):
    run(file, json=True)

    assert Report.objects.count() == 0


@pytest.mark.django_db
def test_reimport_with_two_files_is_refused(file, tmp_path):
    report, _ = import_path(file)
    other = write(tmp_path / "ships.txt", TEXT.replace("rose", "fell"))

    assert run(file, other, reimport=report.slug) == ("", "--reimport takes one file.")


@pytest.mark.django_db
def test_a_report_that_is_imported_temporarily_can_be_queried_meanwhile_only(file):
    with dry_run.imported_temporarily(Upload.at(file)) as (report, draft):
        counts = report.recommendations.count(), len(draft.recommendations)

    assert counts == (2, 2)
    assert Report.objects.count() == 0


@pytest.mark.django_db
def test_a_file_that_cannot_be_read_is_refused_before_anything_is_stored():
    file = Upload("tides.pdf", b"no PDF")

    with pytest.raises(UnreadableError), dry_run.imported_temporarily(file):
        pass


@pytest.fixture
def portal(tmp_path):
    """A portal that was never migrated."""
    yield from empty_portal(tmp_path, "sqlite")


def test_a_portal_without_tables_shows_the_outline_with_the_vocabulary_of_its_seeds(portal, file):
    write(file, TEXT.replace("Director", "Director of the International Labour Organization"))
    code, printed, errors = portal.run(MANAGE, "import_report", file, "--dry-run", "--json")

    assert (code, errors) == (0, "")
    (shown,) = map(json.loads, printed.splitlines())
    assert [person["organizations"] for person in shown["people"]] == [
        ["International Labour Organization"]
    ]


def test_a_portal_without_tables_has_none_after_a_dry_run(portal, file):
    portal.run(MANAGE, "import_report", file, "--dry-run", "--json")

    path = portal.folder / "data" / "portal.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT name FROM sqlite_master").fetchall() == []


@pytest.mark.django_db
def test_a_dry_run_shows_a_file_that_was_imported_before(file):
    import_path(file)
    before = SourceDocument.objects.count()

    with dry_run.imported_temporarily(Upload.at(file)) as (report, _):
        assert outline(report)["title"] == "Workshop on Tides"
    assert SourceDocument.objects.count() == before
