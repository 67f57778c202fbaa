"""What a process loads before its first visitor comes."""

import pytest

from portal.config.http_cache import code_fingerprint
from portal.config.warm_up import warm_up
from portal.search.index import reader, writer
from portal.web import slot_templates
from tests.builders.records import make_recommendation, make_report, make_theme

pytestmark = pytest.mark.django_db


def test_lists_are_rendered_in_every_language(settings):
    themes = [make_theme("Training"), make_theme("Wages")]
    make_recommendation(make_report(status="published"), text="The workshop.", themes=themes)
    writer.catch_up()
    slot_templates.TEXTS.clear()
    code_fingerprint.cache_clear()

    warm_up()

    assert code_fingerprint.cache_info().currsize == 1
    assert {name for name, _ in slot_templates.TEXTS} >= {
        "site/slots/filter_chip.html",
        "site/slots/chosen_value.html",
        "site/slots/combining_links.html",
    }
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
