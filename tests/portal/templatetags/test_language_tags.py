"""A text that is not in the page's language says in which it is."""

import pytest
from django.utils.translation import override

from portal.templatetags.language_tags import (
    lang_of,
    name_lang,
    page_lang,
    vocabulary_lang,
)
from reports.naming import Name


@pytest.mark.parametrize(
    ("code", "page", "attributes"),
    [
        ("en", "en", ""),
        ("en", "th", ' lang="en"'),
        ("EN", "en", ""),
        ("zh-Hans", "en", ' lang="zh-Hans"'),
        ("ar", "en", ' lang="ar" dir="rtl"'),
        ("ar", "fa", ' lang="ar"'),
        ("en", "ar", ' lang="en" dir="ltr"'),
        ('"><script>', "en", ' lang="&quot;&gt;&lt;script&gt;"'),
        ("", "th", ""),
    ],
)
def test_a_text_in_another_language_says_so(code, page, attributes):
    with override(page):
        assert lang_of(code) == attributes


@pytest.mark.parametrize(
    ("page", "vocabulary", "own"),
    [
        ("en", "", ""),
        ("my", ' lang="en"', ' lang="my"'),
        ("ar", ' lang="en" dir="ltr"', ' lang="ar" dir="rtl"'),
    ],
)
def test_names_of_the_vocabulary_say_so_and_words_among_them_say_what_they_are(
    page, vocabulary, own
):
    with override(page):
        assert (vocabulary_lang(), page_lang("en")) == (vocabulary, own)


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        (Name("Pekerja migran", "id"), ' lang="id"'),
        (Name("Labour mobility", "en"), ""),
        (Name("Ana Cruz"), ' translate="no"'),
        ("National", ""),
    ],
)
def test_a_choice_is_in_the_language_of_what_it_names(name, attributes):
    with override("en"):
        assert name_lang(name) == attributes
