"""RIS entries: an independent parser reads back what was written, whatever the text holds."""

from dataclasses import replace
from datetime import date

import rispy
from hypothesis import example, given
from hypothesis import strategies as st

from portal.exports.citations.citation import one_line
from portal.exports.citations.ris import entry, write
from tests.builders.citations import REPORT, cite_recommendation, cite_report, cite_statement


def test_a_recommendation_is_a_part_of_the_report_with_its_voice_and_number():
    lines = entry(cite_recommendation(accessed=date(2026, 11, 29))).split("\r\n")

    assert lines == [
        "TY  - CHAP",
        "ID  - arf-2015.r.21.C.3.b",
        "TI  - Recommendation 21.C.3.b",
        "AU  - Participants",
        "T2  - ARF Workshop on Security, Stability and International Migration",
        "SE  - 21.C.3.b",
        "AB  - Standardize recruitment practices.",
        "T3  - ARF",
        "PY  - 2015",
        "DA  - 2015/03/11",
        "PB  - ASEAN Regional Forum",
        "CY  - Nay Pyi Taw, Myanmar",
        "M3  - Regional recommendation agreed by participants",
        "ET  - Version 2",
        "LA  - en",
        "N1  - Voice: Text agreed by participants. Co-chairs: Myanmar; United States. Meeting: Nay "
        "Pyi Taw, Myanmar, 10–11 March 2015. Source: Version 2, published 28 November 2026",
        "UR  - https://example.org/recommendations/arf-2015/21.C.3.b/",
        "Y2  - 2026/11/29",
        "ER  - ",
        "",
    ]


@given(st.text(max_size=60))
@example("First.\r\nER  - \r\nTY  - BOOK")
@example("\u2028AU  - Nobody")
def test_any_text_is_parsed_back_equal(text):
    citation = cite_statement(text=text, report=replace(REPORT, place=text))

    (parsed,) = rispy.loads(entry(citation))

    assert (parsed.get("abstract", ""), parsed.get("place_published", "")) == (one_line(text),) * 2


def test_a_file_has_an_entry_for_each_reference():
    citations = [cite_report(), cite_statement(), cite_recommendation()]

    parsed = rispy.loads("".join(write(citations)))

    assert [(item["type_of_reference"], item["id"]) for item in parsed] == [
        ("RPRT", "arf-2015"),
        ("CHAP", "arf-2015.p13.andrew-bruce"),
        ("CHAP", "arf-2015.r.21.C.3.b"),
    ]
