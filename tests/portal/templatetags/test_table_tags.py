"""Adjacent rows of a table are shown as one table; other paragraphs stay by themselves."""

from portal.templatetags.table_tags import group_rows
from reports.models import Paragraph

ROW = "<table>\n<tbody>\n<tr>\n{}</tr>\n</tbody>\n</table>"


def paragraph(text, *, voice="document", headlines=()):
    """Return a paragraph, as a row if its text has several words."""
    record = Paragraph(text=text, voice=voice)
    words = text.split()
    if len(words) > 1:
        record.text_html = ROW.format("".join(f"<td>{word}</td>\n" for word in words))
    record.headlines = headlines
    return record


def groups(*paragraphs):
    return [
        (group.columns, [paragraph.text for paragraph in group.paragraphs])
        for group in group_rows(paragraphs)
    ]


def test_rows_with_the_same_count_of_columns_are_one_group():
    rows = [paragraph("a b"), paragraph("c d"), paragraph("e f g")]

    assert groups(*rows) == [(2, ["a b", "c d"]), (3, ["e f g"])]


def test_paragraphs_are_groups_of_one():
    rows = [paragraph("a"), paragraph("b"), paragraph("c d"), paragraph("e"), paragraph("f g")]

    assert groups(*rows) == [
        (0, ["a"]),
        (0, ["b"]),
        (2, ["c d"]),
        (0, ["e"]),
        (2, ["f g"]),
    ]


def test_a_row_with_a_speaker_or_with_recommendations_stays_alone():
    rows = [
        paragraph("a b"),
        paragraph("c d", voice="named"),
        paragraph("e f", headlines=["Lower fees"]),
    ]

    assert groups(*rows) == [(2, ["a b"]), (0, ["c d"]), (0, ["e f"])]
