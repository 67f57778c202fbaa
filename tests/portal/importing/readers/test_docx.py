"""Word files: what Word shows of them is read, and what is left out is told."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importing import readers
from portal.importing.source import UnreadableError
from tests.portal.importing.readers.word_files import (
    level,
    listed,
    numbered,
    paragraph,
    run,
    table,
    word_file,
)

STYLE = '<w:pStyle w:val="{}"/>'


def read(*blocks, **parts):
    return readers.read("r.docx", word_file(*blocks, **parts))


def lines(source):
    return [line.text for line in source.lines if not line.is_blank]


def headings(source):
    return [
        (line.text, line.layout.heading) for line in source.lines if line.layout.heading
    ]


def notes(source):
    return [one.reason for one in source.notes]


def test_a_paragraph_is_a_line_and_an_empty_line_stands_between_two():
    assert (
        read(paragraph("One."), paragraph(""), paragraph("Two.")).text == "One.\n\nTwo."
    )


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
def test_what_word_shows_is_read(content, text):
    assert read(paragraph(content)).text == text


def test_a_deleted_end_of_paragraph_joins_it_to_the_next():
    deleted = "<w:rPr><w:del/></w:rPr>"

    assert read(paragraph("one", deleted), paragraph("two")).text == "one two"


def test_styles_head_by_their_rank_and_bold_lines_by_themselves_below_them():
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


def test_a_row_of_a_table_is_a_line_with_tabs_between_its_cells():
    source = read(table(["Name", "Country"], ["Ana  Reyes", "Chile"]))

    assert lines(source) == ["Name\tCountry", "Ana Reyes\tChile"]
    assert [line.layout.is_row for line in source.lines if not line.is_blank] == [
        True,
        True,
    ]


@pytest.mark.parametrize("rows", [[["One."], ["Two."]], [["One. " * 80, "Two. " * 80]]])
def test_a_table_that_only_arranges_text_is_read_as_paragraphs(rows):
    source = read(table(*rows))

    assert [line.layout.is_row for line in source.lines if not line.is_blank] == [
        False,
        False,
    ]


def test_cells_that_are_merged_are_read_once_and_tables_in_cells_with_them():
    merged = (
        '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr>' + paragraph("Asia") + "</w:tc>"
        "<w:tc>" + paragraph("Nepal") + "</w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr>"
        + paragraph("") + "</w:tc><w:tc>" + table(["Oman", "2"]) + paragraph("") + "</w:tc></w:tr></w:tbl>"
    )  # fmt: skip

    assert lines(read(merged)) == ["Asia\tNepal", "Oman 2"]


def test_a_footnote_stands_behind_its_paragraph_with_its_mark():
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = f'<w:footnote w:id="2">{paragraph("See the annex.")}</w:footnote>'
    source = read(
        paragraph(run("Rights") + reference), paragraph("Next."), footnotes=note
    )

    assert lines(source) == ["Rights¹", "¹ See the annex.", "Next."]
    assert [one.layout.footnote for one in source.lines if one.layout.footnote] == [1]


def test_a_text_box_is_read_once_behind_the_paragraph_that_holds_it():
    box = f"<w:txbxContent>{paragraph('In the box.')}</w:txbxContent>"
    both = (
        "<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>"
        f"{box}</wps:txbx></w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox>"
        "</w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    source = read(paragraph(run("Beside it.") + both))

    assert lines(source) == ["Beside it.", "In the box."]
    assert notes(source) == [
        "1 text box stand behind the paragraph to which each is fixed."
    ]


def test_every_loss_is_told():
    source = read(
        paragraph(run("a") + f"<w:del>{run('b')}</w:del><w:ins>{run('c')}</w:ins>"),
        paragraph(
            run("d")
            + "<w:r><w:drawing><pic:pic/></w:drawing></w:r><w:r><w:commentReference/></w:r>"
        ),
        header="ASEAN Regional Forum",
    )

    assert notes(source) == [
        "1 deletion that was tracked is left out.",
        "1 picture is left out.",
        "1 comment is left out.",
        "1 insertion that were tracked are taken for accepted.",
        "Heads or feet of the pages say “ASEAN Regional Forum”; they are left out.",
    ]


def test_a_table_of_contents_is_set_aside():
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
def test_no_word_of_the_body_is_lost_and_none_is_added(blocks):
    content = word_file(
        *blocks, paragraph("end"), numbering=listed(level(0, "", "bullet"))
    )
    shown = "".join(
        piece.split("</w:t>")[0]
        for piece in "".join(blocks).split('<w:t xml:space="preserve">')[1:]
    )

    text = readers.read("r.docx", content).text

    assert "".join(text.replace("•", "").split()) == "".join(shown.split()) + "end"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (word_file(paragraph("")), "holds no text"),
        (b"PK\x03\x04" + b"\0" * 40, "is damaged or cut short"),
        (b"%PDF-1.4", "is called .docx, but is a PDF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "before 2007, or one that is locked"),
    ],
)
def test_a_file_that_word_would_not_open_says_why(content, sentence):
    with pytest.raises(UnreadableError, match=sentence):
        readers.read("r.docx", content)
