"""The pages of a report show the formatting of its source, and nothing else as markup."""

import re

import pytest
from django.urls import reverse

from reports.models import Report
from tests.builders.imported_reports import import_text
from tests.builders.word_files import link, paragraph, run, word_file

pytestmark = pytest.mark.django_db

TEXT = """# Workshop on Tides

3 May 2019

Marwick

## Opening

1. The *high tide* rose, says the [annex](https://tides.example/a) and a [trap](javascript:alert),
   <script>alert(1)</script> &amp; <b>all</b>.

2. Participants recommended to:
   - raise the **sills**;
   - go [up](https://up.example/).
"""
MARK = '<w:r><w:footnoteReference w:id="2"/></w:r>'
NOTE = f'<w:footnote w:id="2">{paragraph(run("See ") + run("Tides", "<w:i/>") + run(" &amp; ships."))}</w:footnote>'
WITH_FOOTNOTE = word_file(
    *map(paragraph, ("Workshop on Tides", "3 May 2019", "Marwick", "Opening")),
    paragraph(run("1. The sea rose") + MARK + run(" in ") + link("May", "rId90") + run(".")),
    paragraph("2. Ships came."),
    footnotes=NOTE,
    links={"rId90": "https://may.example/"},
)


def published(content, name):
    return import_text(content, name=name, publish=True)


def words(client, url):
    return " ".join(client.get(url).content.decode().split())


def test_the_reading_view_shows_emphasis_and_links_and_no_hostile_link(client):
    page = words(client, published(TEXT, "tides.md").get_absolute_url())

    assert (
        'The <em>high tide</em> rose, says the <a href="https://tides.example/a" '
        'rel="noopener noreferrer">annex</a> and a trap, &lt;script&gt;alert(1)&lt;/script&gt; '
        "&amp;amp; &lt;b&gt;all&lt;/b&gt;."
    ) in page
    assert "raise the <strong>sills</strong>" in page
    assert "javascript:" not in page


def test_the_page_of_a_recommendation_and_of_a_session_show_the_formatting(client):
    report = published(TEXT, "tides.md")
    recommendation = report.recommendations.in_document_order().first()
    session = report.sessions.in_document_order().last()

    assert "raise the <strong>sills</strong>" in words(client, recommendation.get_absolute_url())
    assert "<em>high tide</em>" in words(client, session.get_absolute_url())


def test_lists_show_the_plain_text_with_the_words_of_the_query_marked(client):
    published(TEXT, "tides.md")

    page = words(client, reverse("site:recommendation-list") + "?q=sills")

    assert "raise the <mark>sills</mark>" in page
    assert "<strong>sills" not in page


def test_the_mark_of_a_footnote_and_the_footnote_lead_to_each_other(client):
    report = published(WITH_FOOTNOTE, "tides.docx")
    url = report.get_absolute_url()

    page = words(client, url)

    assert f'The sea rose<a href="{url}#footnote-1" rel="noopener noreferrer">¹</a> in <a' in page
    footnote = re.search('id="footnote-1">(.*?)</p>', page)[1]
    assert "<span>¹ See <em>Tides</em> &amp; ships.</span>" in footnote
    assert '<a href="#p1">Paragraph 1</a>' in footnote


def test_the_mark_of_a_footnote_on_another_page_leads_to_the_report(client):
    report = published(WITH_FOOTNOTE, "tides.docx")

    page = words(client, report.sessions.first().get_absolute_url())

    assert f'href="{report.get_absolute_url()}#footnote-1"' in page


def test_an_older_version_is_shown_as_plain_text(client):
    report = published(TEXT, "tides.md")
    number = Report.objects.get(pk=report.pk).version

    page = words(client, reverse("site:report-version", args=[report.slug, number]))

    assert "The high tide rose, says the annex" in page


def test_the_api_gives_the_formatted_text_beside_the_plain_text(client):
    published(TEXT, "tides.md")

    (first, second) = client.get("/api/v1/recommendations/").json()["results"][:2]

    assert (first["text"], first["text_html"]) == (
        "raise the sills",
        "raise the <strong>sills</strong>",
    )
    assert second["text"] == "go up."


TABLES = """# Workshop on Tides

3 May 2019

Marwick

## 1. Heights

1. The heights were measured.

| Port    | Height |       |
|---------|--------|-------|
| Marwick | *3* m  | June  |
| Sule    |        | May   |

All ports are named.
"""


def test_the_rows_of_a_table_are_one_table_and_their_text_is_the_plain_text(client):
    report = published(TABLES, "tides.md")
    rows = [p for p in report.paragraphs.order_by("position") if p.cells]

    page = words(client, report.get_absolute_url())

    assert [row.text for row in rows] == ["Port Height", "Marwick 3 m June", "Sule May"]
    (table,) = re.findall('<table class="rows">(.*?)</table>', page)
    for row, cells in zip(
        rows,
        [
            "<td>Port</td> <td>Height</td> <td></td>",
            "<td>Marwick</td> <td><em>3</em> m</td> <td>June</td>",
            "<td>Sule</td> <td></td> <td>May</td>",
        ],
        strict=True,
    ):
        assert f'<tr id="{row.anchor}">' in table
        assert cells in table


def test_a_heading_right_above_its_points_is_shown_once(client):
    import_text(
        "# Workshop on Tides\n\n3 May 2019\n\nMarwick\n\n## Next steps\n\n- Dig wells\n- Publish fees\n",
        name="report.md",
        publish=True,
    )

    page = client.get(Report.objects.get().get_absolute_url()).content.decode()

    assert re.findall(r'<p class="text"[^>]*>\s*Next steps', page) == []
    assert "Dig wells" in page
