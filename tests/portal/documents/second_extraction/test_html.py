"""The visible words of a page, with the numbers of its lists, without a tree of elements."""

import pytest

from portal.documents.second_extraction.html import extract


def words(page):
    return extract(page.encode()).pages[0].split()


@pytest.mark.parametrize(
    ("page", "text"),
    [
        ("<p>Fees<p>costs", "Fees costs"),
        ("<p>F<b>ee</b>s</p>", "Fees"),
        ("<title>T</title><nav><p>Menu</nav><p>Text", "Text"),
        (
            "<div hidden><p>no</div><p style='display: none'>no</p><p aria-hidden=true>no<p>yes",
            "yes",
        ),
        ("<script>no()</script><style>no</style>yes", "yes"),
        ("one<br>two<hr/>three<img alt=no>", "one two three"),
        ("<ol><li>a<li>b<ol type=i start=4><li>c</ol><li value=9>d</ol>", "1. a 2. b iv. c 9. d"),
        ("<ol reversed><li>a<li>b</ol>", "2. a 1. b"),
        ("<ol reversed start=5><li>a<li>b</ol>", "5. a 4. b"),
        ("<ul><li>a</ul>", "• a"),
        ("<table><tr><td>a<td>b<tr><th>c</table>", "a b c"),
        ("<dl><dt>a<dd>b</dl>", "a b"),
        ("<svg><text>no</text><path/></svg>yes", "yes"),
        ("AT&amp;T &eacute;</p></div>", "AT&T é"),
    ],
)
def test_the_text_that_a_browser_shows_is_extracted(page, text):
    assert words(page) == text.split()


def test_a_page_in_another_encoding_is_decoded():
    page = "<meta charset='cp1252'><p>Fées</p>"

    assert extract(page.encode("cp1252")).pages[0].split() == ["Fées"]
    assert extract(page.replace("cp1252", "x").encode("utf-16")).pages[0].split() == ["Fées"]
