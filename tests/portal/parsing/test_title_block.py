"""The title block in the layouts that reports have."""

import pytest

from portal.parsing import title_block
from portal.parsing.gazetteer import Vocabulary
from portal.parsing.pipeline import parse_report
from portal.parsing.source import Source

HEADED = "\n\nSession 1: A\n\n1. Text.\n"


def read(text):
    return parse_report(Source("report.md", "text/markdown", text), Vocabulary())


def block_of(text):
    front = read(text).front
    return front.title, front.kind, front.place, str(front.starts_on)


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "# ARF Workshop on Migration, Bangkok, 10-11 March 2015",
            ("ARF Workshop on Migration, Bangkok", "", "", "2015-03-10"),
        ),
        (
            "# Skills Workshop, 10 March 2015\nBangkok",
            ("Skills Workshop", "", "Bangkok", "2015-03-10"),
        ),
        (
            "# Skills Workshop, 10 March 2015\nCo-Chairs' Report",
            ("Skills Workshop", "Co-Chairs' Report", "", "2015-03-10"),
        ),
        (
            "# Report of the ARF Workshop on Migration\n5 May 2015\nHanoi",
            ("Report of the ARF Workshop on Migration", "", "Hanoi", "2015-05-05"),
        ),
        (
            "# Follow-up to the Workshop of 10 March 2014\n5 May 2015\nHanoi",
            (
                "Follow-up to the Workshop of 10 March 2014",
                "",
                "Hanoi",
                "2015-05-05",
            ),
        ),
        (
            "Workshop on Seed Testing\nNairobi, Kenya\n20 to 24 May 2019",
            ("Workshop on Seed Testing", "", "Nairobi, Kenya", "2019-05-20"),
        ),
        (
            "Workshop on Seeds\nMeeting of Kenya, Uganda\n20 May 2019",
            ("Workshop on Seeds Meeting of Kenya, Uganda", "", "", "2019-05-20"),
        ),
        (
            "# Taller de semillas\nLima, 20 de mayo de 2019\nInforme final",
            ("Taller de semillas", "Informe final", "Lima", "2019-05-20"),
        ),
        (
            "# Atelier\nDakar, 20 mai 2019\nRapport de synthèse de l'atelier",
            ("Atelier", "Rapport de synthèse de l'atelier", "Dakar", "2019-05-20"),
        ),
        (
            "---\ntitle: Workshop on Meals\ndate: 2021-06-15\nlocation: Kigali\n---",
            ("Workshop on Meals", "", "Kigali", "2021-06-15"),
        ),
        (
            "# ARF Workshop\nSofitel Inle Lake Hotel, Nay Pyi Taw, Myanmar, 5 May 2015\n"
            "Summary Report of the Workshop",
            (
                "ARF Workshop",
                "Summary Report of the Workshop",
                "Sofitel Inle Lake Hotel, Nay Pyi Taw, Myanmar",
                "2015-05-05",
            ),
        ),
    ],
)
def test_the_title_block_is_split_into_title_kind_place_and_date(lines, expected):
    assert block_of(lines + HEADED) == expected


def test_a_sentence_after_an_empty_line_is_not_part_of_the_title():
    draft = read(
        "Workshop on Skills\n5 May 2015\nHanoi\n\n"
        "The workshop brought together forty people from nine countries.\n\n"
        "They spoke about skills and their recognition.\n"
    )

    assert draft.front.title == "Workshop on Skills"
    assert [paragraph.text for paragraph in draft.paragraphs] == [
        "The workshop brought together forty people from nine countries.",
        "They spoke about skills and their recognition.",
    ]


def test_a_letterhead_in_capitals_is_no_part_of_the_title():
    lines = ["PORTS ADVISORY BOARD", "PAB 2017/3", "Report of the Workshop on Tides"]

    assert title_block.without_letterhead(lines) == ["Report of the Workshop on Tides"]
    assert title_block.without_letterhead(["WORKSHOP ON TIDES"]) == ["WORKSHOP ON TIDES"]
    assert title_block.without_letterhead(["Ports", "Workshop on Tides"]) == [
        "Ports",
        "Workshop on Tides",
    ]


def test_date_and_venue_with_their_keys_are_read():
    draft = parse_report(
        Source(
            "r.txt",
            "text/plain",
            "MINUTES\n\nCommittee on Fees\nDate: 14 March 2022\nVenue: Town Hall, Marwick\n\n1. Opening\n\nAll came.\n",
        ),
        Vocabulary(),
    )

    assert (draft.front.title, draft.front.place) == ("Committee on Fees", "Town Hall, Marwick")
    assert draft.front.starts_on.isoformat() == "2022-03-14"
