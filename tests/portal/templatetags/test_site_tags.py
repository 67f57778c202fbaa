"""Template tags of the site: navigation links and localized dates."""

from datetime import date

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from portal.templatetags.site_tags import days


@pytest.mark.parametrize(
    ("path", "name", "link"),
    [
        ("/themes/", "site:theme-list", 'href="/themes/" aria-current="true"'),
        ("/themes/skills/", "site:theme-list", 'href="/themes/" aria-current="true"'),
        ("/themes/skills/", "site:home", 'href="/"'),
        ("/", "site:home", 'href="/" aria-current="true"'),
        ("/", "site:theme-list", 'href="/themes/"'),
    ],
)
def test_nav_link_marks_the_current_section_of_the_site(path, name, link):
    template = engines["django"].from_string(f'{{% load site_tags %}}{{% nav_link "{name}" %}}')

    assert template.render({}, RequestFactory().get(path)) == link


def test_nav_link_marks_no_section_without_a_request():
    template = engines["django"].from_string('{% load site_tags %}{% nav_link "site:search" %}')

    assert template.render({}) == 'href="/search/"'


FIRST = '<time datetime="2015-03-10">'
LAST = '<time datetime="2015-03-11">'


@pytest.mark.parametrize(
    ("language", "last", "written"),
    [
        ("en", None, f"{FIRST}10 March 2015</time>"),
        ("en", date(2015, 3, 10), f"{FIRST}10 March 2015</time>"),
        ("en", date(2015, 3, 11), f"{FIRST}10</time>–{LAST}11 March 2015</time>"),
        ("id", date(2015, 3, 11), f"{FIRST}10</time>–{LAST}11 Maret 2015</time>"),
        (
            "en",
            date(2015, 4, 2),
            f'{FIRST}10 March 2015</time> – <time datetime="2015-04-02">2 April 2015</time>',
        ),
        (
            "en",
            date(2016, 3, 11),
            f'{FIRST}10 March 2015</time> – <time datetime="2016-03-11">11 March 2016</time>',
        ),
        (
            "vi",
            date(2015, 3, 11),
            f"{FIRST}Ngày 10 tháng 3 năm 2015</time> – {LAST}Ngày 11 tháng 3 năm 2015</time>",
        ),
    ],
)
def test_days_formats_a_date_range_in_the_page_language(language, last, written):
    with translation.override(language):
        assert days(date(2015, 3, 10), last) == written
