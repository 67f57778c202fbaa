"""A document has one outline, whether it comes as text, Markdown, HTML, Word or PDF."""

import pytest

from portal.documents import readers
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.pipeline import parse_report
from tests.builders.format_variants import WRITERS, document

VOCABULARY = Vocabulary(
    organizations=Gazetteer.of([(name.lower(), [name]) for name in ("Norway", "Chad", "Kenya")])
)
DOCUMENTS = {
    "bullets under a lead-in": """
        = Report of the Workshop on Coastal Wells
        Marwick, 8-10 September 2015
        == 1. Introduction
        The workshop was held in Marwick. It was attended by 40 participants from 12 countries.
        Ana Lund, Director of Ports of Norway, noted that fees are high and that wells run dry in summer.
        == 2. Discussion
        Participants discussed tide tables and their use in small ports. Many felt that the tables should be shared more widely among all the ports of the region, and that the costs should be borne by all.
        == 3. Recommendations
        The participants recommended that:
        - States share their tide tables
        - Ports publish their fees
        -- every year
        -- in all languages
        - The secretariat prepare a register of wells
        == Annex 1: List of participants
        Ana Lund, Director of Ports, Norway
        Cy Marsh, Ministry of Water, Chad
        """,
    "numbered paragraphs and letters": """
        = Report of the Seminar on Tides
        Port Vila, 3 March 2014
        == I. Introduction
        1. The seminar was opened by Mr. Cy Marsh, Minister of Water of Chad, who welcomed all participants to the seminar.
        2. Norway said that tides are rising. Chad, supported by Kenya, asked for more wells.
        == II. Conclusions and recommendations
        3. The seminar made the following recommendations:
        (a) Map all wells (Norway, Chad);
        (b) Share tide tables with the other States of the region, and publish them at least once a year in all languages (Kenya).
        4. The seminar was closed at noon.
        """,
    "running text": """
        = Summary of the Meeting on Fees
        Nairobi, 4 May 2016
        == Background
        Fees differ. The meeting was convened to compare them.
        == Session 1: Fees of ports
        Dr. Eva Tan, Professor at the University of Marwick, presented a survey. She noted that fees differ.
        In the discussion, several participants asked for data.
        == Session 2: Fees of wells
        Mr. Bo Reyes of the Harbour Trust described the costs of wells.
        The meeting recommends that all ports publish their fees every year.
        == Next steps
        1. Circulate the report
        2. Collect comments by June
        """,
    "levels": """
        = Workshop on Skills
        Bangkok, 2-3 March 2019
        == Session 1: Skills
        1. Ms. Ana Cruz, Director of Skills of Kenya, noted the need for training in all the ports of the region.
        == Recommendations
        2. Participants agreed on the following recommendations:
        % A. National Level:
        - Train all workers
        - Fund schools
        % B. Regional Level:
        - Recognize skills
        3. The workshop thanked the host.
        """,
    "minutes and a table": """
        = Minutes of the Meeting on Wells
        Held in Oslo on 7 June 2018
        == Participants
        | Name | Body | Country
        | Ana Lund | Ports Authority | Norway
        | Cy Marsh | Ministry of Water | Chad
        == Discussion
        Ana: Fees are high.
        Cy: Wells are dry.
        Ana: The fees pay for the wells that the ports dig.
        == Action items
        1. Ana will circulate the tables
        2. Cy will map the wells
        """,
}


def outline_of(draft):
    front = draft.front
    return {
        "front": (front.title, front.kind, front.place, front.starts_on, front.ends_on),
        "sessions": [(found.kind, found.number, found.title) for found in draft.sessions],
        "paragraphs": [
            (
                paragraph.number,
                paragraph.text,
                paragraph.voice,
                [speaker.name for speaker in paragraph.speakers],
                paragraph.speaking_organizations,
            )
            for paragraph in draft.paragraphs
        ],
        "recommendations": [
            (found.reference, found.level, found.parent, found.text, found.subjects)
            for found in draft.recommendations
        ],
        "people": [
            (person.name, person.position, person.organizations)
            for person in [*draft.speakers, *draft.participants]
        ],
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_format_gives_the_same_outline(name):
    parts = document(DOCUMENTS[name])

    outlines = {
        extension: outline_of(
            parse_report(readers.read(f"report.{extension}", write(parts)), VOCABULARY)
        )
        for extension, write in WRITERS.items()
    }

    assert outlines == dict.fromkeys(WRITERS, outlines["txt"])
    assert outlines["txt"]["recommendations"] != []
