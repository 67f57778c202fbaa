"""The language of a report is chosen from a list, and an unlisted one is kept."""

import re

import pytest
from django import forms
from django.conf import settings
from django.urls import reverse

from portal.content.language_names import language_choices
from portal.editor.language_field import LanguageField
from reports.models import Report
from reports.models.languages import LANGUAGE_TAG
from tests.builders.editor_forms import typed
from tests.builders.records import make_account, make_report


class LanguageForm(forms.Form):
    language = LanguageField(label="Language")


def test_the_languages_of_the_site_come_first_and_the_others_by_name():
    tags = [tag for tag, _ in language_choices()]
    site = [code for code, _ in settings.LANGUAGES]
    names = [name.casefold() for _, name in language_choices()[len(site) :]]

    assert tags[: len(site)] == site
    assert names == sorted(names)
    assert len(tags) == len(set(tags))
    assert {"fil", "km", "lo", "zh-Hans", "fr"} <= set(tags)


def test_every_choice_can_be_stored():
    longest = Report._meta.get_field("language").max_length

    assert [
        tag
        for tag, _ in language_choices()
        if not re.match(LANGUAGE_TAG, tag) or len(tag) > longest
    ] == []


@pytest.mark.parametrize("tag", ["en", "zh-Hans", "es-419", "ku-Arab"])
def test_every_tag_is_valid_and_shown_as_chosen(tag):
    form = LanguageForm({"language": tag})

    assert form.is_valid()
    assert str(form["language"]).count(f'<option value="{tag}" selected>') == 1


@pytest.mark.parametrize("tag", ["", "english", "e", "<b>"])
def test_what_is_no_tag_is_refused(tag):
    assert not LanguageForm({"language": tag}).is_valid()


def test_a_save_of_another_field_keeps_an_unlisted_language(client, db):
    client.force_login(make_account("ana", "editor"))
    report = make_report(language="ku-Arab")
    url = reverse("editor:report-edit", args=[report.slug])

    client.post(url, typed(client.get(url), place="Erbil"))

    report.refresh_from_db()
    assert (report.language, report.place) == ("ku-Arab", "Erbil")
