"""References as text: golden texts of the first report's kinds, read by eye once."""

from dataclasses import replace
from datetime import date
from threading import Thread

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.exports.citations.citation import one_line
from portal.exports.citations.text import FOOTNOTE, STYLES, text_of
from tests.builders.citations import REPORT, cite_recommendation, cite_report, cite_statement

TITLE = "ARF Workshop on Security, Stability and International Migration"
PLACE = "Nay Pyi Taw, Myanmar"
SITE = "https://example.org"
GOLDEN = {
    "report": (
        cite_report(),
        f"ASEAN Regional Forum, “{TITLE}”, Co-Chairs’ Summary Report, {PLACE}, 10–11 March 2015, "
        f"version 2. Available at {SITE}/reports/arf-2015/.",
        f"ASEAN Regional Forum. (2015). {TITLE} (Version 2) [Co-Chairs’ Summary Report]. "
        f"ASEAN Regional Forum. {SITE}/reports/arf-2015/",
        f"ASEAN Regional Forum. {TITLE}. Co-Chairs’ Summary Report. Version 2. 10–11 March 2015, "
        f"{PLACE}. ASEAN Regional Forum, 2015. {SITE}/reports/arf-2015/.",
    ),
    "statement": (
        cite_statement(),
        f"Andrew Bruce, Paragraph 13, statement by a named speaker, in “{TITLE}”, {PLACE}, "
        f"10–11 March 2015, version 2. Available at {SITE}/reports/arf-2015/paragraphs/p13/.",
        f"Andrew Bruce. (2015). Paragraph 13 [Statement by a named speaker]. In {TITLE} (Version 2)"
        f". ASEAN Regional Forum. {SITE}/reports/arf-2015/paragraphs/p13/",
        f"Andrew Bruce. “Paragraph 13”. Statement by a named speaker to {TITLE}, version 2. "
        f"10–11 March 2015, {PLACE}. ASEAN Regional Forum, 2015. "
        f"{SITE}/reports/arf-2015/paragraphs/p13/.",
    ),
    "recommendation": (
        cite_recommendation(),
        "Participants, Recommendation 21.C.3.b, regional recommendation agreed by participants, in "
        f"“{TITLE}”, {PLACE}, 10–11 March 2015, version 2. Available at "
        f"{SITE}/recommendations/arf-2015/21.C.3.b/.",
        "Participants. (2015). Recommendation 21.C.3.b [Regional recommendation agreed by "
        f"participants]. In {TITLE} (Version 2). ASEAN Regional Forum. "
        f"{SITE}/recommendations/arf-2015/21.C.3.b/",
        "Participants. “Recommendation 21.C.3.b”. Regional recommendation agreed by participants to"
        f" {TITLE}, version 2. 10–11 March 2015, {PLACE}. ASEAN Regional Forum, 2015. "
        f"{SITE}/recommendations/arf-2015/21.C.3.b/.",
    ),
}


@pytest.mark.parametrize("kind", GOLDEN)
def test_a_reference_reads_as_its_style_prints_it(kind):
    citation, *texts = GOLDEN[kind]

    assert [text_of(citation, style) for style in STYLES] == texts


def test_the_footnote_states_the_day_of_access_last():
    text = text_of(cite_statement(accessed=date(2026, 11, 29)), FOOTNOTE)

    assert text.endswith("/paragraphs/p13/ (accessed 29 November 2026).")


def test_a_doi_is_part_of_every_style():
    citation = cite_report(doi="10.1234/arf")

    texts = [text_of(citation, style) for style in STYLES]

    assert ["https://doi.org/10.1234/arf" in text for text in texts] == [True] * 3


def test_a_reference_without_an_author_says_so_and_prints_its_title_once():
    texts = [text_of(cite_statement(authors=()), style) for style in STYLES]

    assert [(text.count("Author not stated"), text.count("Paragraph 13")) for text in texts] == [
        (1, 1)
    ] * 3


@settings(max_examples=30)
@given(st.text(min_size=1, max_size=40))
def test_the_footnote_of_any_title_is_one_line(title):
    citation = cite_statement(report=replace(REPORT, title=title))

    text = text_of(citation, FOOTNOTE)

    assert text == one_line(text)


def test_threads_that_write_at_once_do_not_mix_their_references():
    citations = [cite_statement(title=f"Paragraph {number}") for number in range(8)]
    expected = [text_of(citation, FOOTNOTE) for citation in citations]
    written = {}

    def write(index):
        written[index] = [text_of(citations[index], FOOTNOTE) for _ in range(20)]

    threads = [Thread(target=write, args=[index]) for index in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert [set(written[index]) for index in range(8)] == [{text} for text in expected]
