"""The template tag `once`."""

import pytest
from django.template import TemplateSyntaxError, engines
from django.utils.translation import override


def make_template(text):
    return engines["django"].from_string("{% load i18n once_tags %}" + text)


def test_the_content_is_in_the_language_of_each_page():
    template = make_template("{% once %}<b>{% translate 'Search' %}</b>{% endonce %}")

    pages = []
    for language in ("en", "id", "en", "id"):
        with override(language):
            pages.append(template.render())

    assert pages == ["<b>Search</b>", "<b>Cari</b>"] * 2


def test_content_that_depends_on_a_variable_is_refused():
    with pytest.raises(TemplateSyntaxError, match="depends on a variable"):
        make_template("{% once %}{{ name }}{% endonce %}")
