"""A text that is not in the page's language says in which it is."""

import pytest
from django.utils.translation import override

from portal.templatetags.language_tags import lang_of, page_lang, vocabulary_lang


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
        assert (vocabulary_lang(), page_lang()) == (vocabulary, own)
