"""Word files: the text that Word displays is read, and omissions are reported in notes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents import readers
from portal.parsing.source import UnreadableError
from tests.builders.word_files import level, listed, numbered, paragraph, run, table, word_file

STYLE = '<w:pStyle w:val="{}"/>'


def read(*blocks, **parts):
    return readers.read("r.docx", word_file(*blocks, **parts))


def lines(source):
    return [line.text for line in source.lines if not line.is_blank]


def headings(source):
    return [(line.text, line.layout.heading) for line in source.lines if line.layout.heading]


def notes(source):
    return [note.reason for note in source.notes]


def test_paragraphs_become_lines_separated_by_an_empty_line():
    assert read(paragraph("One."), paragraph(""), paragraph("Two.")).text == "One.\n\nTwo."


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("a") + "<w:r><w:tab/></w:r>" + run("b"), "a\tb"),
        (run("a") + "<w:r><w:br/></w:r>" + run("b"), "a\nb"),
        (run("a") + "<w:r><w:noBreakHyphen/></w:r>" + run("b"), "a-b"),
        (run("exam") + "<w:r><w:softHyphen/></w:r>" + run("ple"), "example"),
        ('<w:r><w:sym w:font="Wingdings" w:char="F0E0"/></w:r>', "→"),
        (f"<w:hyperlink>{run('a link')}</w:hyperlink>", "a link"),
        (f"<w:smartTag>{run('Rome')}</w:smartTag>", "Rome"),
        (f"<w:sdt><w:sdtContent>{run('chosen')}</w:sdtContent></w:sdt>", "chosen"),
        (f'<w:fldSimple w:instr=" DATE ">{run("2 May")}</w:fldSimple>', "2 May"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>PAGE</w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("7")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
            "7",
        ),
        (f"<w:ins>{run('put in')}</w:ins>", "put in"),
        (run("a") + f"<w:del>{run('gone')}</w:del>", "a"),
        (f"<w:moveTo>{run('here')}</w:moveTo>", "here"),
        (run("a") + run("secret", "<w:vanish/>"), "a"),
    ],
)  # fmt: skip
def test_the_text_that_word_displays_is_read(content, text):
    assert read(paragraph(content)).text == text


def test_a_deleted_paragraph_mark_joins_the_paragraph_to_the_next():
    deleted = "<w:rPr><w:del/></w:rPr>"

    assert read(paragraph("one", deleted), paragraph("two")).text == "one two"


def test_heading_styles_keep_their_rank_and_standalone_bold_lines_rank_lowest():
    source = read(
        paragraph("The Report", STYLE.format("Title")),
        paragraph("Session 1", STYLE.format("Heading1")),
        paragraph("Within it", STYLE.format("Heading3")),
        paragraph(run("Bold by itself", "<w:b/>")),
        paragraph(run("Bold, but a sentence.", "<w:b/>")),
        paragraph(run("Bold", "<w:b/>") + run(" and not")),
        paragraph("An outline level", '<w:outlineLvl w:val="1"/>'),
    )

    assert headings(source) == [
        ("The Report", 1),
        ("Session 1", 1),
        ("Within it", 3),
        ("Bold by itself", 9),
        ("An outline level", 2),
    ]


def test_a_table_row_is_a_line_with_tabs_between_its_cells():
    source = read(table(["Name", "Country"], ["Ana  Reyes", "Chile"]))

    assert lines(source) == ["Name\tCountry", "Ana Reyes\tChile"]
    assert [line.layout.is_row for line in source.lines if not line.is_blank] == [
        True,
        True,
    ]


@pytest.mark.parametrize("rows", [[["One."], ["Two."]], [["One. " * 80, "Two. " * 80]]])
def test_a_layout_table_is_read_as_paragraphs(rows):
    source = read(table(*rows))

    assert [line.layout.is_row for line in source.lines if not line.is_blank] == [
        False,
        False,
    ]


def test_merged_cells_are_read_once_and_nested_tables_within_their_cell():
    merged = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Asia") + "</w:tc>"
        "<w:tc>" + paragraph("Nepal") + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
        + paragraph("") + "</w:tc><w:tc>" + table(["Oman", "2"]) + paragraph("") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip

    assert lines(read(merged)) == ["Asia\tNepal", "Oman 2"]


def test_a_footnote_follows_its_paragraph_with_its_mark():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("See the annex.")}</w:footnote>'
    source = read(paragraph(run("Rights") + reference), paragraph("Next."), footnotes=note)

    assert lines(source) == ["Rights¹", "¹ See the annex.", "Next."]
    assert [line.layout.footnote for line in source.lines if line.layout.footnote] == [1]


def test_a_text_box_is_read_once_after_its_paragraph():
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(paragraph(run("Beside it.") + both))

    assert lines(source) == ["Beside it.", "In the box."]
    assert notes(source) == ["Placed after the anchor paragraph: 1 text box."]


def test_content_left_out_or_assumed_is_reported_in_notes():
    source = read(
        paragraph(run("a") + f"<w:del>{run('b')}</w:del><w:ins>{run('c')}</w:ins>"),
        paragraph(
            run("d")
            + "<w:r><w:drawing><pic:pic/></w:drawing></w:r><w:r><w:commentReference/></w:r>"
        ),
        header="ASEAN Regional Forum",
    )

    assert notes(source) == [
        "1 tracked deletion was left out.",
        "1 picture was left out.",
        "1 comment was left out.",
        "Accepted: 1 tracked insertion.",
        "Page headers or footers with “ASEAN Regional Forum” were left out.",
    ]


def test_table_of_contents_entries_stay_lines_of_the_source():
    source = read(paragraph("Contents 2", STYLE.format("TOC1")), paragraph("Text."))

    assert lines(source) == ["Contents 2", "Text."]


WORDS = st.text("abc ÄÖ’", min_size=1, max_size=6).filter(str.strip)
PARAGRAPHS = st.lists(WORDS, max_size=3).map(
    lambda texts: paragraph("".join(map(run, texts)) or run(""))
)
BLOCKS = st.one_of(
    PARAGRAPHS,
    WORDS.map(numbered),
    st.lists(st.lists(WORDS, min_size=2, max_size=2), min_size=1, max_size=2).map(
        lambda rows: table(*rows)
    ),
)


@given(st.lists(BLOCKS, min_size=1, max_size=6))
def test_reading_loses_and_adds_no_word_of_the_body(blocks):
    content = word_file(*blocks, paragraph("end"), numbering=listed(level(0, "", "bullet")))
    expected = "".join(
        fragment.split("</w:t>")[0]
        for fragment in "".join(blocks).split('<w:t xml:space="preserve">')[1:]
    )

    text = readers.read("r.docx", content).text

    assert "".join(text.replace("•", "").split()) == "".join(expected.split()) + "end"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (word_file(paragraph("")), "contains no text"),
        (b"PK\x03\x04" + b"\0" * 40, "is damaged or incomplete"),
        (b"%PDF-1.4", "has the file extension .docx, but is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "created before Word 2007 or is password-protected"),
    ],
)
def test_an_unreadable_word_file_is_refused_with_its_reason(content, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        readers.read("r.docx", content)
