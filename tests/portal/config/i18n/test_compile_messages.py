"""Message catalogs: complete, in step with the code, and compiled when outdated."""

import gettext
import os
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

from portal.config.i18n.compile_messages import compile_stale

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
FOLDERS_WITH_MESSAGES = ("portal", "recommendations", "reports", "templates")


def catalog(language, folder=settings.BASE_DIR / "locale"):
    path = Path(folder) / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(text):
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_translated_in_every_language(language):
    assert [
        message.id
        for message in catalog(language)
        if message.fuzzy or not all(forms(message.string))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_translation_has_the_placeholders_of_its_message(language):
    wrong = [
        message.id
        for message in catalog(language)
        for translation in forms(message.string)
        if set(PLACEHOLDER.findall(translation)) != set(PLACEHOLDER.findall(forms(message.id)[-1]))
    ]

    assert wrong == []


def test_the_catalogs_match_the_messages_extracted_from_the_code(tmp_path, monkeypatch):
    for part in FOLDERS_WITH_MESSAGES:
        shutil.copytree(settings.BASE_DIR / part, tmp_path / part)
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(tmp_path / "locale")])

    call_command("makemessages", locale=["th"], no_location=True, verbosity=0)

    expected = sorted(map(str, (message.id for message in catalog("th", tmp_path / "locale"))))
    actual = {
        language: sorted(map(str, (message.id for message in catalog(language))))
        for language in LANGUAGES
    }
    assert actual == dict.fromkeys(LANGUAGES, expected)


CATALOGUE = """msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\\n"

msgid "Search"
msgstr "%s"
"""


@pytest.fixture
def source(tmp_path):
    source = tmp_path / "th" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.write_text(CATALOGUE % "ค้นหา", encoding="utf-8")
    return source


def test_only_missing_or_outdated_catalogs_are_compiled(tmp_path, source):
    first, second = compile_stale(tmp_path), compile_stale(tmp_path)
    os.utime(source.with_suffix(".mo"), (0, 0))
    outdated = compile_stale(tmp_path)

    with source.with_suffix(".mo").open("rb") as file:
        translations = gettext.GNUTranslations(file)
    assert ([first, second, outdated], translations.gettext("Search")) == (
        [["th"], [], ["th"]],
        "ค้นหา",
    )
    assert sorted(path.name for path in source.parent.iterdir()) == [
        "django.mo",
        "django.po",
    ]
