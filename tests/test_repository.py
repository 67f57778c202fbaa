"""Rules about the files of the repository."""

import re
import subprocess
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command

from portal.web.slot_templates import SlotTemplate

ROOT = settings.BASE_DIR
MAX_LINES = 300
BINARY_SUFFIXES = (".png", ".pdf", ".docx")
TOP_LEVEL = {
    *(
        ".ci",
        ".gitignore",
        ".semgrep.yml",
        "CHANGELOG.md",
        "CONTRIBUTING.md",
        "LICENSE",
        "Makefile",
        "README.md",
        "deploy",
        "SECURITY.md",
        "docs",
    ),
    *("bench", "locale", "migrations.lock"),
    *("manage.py", "portal", "pyproject.toml", "recommendations", "reports", "seeds"),
    *(
        "requirements-dev.txt",
        "requirements-pdf.txt",
        "requirements-release.txt",
        "requirements-sentry.txt",
        "requirements.txt",
        "static",
        "templates",
        "tests",
    ),
}
# With brackets around a letter, so that this file does not match its own pattern.
UNWANTED = re.compile(r"p[y]pi\.org|index[-]url|\bT[O]DO\b|\bF[I]XME\b|/simpl[e]/")
INLINE = re.compile(
    r"<style|\sstyle=|<script(?![^>]*\ssrc=)|\son(?:click|load|error|change|submit|input|focus)="
)


def files(ending=""):
    names = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard"],  # noqa: S607 -- whichever git there is
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\n")
    return [name for name in names if name.endswith(ending) and (ROOT / name).is_file()]


def text_of(name):
    return (ROOT / name).read_text(encoding="utf-8")


def test_the_repository_has_exactly_the_agreed_top_level_entries():
    assert {Path(name).parts[0] for name in files() if name} == TOP_LEVEL


def test_no_python_file_is_longer_than_the_line_limit():
    code = [name for name in files(".py") if "/migrations/" not in name]

    assert [name for name in code if len(text_of(name).splitlines()) > MAX_LINES] == []


def test_no_python_file_has_a_generic_name():
    assert [n for n in files(".py") if Path(n).stem in {"utils", "services", "helpers"}] == []


def test_no_file_holds_a_package_registry_url_or_a_todo_comment():
    texts = [name for name in files() if name and not name.endswith(BINARY_SUFFIXES)]

    assert [name for name in texts if UNWANTED.search(text_of(name))] == []


def test_every_partial_template_documents_its_context_variables():
    partials = [name for name in files(".html") if Path(name).name.startswith("_")]
    first_lines = {name: text_of(name).splitlines()[0] for name in partials}

    assert partials
    assert [n for n, line in first_lines.items() if not re.match(r"\{# .*Needs: .*#\}", line)] == []


def test_every_template_with_slots_names_them_in_its_first_line():
    named, used = {}, {}
    for name in (name for name in files(".html") if Path(name).parent.name == "slots"):
        heading = re.match(r"\{# .*Slots: (.*)\. #\}", text_of(name))
        # Remarks about a slot are in parentheses.
        named[name] = sorted(re.sub(r" \([^)]*\)", "", heading[1]).split(", ") if heading else [])
        used[name] = sorted(set(SlotTemplate(name.removeprefix("templates/")).in_language().slots))

    assert used
    assert named == used


def test_no_template_holds_inline_style_or_script():
    pages = [name for name in files(".html") if name.startswith("templates/")]

    assert [name for name in pages if INLINE.search(text_of(name))] == []


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_the_seed_report_has_its_original_size():
    report = ROOT / "seeds/reports/arf-migration-workshop-2015/report.txt"

    assert len(report.read_bytes()) == 18802


@pytest.mark.django_db
def test_the_tests_run_on_the_database_chosen_on_the_command_line(request):
    from django.db import connection  # noqa: PLC0415 -- chosen when the tests start

    vendors = {"sqlite": "sqlite", "postgres": "postgresql"}
    assert connection.vendor == vendors[request.config.getoption("database")]
