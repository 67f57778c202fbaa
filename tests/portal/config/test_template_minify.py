"""The template loader that strips indentation."""

from django.template import engines
from django.template.loader import get_template

from portal.config.template_minify import Loader


def test_the_template_loader_strips_indentation_and_keeps_line_breaks(settings, tmp_path):
    (tmp_path / "a.html").write_text("<p>\n    One\n\n\n    two</p>  <b>\tthree</b>\n")
    loader = Loader(engines["django"].engine, dirs=[tmp_path])

    template = loader.get_template("a.html")

    assert template.source == "<p>\nOne\ntwo</p>  <b>\tthree</b>\n"


def test_only_the_site_s_own_templates_are_minified():
    site_template, admin_template = get_template("base.html"), get_template("admin/base.html")

    assert (
        "\n    " in site_template.template.source,
        "\n    " in admin_template.template.source,
    ) == (
        False,
        True,
    )
