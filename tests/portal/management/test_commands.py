"""The management commands, as an administrator runs them."""

import json
import shutil
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.content.notes import status
from portal.exports.json_export import outline
from reports.models import Paragraph, Person, Report
from tests.builders.uncertain_reports import REASON, import_uncertain

TEXT = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

1. Ms. Ana Cruz, Director, noted this.
2. Participants recommended to:
- train more;
- ask more.
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "seminar.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def run(*arguments, **options):
    out = StringIO()
    call_command(*arguments, stdout=out, **options)
    return out.getvalue()


@pytest.mark.django_db
def test_an_import_prints_its_counts_and_notes(file):
    printed = run("import_report", str(file))

    assert printed.splitlines()[:4] == [
        "arf-seminar-skills-2019 (draft)",
        "  1 sessions, 2 paragraphs",
        "  1 contributions by 1 people",
        "  2 recommendations: 2 headline, 0 nested",
    ]
    assert "  - Recommendation 2.1 has no stated level." in printed


@pytest.mark.django_db
def test_an_import_stays_a_draft_unless_publish_is_given(file):
    run("import_report", str(file))
    run("import_report", str(file), replace=True, publish=True)

    assert list(Report.objects.values_list("slug", "status")) == [
        ("arf-seminar-skills-2019", "published")
    ]


@pytest.mark.django_db
def test_people_only_in_the_replaced_import_are_deleted(file):
    run("import_report", str(file))
    file.write_text(TEXT.replace("Ana Cruz", "Ana Reyes"), encoding="utf-8")

    run("import_report", str(file), replace=True)

    assert list(Person.objects.values_list("slug", flat=True)) == ["ana-reyes"]


@pytest.mark.django_db
def test_people_corrected_by_an_editor_survive_a_replacement(file):
    run("import_report", str(file))
    person = Person.objects.get()
    person.bump_version(person.version)

    run("import_report", str(file), replace=True)

    assert Person.objects.get() == person


@pytest.mark.django_db
def test_a_file_without_a_date_is_not_published_and_nothing_is_stored(tmp_path):
    path = tmp_path / "seminar.md"
    path.write_text("A seminar\n\n1. Text.", encoding="utf-8")

    with pytest.raises(CommandError, match="has no date"):
        run("import_report", str(path), publish=True)

    assert Report.objects.count() == 0


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ('[recommendations."9.9"]\nthemes = []', "“9.9”, which is not in the report"),
        ('[recommendations."2.1"]\nthemes = ["x"]', "not in the vocabulary: x"),
        ('[recommendations."2.1"]\nmood = []', "unknown keys mood"),
        ("[paragraph]", "unknown tables: paragraph"),
        ("[", "cannot be read"),
        ("summary = 5", "summary is not a string"),
        ('summary = "' + "[" * 1500 + '"', "“\\[” 1500 times"),
        ('[recommendations."2.1"]\ncross_references = ["Annex 9"]', "does not refer to Annex 9"),
        ('[recommendations]\n"2.1" = 5', "“2.1” is not a table"),
        ("recommendations = 5", "recommendations is not a table"),
        ("paragraphs = []", "paragraphs is not a table"),
        ('[recommendations."2.1"]\nthemes = [["x"]]', "not in the vocabulary"),
        (
            '[recommendations."2.1"]\nthemes = ["x", "x"]',
            "must be a list without repetition",
        ),
        ('[recommendations."2.1"]\nstatements = ["9"]', "the report has no paragraphs 9"),
        ('[recommendations."2.1"]\nstatements = "1"', "statements must be a list"),
        ('[paragraphs."2"]\nstatements = []', "unknown keys statements"),
    ],
)
def test_a_curation_file_that_does_not_fit_the_report_is_refused(file, table, fault):
    file.with_name("assignments.toml").write_text(table, encoding="utf-8")

    with pytest.raises(CommandError, match=fault):
        run("import_report", str(file))

    assert Report.objects.count() == 0


@pytest.mark.django_db
def test_importing_a_missing_file_is_an_error(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        run("import_report", str(tmp_path / "nowhere.txt"))


@pytest.mark.django_db
def test_a_report_of_the_same_title_and_year_gets_its_date_in_the_slug(file):
    run("import_report", str(file))
    file.write_text(TEXT.replace("10 March", "5 May"), encoding="utf-8")
    run("import_report", str(file))

    assert set(Report.objects.values_list("slug", flat=True)) == {
        "arf-seminar-skills-2019",
        "arf-seminar-skills-2019-05-05",
    }


@pytest.mark.django_db
def test_check_source_reports_nothing_missing_after_an_import(file):
    run("import_report", str(file))

    assert run("check_source", "arf-seminar-skills-2019").endswith("0 missing, 0 added\n")


@pytest.mark.django_db
def test_check_source_exits_with_an_error_if_text_is_missing(file):
    run("import_report", str(file))
    Paragraph.objects.filter(number="1").update(text="Ms. Ana Cruz noted this.")

    with pytest.raises(SystemExit) as stopped:
        run("check_source", "arf-seminar-skills-2019")

    assert stopped.value.code == 1


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["check_source", "outline"])
def test_an_unknown_slug_is_an_error_that_lists_the_existing_reports(file, command):
    run("import_report", str(file))

    with pytest.raises(CommandError, match="Available: arf-seminar-skills-2019"):
        run(command, "x")


@pytest.mark.django_db
def test_the_outline_command_prints_json(file):
    run("import_report", str(file))

    printed = json.loads(run("outline", "arf-seminar-skills-2019"))
    assert printed == json.loads(json.dumps(outline(Report.objects.get())))


@pytest.mark.django_db
def test_a_seeded_report_that_an_editor_has_deleted_stays_deleted():
    run("load_seeds")
    Report.objects.all().delete()

    run("load_seeds")

    assert Report.objects.count() == 0


@pytest.mark.django_db
def test_a_failed_seed_report_is_reported_and_retried_on_the_next_load(tmp_path, settings):
    shutil.copytree(settings.SEEDS_DIR / "vocabulary", tmp_path / "vocabulary")
    folder = tmp_path / "reports" / "seminar"
    folder.mkdir(parents=True)
    (folder.parent / ".DS_Store").write_bytes(b"stray")
    path = folder / "report.txt"
    path.write_text("A seminar\n\n1. Text.", encoding="utf-8")
    settings.SEEDS_DIR = tmp_path

    with pytest.raises(CommandError, match=r"report\.txt: .* has no date"):
        run("load_seeds")
    path.write_text(TEXT, encoding="utf-8")

    assert run("load_seeds").endswith("2019: imported and published\n")


@pytest.mark.django_db
def test_check_source_names_the_places_where_a_second_extraction_differs():
    report = import_uncertain()

    assert run("check_source", report.slug).splitlines() == [
        f"Paragraph 3: {REASON}",
        f"{report.slug}: uncertain: {len(report.source.text)} characters, 1 uncertain, "
        "0 missing, 0 added",
    ]


@pytest.mark.django_db
def test_check_source_counts_a_place_that_an_editor_has_compared_as_complete():
    report = import_uncertain()
    status.set_resolved(report, report.notes.get(code="extraction-differs").pk, resolved=True)

    assert run("check_source", report.slug).splitlines() == [
        "Uncertain, but compared by an editor: 1",
        f"{report.slug}: complete: {len(report.source.text)} characters, 0 missing, 0 added",
    ]


@pytest.mark.django_db
def test_load_skos_prints_what_was_added_kept_and_refused(tmp_path):
    path = tmp_path / "themes.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        '<https://x.example/a> a skos:Concept ; skos:prefLabel "Skills"@en .\n'
        '<https://x.example/b> a skos:Concept ; skos:prefLabel "Droits"@fr .',
        encoding="utf-8",
    )

    printed = run("load_skos", str(path))

    assert printed.splitlines() == [
        "added: 1",
        "  Skills: a theme",
        "kept: 0",
        "refused: 1",
        "  https://x.example/b: it has no preferred label in “en”.",
    ]
    with pytest.raises(CommandError, match="cannot be read"):
        run("load_skos", str(tmp_path / "missing.ttl"))
