"""Masking the text of a file where its records tell more than its characters."""

from portal.redaction.passages import Matcher
from portal.redaction.source_text import mask_with_records

TEXT = "1. As Ana\n\nPage 3\n\nCruz said, Cruz."


def test_a_passage_is_masked_although_a_page_head_stands_between_its_words():
    head = TEXT.index("Page 3")
    records = [([[3, len(TEXT)]], "As Ana Cruz said, Cruz.")]

    masked = mask_with_records(TEXT, records, [[[head, head + 6]]], Matcher.of(["Ana Cruz"]))

    assert masked == "1. As ▮▮▮\n\nPage 3\n\n▮▮▮▮ said, Cruz."


def test_a_passage_is_masked_although_a_footnote_stands_between_its_spans():
    start, end = TEXT.index("Page"), TEXT.index("Cruz")
    records = [([[3, start], [end, len(TEXT)]], "As Ana Cruz said, Cruz.")]

    masked = mask_with_records(TEXT, records, [], Matcher.of(["Ana Cruz"]))

    assert masked == "1. As ▮▮▮\n\nPage 3\n\n▮▮▮▮ said, Cruz."


def test_a_record_that_an_editor_has_changed_masks_nothing_else():
    records = [([[3, len(TEXT)]], "Ana Cruz was added by an editor.")]

    assert mask_with_records(TEXT, records, [], Matcher.of(["Eva Cruz"])) == TEXT
