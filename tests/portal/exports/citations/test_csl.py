"""CSL-JSON: the variables of the standard, and no others."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.exports.citations.citation import Author, one_line
from portal.exports.citations.csl import csl_item, write
from tests.builders.citations import cite_recommendation, cite_report, cite_statement

TITLE = "ARF Workshop on Security, Stability and International Migration"
# Of the standard, version 1.0.2: those that references to reports and parts of them may have.
VARIABLES = {
    *("id", "type", "title", "container-title", "collection-title", "event-title", "event-place"),
    *("author", "chair", "container-author", "publisher", "genre", "section", "version"),
    *("event-date", "issued", "available-date", "accessed", "abstract", "language", "note"),
    *("DOI", "URL"),
}


def test_a_statement_is_a_part_of_the_report_under_its_speaker():
    item = csl_item(cite_statement(accessed=date(2026, 11, 29)))

    assert item == {
        "id": "arf-2015.p13.andrew-bruce",
        "type": "chapter",
        "title": "Paragraph 13",
        "author": [{"literal": "Andrew Bruce"}],
        "container-author": [{"literal": "ASEAN Regional Forum"}],
        "container-title": TITLE,
        "collection-title": "ARF",
        "section": "13",
        "genre": "Statement by a named speaker",
        "chair": [{"literal": "Myanmar"}, {"literal": "United States"}],
        "event-title": TITLE,
        "event-place": "Nay Pyi Taw, Myanmar",
        "event-date": {"date-parts": [[2015, 3, 10], [2015, 3, 11]]},
        "issued": {"date-parts": [[2015, 3, 11]]},
        "available-date": {"date-parts": [[2026, 11, 28]]},
        "accessed": {"date-parts": [[2026, 11, 29]]},
        "publisher": "ASEAN Regional Forum",
        "version": "2",
        "language": "en",
        "abstract": "Labour migration will grow.",
        "note": "Voice: Statement by a named speaker. Co-chairs: Myanmar; United States. Meeting: "
        "Nay Pyi Taw, Myanmar, 10–11 March 2015. Source: Version 2, published 28 November 2026",
        "URL": "https://example.org/reports/arf-2015/paragraphs/p13/",
    }


def test_a_name_is_only_split_where_an_editor_has_told_its_parts_apart():
    authors = (
        Author("Andrew Bruce", is_person=True, family="Bruce", given="Andrew"),
        Author("Song Jiyong", is_person=True),
    )

    assert csl_item(cite_statement(authors=authors))["author"] == [
        {"family": "Bruce", "given": "Andrew"},
        {"literal": "Song Jiyong"},
    ]


def test_every_variable_is_one_of_the_standard():
    citations = [cite_report(doi="10.1234/arf"), cite_statement(), cite_recommendation()]

    assert set().union(*map(csl_item, citations)) - VARIABLES == set()


@given(st.lists(st.text(max_size=40), max_size=4))
def test_a_file_is_one_array_of_references_with_any_text(texts):
    items = json.loads("".join(write(cite_statement(text=text) for text in texts)))

    assert [item.get("abstract", "") for item in items] == [one_line(text) for text in texts]
