"""The words of a Word file from its XML: what Word prints, where Word prints it."""

import pytest

from portal.documents import readers
from portal.documents.comparison.compare import compare
from portal.documents.second_extraction.docx import extract
from tests.builders.word_files import level, listed, numbered, paragraph, run, table, word_file


def text_of(*blocks, **parts):
    return extract(word_file(*blocks, **parts)).pages[0].split()


@pytest.mark.parametrize(
    ("content", "text"),
    [
        (run("a") + "<w:r><w:tab/></w:r>" + run("b"), "a b"),
        (run("exam") + "<w:r><w:softHyphen/></w:r>" + run("ple"), "example"),
        ('<w:r><w:sym w:font="Symbol" w:char="00E9"/><w:sym w:char="x"/></w:r>', "é"),
        (f"<w:ins>{run('put in')}</w:ins><w:del>{run('gone')}</w:del>", "put in"),
        (f"<w:moveFrom>{run('gone')}</w:moveFrom>{run('here')}", "here"),
        (run("a") + run("secret", "<w:vanish/>") + run("b", '<w:vanish w:val="0"/>'), "ab"),
        (
            '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + run("no")
            + '<w:r><w:fldChar w:fldCharType="separate"/></w:r>' + run("7")
            + '<w:r><w:fldChar w:fldCharType="end"/></w:r>' + run(" days"),
            "7 days",
        ),
        (
            "<w:r><mc:AlternateContent><mc:Choice><w:t>new</w:t></mc:Choice>"
            "<mc:Fallback><w:t>old</w:t></mc:Fallback></mc:AlternateContent></w:r>",
            "new",
        ),
    ],
)  # fmt: skip
def test_what_word_prints_is_extracted(content, text):
    assert text_of(paragraph(content)) == text.split()


def test_a_deleted_paragraph_mark_joins_paragraphs():
    deleted = "<w:rPr><w:del/></w:rPr>"

    assert text_of(paragraph("one", deleted), paragraph("two")) == ["one", "two"]


def test_the_numbers_that_word_counts_precede_their_paragraphs():
    levels = level(0, "%1.") + level(1, "%1.%2)", "lowerRoman")
    points = [numbered("a"), numbered("b", 1), numbered("c", 1), numbered("d"), numbered("e", 1)]

    assert text_of(*points, numbering=listed(levels)) == (
        ["1.", "a", "1.i)", "b", "1.ii)", "c", "2.", "d", "2.i)", "e"]
    )


def test_footnotes_and_boxes_follow_their_paragraph():
    note = '<w:footnote w:id="2"><w:p><w:r><w:t>The note.</w:t></w:r></w:p></w:footnote>'
    reference = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('In a box.')}</w:txbxContent></w:pict></w:r>"

    assert text_of(paragraph(run("Text") + reference + box), paragraph("Next"), footnotes=note) == (
        ["Text1", "1", "The", "note.", "In", "a", "box.", "Next"]
    )


def test_the_second_extraction_agrees_with_the_reader():
    content = word_file(
        paragraph("Fees"), numbered("One."), table(("a", "b"), ("c", "d")),
        numbering=listed(level(0, "%1.", "upperRoman")), header="A head",
    )  # fmt: skip

    assert compare(readers.read("r.docx", content), extract(content)) == []
