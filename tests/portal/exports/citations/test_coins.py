"""COinS of the entries of a list."""

from urllib.parse import parse_qsl

from portal.exports.citations.coins import context_object
from tests.builders.citations import cite_report, cite_statement

TITLE = "ARF Workshop on Security, Stability and International Migration"


def test_a_statement_is_an_item_of_the_report():
    assert parse_qsl(context_object(cite_statement())) == [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
        ("rft.genre", "bookitem"),
        ("rft.atitle", "Paragraph 13"),
        ("rft.au", "Andrew Bruce"),
        ("rft.btitle", TITLE),
        ("rft.date", "2015-03-11"),
        ("rft_id", "https://example.org/reports/arf-2015/paragraphs/p13/"),
    ]


def test_a_report_is_named_once():
    pairs = parse_qsl(context_object(cite_report()))

    assert ("rft.genre", "report") in pairs
    assert [value for _, value in pairs].count(TITLE) == 1
