"""Template tags of the site: navigation links and localized dates."""

import re
from datetime import date

import pytest
from django.template import engines
from django.test import RequestFactory
from django.utils import translation

from portal.templatetags.site_tags import days


def links_of(request=None):
    template = engines["django"].from_string("{% load site_tags %}{% site_sections %}")
    return re.findall(r'href="([^"]+)"( aria-current="true")?', template.render({}, request))


@pytest.mark.parametrize(
    ("path", "current"), [("/", "/"), ("/themes/", "/themes/"), ("/themes/skills/", "/themes/")]
)
def test_the_links_to_the_sections_of_the_site_mark_the_current_one(path, current):
    assert [url for url, mark in links_of(RequestFactory().get(path)) if mark] == [current]


def test_without_a_request_no_section_of_the_site_is_marked():
    assert links_of() == [
        (url, "")
        for url in (
            *("/", "/recommendations/", "/statements/", "/reports/", "/rounds/", "/speakers/"),
            *("/organizations/", "/themes/", "/instruments/"),
        )
    ]


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
