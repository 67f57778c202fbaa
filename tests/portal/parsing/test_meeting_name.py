"""The acronym in the title means the meeting."""

import pytest

from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.meeting_name import MeetingName
from portal.parsing.pipeline import parse_report
from portal.parsing.source import Source


@pytest.mark.parametrize(
    ("title", "acronym"),
    [
        ("Report of the Workshop on Tides (WKTIDE)", "WKTIDE"),
        ("Workshop on Tides (Marwick)", ""),
        ("Note on the Port Authority (PA)", ""),
        ("Workshop on Tides", ""),
    ],
)
def test_the_acronym_of_a_meeting_stands_in_brackets_in_its_title(title, acronym):
    assert MeetingName.of(title, Gazetteer({})).acronym == acronym


def test_the_acronym_of_a_body_is_not_the_name_of_its_meeting():
    bodies = Gazetteer.of([("pa", ["Port Authority", "PA"])])

    assert MeetingName.of("Workshop of the Port Authority (PA)", bodies) == MeetingName()


def test_the_acronym_is_spelled_out_wherever_it_is_a_word():
    meeting = MeetingName("WKTIDE")

    assert meeting.spelled_out("The WKTIDE met. WKTIDE recommends WKTIDES.") == (
        "The workshop met. The workshop recommends WKTIDES."
    )
    assert MeetingName().spelled_out("WKTIDE met.") == "WKTIDE met."


def test_the_acronym_of_the_meeting_recommends_as_the_meeting_does():
    text = (
        "Report of the Workshop on Tides (WKTIDE)\nMarwick, 3 May 2021\n\nSession 1: Water\n\n"
        "WKTIDE recommends that ports publish all their fees.\n\nWKTIDE recommends the following:\n\n"
        "1 ) Dig new wells.\n2 ) Publish fees.\n"
    )

    draft = parse_report(Source("r.txt", "text/plain", text), Vocabulary())

    assert [found.text for found in draft.recommendations] == [
        "WKTIDE recommends that ports publish all their fees.",
        "Dig new wells.",
        "Publish fees.",
    ]
