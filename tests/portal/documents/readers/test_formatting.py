"""Emphasis, links and footnote marks are the same in every format, as spans over the text."""

import pytest

from portal.documents import readers
from tests.builders.pdf_files import Runs, Type, printed
from tests.builders.word_files import link, paragraph, run, table, word_file

ADDRESS = "https://tides.example/a?b=1&c=2"
EMPHASIS, STRONG = "<w:i/>", "<w:b/>"
EXPECTED = [
    ("strong", "ports", ""),
    ("emphasis", "high tide", ""),
    ("link", "annex", ADDRESS),
]


def formatting(name, content):
    source = readers.read(name, content)
    return [
        (span.kind, source.text[span.start : span.end], span.target) for span in source.formatting
    ]


def docx_formatting(*blocks, **parts):
    return formatting("r.docx", word_file(*blocks, **parts))


SENTENCE = (
    ("", "In the ", ""),
    ("strong", "ports", ""),
    ("", ", the ", ""),
    ("emphasis", "high tide", ""),
    ("", " rose, says the ", ""),
    ("", "annex", ADDRESS),
    ("", ", to the sills.", ""),
)
FORMATS = {
    "r.md": f"In the **ports**, the *high tide* rose, says the [annex]({ADDRESS}), to the sills.",
    "r.html": "<p>In the <b>ports</b>, the <em>high\ntide</em> rose, says the "
    f"<a href='{ADDRESS}'>annex</a>, to the sills.</p>",
    "r.docx": word_file(
        paragraph(
            run("In the ") + run("ports", STRONG) + run(", the ") + run("high ", EMPHASIS)
            + run("tide", EMPHASIS) + run(" rose, says the ") + link("annex", "rId90")
            + run(", to the sills.")
        ),
        links={"rId90": ADDRESS},
    ),
    "r.pdf": printed([Runs(SENTENCE, 640), Type("More of it.", 600)]),
}  # fmt: skip


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_emphasis_and_links_are_read_from_every_format(name):
    content = FORMATS[name]
    content = content if isinstance(content, bytes) else content.encode()

    assert formatting(name, content) == EXPECTED


def test_the_text_is_that_of_the_file_without_formatting():
    plain = word_file(paragraph("In the ports."))
    formatted = word_file(paragraph(run("In the ") + run("ports", STRONG) + run(".")))

    assert readers.read("r.docx", plain).text == readers.read("r.docx", formatted).text


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (run("a") + run(" bold ", STRONG) + run("z"), [("strong", "bold", "")]),
        (run("a ") + run("b", STRONG + EMPHASIS), [("emphasis", "b", ""), ("strong", "b", "")]),
        (run("a ") + run("b", '<w:b w:val="0"/>'), []),
        (run("a ") + run("b", '<w:rStyle w:val="Emphasis"/>'), [("emphasis", "b", "")]),
        (run("a ") + run("b", '<w:rStyle w:val="Emphasis"/><w:i w:val="0"/>'), []),
        (run("a ") + link("b", "rId99"), []),
        (f'{run("a ")}<w:hyperlink w:anchor="top">{run("b")}</w:hyperlink>', []),
        (
            run("a ") + '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>'
            ' HYPERLINK "https://a.example/" </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("b")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" c"),
            [("link", "b", "https://a.example/")],
        ),
        (
            f'{run("a ")}<w:fldSimple w:instr=\' HYPERLINK "https://a.example/" \'>{run("b")}'
            "</w:fldSimple>",
            [("link", "b", "https://a.example/")],
        ),
        (run("a ") + run("e", STRONG) + run("\u0301"), []),
    ],
)  # fmt: skip
def test_runs_styles_and_fields_of_word_give_the_format(content, expected):
    assert docx_formatting(paragraph(content)) == expected


def test_a_label_and_a_heading_have_no_format():
    bold_line = paragraph(run("Opening", STRONG))
    numbered_line = paragraph(run("1. ") + run("Tides", EMPHASIS) + run(" rose."))

    assert docx_formatting(bold_line, numbered_line) == [("emphasis", "Tides", "")]


def test_the_cells_of_a_row_keep_their_formats():
    rows = table(["Port", "Tide"], ["Marwick", run("high", EMPHASIS)])

    html = b"<table><tr><td>a</td><td>b <i>c</i></td></tr></table>"

    assert ("emphasis", "high", "") in docx_formatting(rows)
    assert ("emphasis", "c", "") in formatting("r.html", html)


def test_the_mark_of_a_footnote_leads_to_its_text():
    note = f'<w:footnote w:id="2">{paragraph(run("See ") + run("Tides", EMPHASIS))}</w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'

    source = readers.read(
        "r.docx", word_file(paragraph(run("It rose") + mark + run(".")), footnotes=note)
    )

    assert source.text == "It rose¹.\n\n¹ See Tides"
    assert [(span.kind, span.start, span.end, span.target) for span in source.formatting] == [
        ("footnote", 7, 8, "11"),
        ("emphasis", 17, 22, ""),
    ]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<p>a <i>b</i>c</p>", [("emphasis", "b", "")]),
        ("<i><div>one</div><div>two</div></i> three", [("emphasis", "one\n\ntwo", "")]),
        ("<h2>A <em>b</em></h2>", []),
        ("<ol><li>a <b>b</b></li></ol>", [("strong", "b", "")]),
        ("<p>a <a href='#x'>b</a> <a href='/c'>c</a> <a href='javascript:x()'>d</a></p>", []),
        ("<p>a <a href='https://a.example/'>b <b>c</b></a></p>", [("link", "b c", "https://a.example/"), ("strong", "c", "")]),
    ],
)  # fmt: skip
def test_elements_of_a_page_give_the_format(page, expected):
    assert formatting("r.html", page.encode()) == expected


def test_a_word_broken_across_lines_of_a_pdf_keeps_its_format():
    lines = [
        Runs((("", "The work of the port authority was called ", ""), ("emphasis", "coope-", "")), 640),
        Runs((("emphasis", "ration here", ""), ("", " and cooperation elsewhere.", "")), 628),
    ]  # fmt: skip

    assert formatting("r.pdf", printed(lines)) == [("emphasis", "coope-ration\nhere", "")]


def test_a_comma_between_two_words_in_italics_of_a_pdf_may_be_upright():
    runs = (
        ("", "The panels ", ""),
        ("emphasis", "(Ports", ""),
        ("", ", ", ""),
        ("emphasis", "Policy.)", ""),
    )

    assert formatting("r.pdf", printed([Runs(runs, 640), Type("More of it.", 600)])) == [
        ("emphasis", "(Ports", ""),
        ("emphasis", "Policy.)", ""),
    ]


@pytest.mark.parametrize(
    ("name", "content", "mark", "footnote"),
    [
        ("r.md", "The tide rose.[^a] It fell.\n\n[^a]: In *May*,\n    or June.\n\nEnd.\n", "[^a]", "[^a]: In *May*,\n    or June."),
        ("r.html", "<p>It rose.<sup><a href='#n1'>1</a></sup></p><ol><li id='n1'><p>In <i>May</i>.</p></li></ol><p>End.</p>", "¹", "1. In May."),
        ("r.html", "<p>It rose.<a href='#n1'><sup>[1]</sup></a></p><div id='n1'>1 In May.</div><p>End.</p>", "¹", "1 In May."),
    ],
)  # fmt: skip
def test_footnotes_of_markdown_and_of_pages_are_found_by_their_marks(name, content, mark, footnote):
    source = readers.read(name, content.encode())

    (span,) = [span for span in source.formatting if span.kind == "footnote"]
    assert source.text[span.start : span.end] == mark
    assert source.text[int(span.target) :].split("\n\n")[0] == footnote
    lines = [line.text for line in source.lines if line.layout.footnote == 1]
    assert "\n".join(lines) == footnote


def test_a_superscript_that_leads_nowhere_or_a_link_that_is_no_mark_makes_no_footnote():
    page = b"<p>Ten m<sup>2</sup>, see <a href='#n1'>1</a>.</p><div id='n1'>1 In May.</div>"

    source = readers.read("r.html", page)

    assert source.formatting == ()
    assert not any(line.layout.footnote for line in source.lines)
