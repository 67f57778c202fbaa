"""Pages of the site as pages of the offline copy: links, forms, and text that stays text."""

import pytest
from lxml import html

from portal.offline.rewriting import Chrome, rewrite_page

CHROME = Chrome(
    notice='<p class="copied-on">Copy of today.</p>',
    footer="<footer><p>A copy</p></footer>",
    live="on the live site",
)
PAGE = """<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{text}</title>
<link rel="stylesheet" href="/static/portal.4711.css"><link rel="alternate" href="/reports/feed.atom">
<script type="module" src="/static/copy.4711.js"></script></head>
<body><main id="content">{content}</main><footer class="site-footer">Live</footer></body></html>"""
HOSTILE = (
    "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt; &amp;amp; &lt;img onerror=alert(1)&gt;"
)


def rewritten(content, address="/reports/manila/", file="reports/manila.html", text="Manila"):
    page = PAGE.format(content=content, text=text).encode()
    return html.document_fromstring(rewrite_page(page, address, file, CHROME).decode())


@pytest.mark.parametrize(
    ("link", "expected"),
    [
        ("/", "../index.html"),
        ("#p1", "#p1"),
        ("/reports/manila/paragraphs/p1/", "#p1"),
        ("/recommendations/manila/21.C/", "../recommendations/manila/21._C.html"),
        (
            "/recommendations/?level=all&amp;year=2015",
            "../recommendations.html#level=all&year=2015",
        ),
        ("https://www.ilo.org/", "https://www.ilo.org/"),
    ],
)
def test_links_to_pages_of_the_copy_are_relative(link, expected):
    (a,) = rewritten(f'<p><a href="{link}">Words</a></p>').iter("a")

    assert (a.get("href"), a.text_content()) == (expected, "Words")


def test_links_that_need_the_server_lead_to_the_live_site_and_say_so(settings):
    (a,) = rewritten('<a class="tag" href="v/1/">Version 1</a>').iter("a")

    assert a.get("href") == f"{settings.BASE_URL}/reports/manila/v/1/"
    assert (a.get("class"), a.text_content()) == ("tag live", "Version 1 (on the live site)")


def test_only_forms_that_search_stay():
    page = rewritten(
        '<form action="/search/"><input name="q" data-suggestions="/search/suggestions/"></form>'
        '<form action="/language/" method="post"><button>Thai</button></form>'
        '<form action="/follow/"><input name="list"></form>'
    )

    assert [(form.get("action"), form[0].keys()) for form in page.iter("form")] == [
        ("../search.html", ["name"])
    ]


def test_a_page_loads_only_files_of_the_copy_and_has_its_notices():
    page = rewritten("<h1>Manila</h1>")

    assert [link.get("href") for link in page.iter("link")] == ["../static/portal.css"]
    assert list(page.iter("script")) == []
    assert [one.text_content() for one in page.iter("p")] == ["Copy of today.", "A copy"]


def test_text_that_looks_like_html_stays_text():
    page = rewritten(f'<p title="{HOSTILE}">{HOSTILE}</p>', text=HOSTILE)

    assert [page.findtext(".//title"), *page.xpath("//main/p[2]/@title")] == [
        page.xpath("string(//main/p[2])")
    ] * 2
    assert list(page.iter("script", "img")) == []
