"""Templates are indented for those who write them."""

from django.template import engines
from django.template.loader import get_template

from portal.loaders import Loader


def test_a_template_is_loaded_without_its_indentation_and_with_its_lines(
    settings, tmp_path
):
    (tmp_path / "a.html").write_text("<p>\n    One\n\n\n    two</p>  <b>\tthree</b>\n")
    loader = Loader(engines["django"].engine, dirs=[tmp_path])

    template = loader.get_template("a.html")

    assert template.source == "<p>\nOne\ntwo</p>  <b>\tthree</b>\n"


def test_the_site_s_own_templates_are_loaded_so_and_the_administration_s_as_they_are():
    ours, django_s = get_template("base.html"), get_template("admin/base.html")

    assert ("\n    " in ours.template.source, "\n    " in django_s.template.source) == (
        False,
        True,
    )
