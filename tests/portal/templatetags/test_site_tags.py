"""What every page says of the site: where it is, and days as the reader's language has them."""

from datetime import date

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from portal.templatetags.site_tags import days


@pytest.mark.parametrize(
    ("path", "name", "link"),
    [
        ("/themes/", "theme-list", 'href="/themes/" aria-current="true"'),
        ("/themes/skills/", "theme-list", 'href="/themes/" aria-current="true"'),
        ("/themes/skills/", "home", 'href="/"'),
        ("/", "home", 'href="/" aria-current="true"'),
        ("/", "theme-list", 'href="/themes/"'),
    ],
)
def test_a_link_to_a_part_of_the_site_says_where_the_reader_is(path, name, link):
    template = engines["django"].from_string(
        f'{{% load site_tags %}}{{% place "{name}" %}}'
    )

    assert template.render({}, RequestFactory().get(path)) == link


def test_a_page_without_a_request_is_nowhere():
    template = engines["django"].from_string('{% load site_tags %}{% place "search" %}')

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
def test_days_are_written_as_the_language_has_them(language, last, written):
    with translation.override(language):
        assert days(date(2015, 3, 10), last) == written
