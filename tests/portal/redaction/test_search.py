"""Finding the rows with a passage: everything is read once, and no record again for each file."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.redaction.passages import Matcher
from portal.redaction.search import find
from reports.models import SourceDocument
from tests.builders.records import make_paragraph, make_report, make_session, make_source
from tests.builders.redactions import redact
from tests.builders.seminar import seminar

pytestmark = pytest.mark.django_db
TEXT = "1. As Ana\n\nPage 3\n\nCruz said."


def make_file_with_record(text, record):
    """Return the document of a report with a paragraph that was read from all of its text."""
    report = make_report()
    make_paragraph(make_session(report), text=record, spans=[[0, len(text)]])
    head = text.find("Page 3")
    if head >= 0:
        report.parts.create(kind="discard", spans=[[head, head + 6]], text="Page 3", reason="head")
    return make_source(report, text)


def count_queries(matcher):
    with CaptureQueriesContext(connection) as queries:
        find(matcher)
    return len(queries)


def test_files_without_a_passage_in_their_records_cost_no_queries():
    seminar()
    matcher = Matcher.of(["Ana Cruz"])
    before = count_queries(matcher)

    for text in ("Training is dear.", "Training is cheap.", "Training is free."):
        make_file_with_record(text, text)

    assert count_queries(matcher) == before


def test_a_passage_is_masked_in_a_text_that_interrupts_it_and_in_one_without_records():
    interrupted = make_file_with_record(TEXT, "As Ana Cruz said.")
    alone = make_source(make_report(), "Ana Cruz, in no record.")
    other = make_file_with_record(
        "1. As Ana\n\nPage 3\n\nLee said, Cruz.", "As Ana Lee said, Cruz."
    )

    redact("Ana Cruz")

    texts = dict(SourceDocument.objects.values_list("pk", "text"))
    assert texts[interrupted.pk] == "1. As ▮▮▮\n\nPage 3\n\n▮▮▮▮ said."
    assert texts[alone.pk] == "▮▮▮ ▮▮▮▮, in no record."
    assert "Ana\n\nPage 3\n\nLee said, Cruz." in texts[other.pk]
