"""What a process loads before its first visitor comes."""

import pytest

from portal.config.warm_up import warm_up
from portal.search.index import reader, writer
from portal.web import slot_templates
from tests.builders.records import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db


def test_lists_are_rendered_in_every_language(settings):
    make_recommendation(
        make_report(status="published"), text="The workshop.", themes=[make_theme("Training")]
    )
    writer.catch_up()
    slot_templates.TEXTS.clear()

    warm_up()

    languages = {code for code, _ in settings.LANGUAGES}
    assert {language for _, language in slot_templates.TEXTS} == languages
    assert {language for _, name, language in reader.LATEST.snapshot.labels if name == "theme"} == (
        languages
    )


def test_a_process_starts_without_an_index(settings, tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(reader.LATEST, "snapshot", None)
    settings.INDEX_DIR = tmp_path / "missing" / "index"
    settings.INDEX_DIR.parent.write_text("A file where the folder should be.")

    warm_up()

    assert [(record.levelname, record.msg) for record in caplog.records] == [
        ("WARNING", "The process starts without having loaded its pages: %s")
    ]
