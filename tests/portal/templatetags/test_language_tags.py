"""Template tags for lang attributes: texts that are not in the page's language."""

import pytest
from django.utils.translation import override

from portal.templatetags.language_tags import lang_attributes, name_lang, page_lang, vocabulary_lang
from reports.labels import LocalizedLabel


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
def test_lang_attributes_are_set_for_a_text_in_another_language(code, page, attributes):
    with override(page):
        assert lang_attributes(code) == attributes


@pytest.mark.parametrize(
    ("page", "vocabulary", "own"),
    [
        ("en", "", ""),
        ("my", ' lang="en"', ' lang="my"'),
        ("ar", ' lang="en" dir="ltr"', ' lang="ar" dir="rtl"'),
    ],
)
def test_vocabulary_labels_and_page_words_get_their_lang_attributes(page, vocabulary, own):
    with override(page):
        assert (vocabulary_lang(), page_lang("en")) == (vocabulary, own)


@pytest.mark.parametrize(
    ("name", "attributes"),
    [
        (LocalizedLabel("Pekerja migran", "id"), ' lang="id"'),
        (LocalizedLabel("Labour mobility", "en"), ""),
        (LocalizedLabel("Ana Cruz"), ' translate="no"'),
        ("National", ""),
    ],
)
def test_a_facet_choice_gets_the_lang_attribute_of_its_label(name, attributes):
    with override("en"):
        assert name_lang(name) == attributes


def test_a_translated_name_keeps_its_lang_attribute_in_the_language_of_the_page():
    with override("id"):
        assert name_lang(LocalizedLabel("Pekerja migran", "id")) == ' lang="id"'
