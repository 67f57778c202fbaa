"""HTML: the text that a browser displays is read, including list numbers."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents import readers
from portal.parsing.source import UnreadableError


def read(body):
    return readers.read("r.html", f"<!doctype html><body>{body}</body>".encode())


def lines(body):
    return [line.text for line in read(body).lines if not line.is_blank]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<p>One.<p>Two.", ["One.", "Two."]),
        ("<p>a<br>b</p>", ["a", "b"]),
        ("<div>a<div>b</div>c</div>", ["a", "b", "c"]),
        ("<p>a &amp; b&nbsp;c</p>", ["a & b c"]),
        ("<p>one\n   two</p>", ["one two"]),
        ("<p>wo<b>r</b>d</p>", ["word"]),
        ("<ol><li>a<li>b</ol>", ["1. a", "2. b"]),
        ('<ol start="5"><li>a<li value="9">b<li>c</ol>', ["5. a", "9. b", "10. c"]),
        ('<ol type="A"><li>a<li>b</ol>', ["A. a", "B. b"]),
        ('<ol type="i" start="4"><li>a</ol>', ["iv. a"]),
        ("<ol reversed><li>a<li>b</ol>", ["2. a", "1. b"]),
        ("<ul><li>a<ul><li>b</ul><li>c</ul>", ["• a", "    • b", "• c"]),
        ("<ol><li><p>a</p><p>b</p></li></ol>", ["1. a", "b"]),
        ("<p>rights<sup>1</sup> and the 2<sup>nd</sup></p>", ["rights¹ and the 2nd"]),
        ("<table><tr><th>a<th>b<tr><td>c<td>d</table>", ["a\tb", "c\td"]),
        ("<table><tr><td>a</table>", ["a"]),
        ("<dl><dt>a<dd>b</dl>", ["a", "b"]),
        ("a<style>p{}</style><script>x()</script><template>t</template>", ["a"]),
        (
            "a<p hidden>b</p><p style='display: none'>c</p><p aria-hidden=true>d</p>",
            ["a"],
        ),
        ("<nav>menu</nav><p>a</p>", ["a"]),
    ],
)
def test_the_text_that_a_browser_displays_is_read(body, expected):
    assert lines(body) == expected


def test_headings_keep_their_rank_and_standalone_bold_lines_rank_lowest():
    source = read("<h1>a</h1><h3>b</h3><p><b>c</b></p><p><b>d</b> e</p><p><b>f.</b></p>")

    assert [(line.text, line.layout.heading) for line in source.lines if line.layout.heading] == [
        ("a", 1),
        ("b", 3),
        ("c", 9),
    ]


def test_content_left_out_is_reported_in_notes():
    source = read("<nav>m</nav><img alt='x'><img><p>a</p><p hidden>b</p>")

    assert [note.reason for note in source.notes] == [
        "1 navigation menu was left out.",
        "2 pictures were left out.",
        "1 hidden part was left out.",
    ]


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>été".encode(), "été"),
        (b"\xef\xbb\xbf<p>\xc3\xa9t\xc3\xa9", "été"),
        (b"<meta charset=iso-8859-1><p>\xe9t\xe9", "été"),
        ("<p>été".encode("utf-16"), "été"),
    ],
)
def test_the_declared_or_detected_encoding_is_used(content, text):
    assert readers.read("r.html", content).text == text


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"<p>\xe9t\xe9", "unknown character encoding. Save it as UTF-8"),
        (b"<p> </p>", "contains no visible text"),
        (b"<b></b>" * 500_001, "has more than 1,000,000 elements"),
    ],
)
def test_an_unreadable_page_is_refused_with_its_reason(content, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        readers.read("r.html", content)


FRONT_MATTER = "---\ntitle: Workshop on Tides\ndate: 3 May 2019\n---\n"


def test_front_matter_at_the_head_of_a_page_keeps_its_lines():
    source = readers.read("r.html", f"{FRONT_MATTER}<h1>Tides</h1><p>The sea rose.</p>".encode())

    assert source.text == f"{FRONT_MATTER}\nTides\n\nThe sea rose."


@pytest.mark.parametrize(
    "page",
    [
        "<p>The sea rose.</p><p>---\ntitle: Tides\n---</p>",
        "---\ntitle: Tides\n<p>The sea rose.</p>",
    ],
)
def test_lines_in_a_page_that_are_no_front_matter_are_a_paragraph(page):
    text = readers.read("r.html", page.encode()).text

    assert "title: Tides" in " ".join(text.split())
    assert "\ntitle: Tides" not in text


WORDS = st.text("abcÄ ", min_size=1, max_size=5)
TAGS = st.sampled_from(["p", "div", "b", "i", "blockquote", "section", "h2", "span"])
TREES = st.recursive(
    WORDS,
    lambda inner: st.tuples(TAGS, st.lists(inner, max_size=3)).map(
        lambda pair: f"<{pair[0]}>{''.join(pair[1])}</{pair[0]}>"
    ),
    max_leaves=8,
)


@given(TREES)
def test_every_word_is_read_exactly_once(tree):
    words = "".join(fragment.split(">")[-1] for fragment in tree.split("<"))

    assert "".join(read(f"end {tree}").text.split()) == "end" + "".join(words.split())
