"""The command that writes an offline copy: of one state of the public content, or not at all."""

import pytest
from django.core.management import CommandError, call_command

from portal.offline import export
from portal.search.index import writer
from portal.search.index.reader import current_snapshot, pinned_snapshot
from reports import publishing
from reports.models import Report
from tests.builders.gate_workshop import WORD, make_workshop
from tests.builders.records import make_report

pytestmark = pytest.mark.django_db


def names_of(folder):
    return sorted(path.name for path in folder.iterdir())


def test_a_copy_is_written_again_if_a_report_is_withdrawn_meanwhile(tmp_path):
    make_workshop("published", "Manila")
    make_workshop("published", WORD)

    def withdraw(total):
        report = Report.objects.get(slug=WORD.lower())
        if report.status == "published":
            publishing.transition(report, "withdrawn")
        return lambda pages: None

    export.export_site(tmp_path / "copy", withdraw)

    texts = [path.read_bytes() for path in (tmp_path / "copy").rglob("*") if path.is_file()]
    assert [text for text in texts if WORD.encode() in text] == []
    assert names_of(tmp_path) == ["copy"]


def test_no_copy_is_written_while_content_keeps_changing(tmp_path):
    def publish(total):
        publishing.transition(make_report(status="in_review"), "published")
        return lambda pages: None

    with pytest.raises(export.ContentChangedError):
        export.export_site(tmp_path / "copy", publish)

    assert names_of(tmp_path) == []


def test_no_copy_is_written_from_an_index_that_is_older_than_the_pages(tmp_path):
    make_workshop("published", "Manila")
    writer.catch_up(writer.FOR_EVER)
    with pinned_snapshot():
        current_snapshot()
        publishing.publish(make_report())

        with pytest.raises(export.ContentChangedError):
            export.write_copy(tmp_path, lambda total: lambda pages: None)

    assert names_of(tmp_path) == []


def test_a_copy_may_be_in_another_language(tmp_path):
    make_workshop("published", WORD)

    call_command("export_site", str(tmp_path / "copy"), language="id")

    page = (tmp_path / "copy/index.html").read_text(encoding="utf-8")
    assert '<html lang="id">' in page
    assert "Salinan" in page


def test_a_folder_with_other_files_is_refused(tmp_path):
    (tmp_path / "letter.txt").write_text("Dear Ana")

    with pytest.raises(CommandError, match="holds other files"):
        call_command("export_site", str(tmp_path))

    assert names_of(tmp_path) == ["letter.txt"]


def test_static_files_that_are_missing_are_told_before_anything_is_written(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "portal.config.static_files.StaticFiles"}
    }

    with pytest.raises(CommandError, match="collectstatic"):
        call_command("export_site", str(tmp_path / "copy"))

    assert names_of(tmp_path) == []
