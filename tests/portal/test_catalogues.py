"""The catalogues of the languages are whole, and in step with the words of the code."""

import gettext
import os
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command

from portal.catalogues import compile_stale

LANGUAGES = [code for code, _ in settings.LANGUAGES if code != settings.LANGUAGE_CODE]
PLACEHOLDER = re.compile(r"%\(\w+\)s")
SPEAKING = ("portal", "recommendations", "reports", "templates")


def catalogue(language, folder=settings.BASE_DIR / "locale"):
    path = Path(folder) / language / "LC_MESSAGES" / "django.po"
    with path.open("rb") as file:
        return [message for message in read_po(file, locale=language) if message.id]


def forms(text):
    return text if isinstance(text, tuple) else (text,)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_has_its_words(language):
    assert [
        one.id for one in catalogue(language) if one.fuzzy or not all(forms(one.string))
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_numbers_and_names_stand_in_every_translation(language):
    wrong = [
        one.id
        for one in catalogue(language)
        for written in forms(one.string)
        if set(PLACEHOLDER.findall(written))
        != set(PLACEHOLDER.findall(forms(one.id)[-1]))
    ]

    assert wrong == []


def test_no_word_of_the_code_is_missing_and_none_is_left_over(tmp_path, monkeypatch):
    for part in SPEAKING:
        shutil.copytree(settings.BASE_DIR / part, tmp_path / part)
    (tmp_path / "locale").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(settings, "LOCALE_PATHS", [str(tmp_path / "locale")])

    call_command("makemessages", locale=["th"], no_location=True, verbosity=0)

    expected = sorted(
        map(str, (one.id for one in catalogue("th", tmp_path / "locale")))
    )
    held = {
        language: sorted(map(str, (one.id for one in catalogue(language))))
        for language in LANGUAGES
    }
    assert held == dict.fromkeys(LANGUAGES, expected)


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


def test_what_is_missing_or_older_than_its_source_is_compiled_and_nothing_else(
    tmp_path, source
):
    first, again = compile_stale(tmp_path), compile_stale(tmp_path)
    os.utime(source.with_suffix(".mo"), (0, 0))
    old = compile_stale(tmp_path)

    with source.with_suffix(".mo").open("rb") as file:
        made = gettext.GNUTranslations(file)
    assert ([first, again, old], made.gettext("Search")) == (
        [["th"], [], ["th"]],
        "ค้นหา",
    )
    assert sorted(one.name for one in source.parent.iterdir()) == [
        "django.mo",
        "django.po",
    ]
