"""A report's paragraphs by voice: each a square with a title, without a query of its own."""

import re

import pytest

from portal import reading
from portal.charts.voices import voices
from reports.models import Paragraph
from tests.builders import (
    make_contribution,
    make_paragraph,
    make_person,
    make_report,
    make_session,
)
from tests.portal.charts.pages import charts_of, picture_of, table_of

pytestmark = pytest.mark.django_db


def drawn(report):
    return voices(reading.sessions().filter(report=report))


def squares_of(figure):
    return [
        (one.said.link, one.said.title, one.said.voice)
        for part in figure.picture.parts
        for one in part.squares
    ]


@pytest.fixture
def workshop():
    report = make_report(status="published")
    opening, closing = make_session(report), make_session(report)
    said = make_paragraph(opening, voice="named")
    for name in ("Ana Cruz", "Bo Diaz"):
        make_contribution(said, person=make_person(name))
    make_paragraph(opening, voice="named")
    make_paragraph(closing, voice="agreed")
    make_paragraph(closing, voice="document", number="", position=9, anchor="x")
    return report


def test_a_square_is_titled_with_its_speakers_or_else_with_its_voice(workshop):
    figure = drawn(workshop)

    assert squares_of(figure) == [
        ("#p1", "Paragraph 1: Ana Cruz, Bo Diaz", "named"),
        ("#p2", "Paragraph 2: Named speaker", "named"),
        ("#p3", "Paragraph 3: Agreed by participants", "agreed"),
        ("#x", "Unnumbered paragraph: The report itself", "document"),
    ]
    assert [part.heading.link for part in figure.picture.parts] == [
        session.get_absolute_url() for session in workshop.sessions.all()
    ]


def test_the_legend_names_the_voices_that_occur_in_their_order(workshop):
    assert [voice.label for voice in drawn(workshop).legend] == [
        "Named speaker",
        "Agreed by participants",
        "The report itself",
    ]


def test_every_voice_has_a_mark_of_its_own(client):
    report = make_report(status="published")
    for voice in Paragraph.Voice.values:
        make_paragraph(report=report, voice=voice)

    (chart,) = charts_of(client, report.get_absolute_url())

    marks = re.findall(r'<path class="voice-mark \w+" d="([^"]+)"', chart)
    assert len(marks) == len(set(marks)) == len(Paragraph.Voice.values)


def test_a_square_leads_to_a_paragraph_of_the_page(client, workshop):
    page = client.get(workshop.get_absolute_url()).content.decode()
    (chart,) = charts_of(client, workshop.get_absolute_url())

    for part in (picture_of(chart), table_of(chart)):
        anchors = re.findall(r'<a href="#([^"]+)"', part)
        assert anchors == ["p1", "p2", "p3", "x"]
        assert [f'class="paragraph" id="{one}"' in page for one in anchors] == [
            True
        ] * 4


def test_what_is_copied_into_the_squares_is_drawn_in_the_legend(client, workshop):
    (chart,) = charts_of(client, workshop.get_absolute_url())

    used = set(re.findall(r'<use href="#([^"]+)"', chart))
    assert used == set(re.findall(r'<g id="([^"]+)"', chart))


def test_two_hundred_paragraphs_have_two_hundred_squares(client):
    report = make_report(status="published")
    session = make_session(report)
    Paragraph.objects.bulk_create(
        Paragraph(
            report=report,
            session=session,
            position=number,
            number=str(number),
            anchor=f"p{number}",
            text="Words.",
            voice="document",
        )
        for number in range(1, 201)
    )

    (chart,) = charts_of(client, report.get_absolute_url())

    assert picture_of(chart).count("<use ") == 200


def test_it_costs_no_query_that_the_page_does_not_make(
    workshop, django_assert_num_queries
):
    sessions = reading.sessions().filter(report=workshop)
    for session in sessions:
        list(session.paragraphs.all())

    with django_assert_num_queries(0):
        voices(sessions)


def test_names_and_headings_are_text_however_they_are_spelled(client):
    report = make_report(status="published")
    session = make_session(report, title="<i>Fees</i> & wages")
    said = make_paragraph(session, voice="named")
    make_contribution(said, person=make_person('Ana "<b>" Cruz', slug="ana"))

    (chart,) = charts_of(client, report.get_absolute_url())

    assert {"<i>", "<b>"} & set(re.findall("<.>", chart)) == set()
    assert "Paragraph 1: Ana &quot;&lt;b&gt;&quot; Cruz" in chart
    assert "Session 1: &lt;i&gt;Fees&lt;/i&gt; &amp; wages" in chart


def test_a_report_without_paragraphs_has_no_squares(client):
    report = make_report(status="published")
    assert charts_of(client, report.get_absolute_url()) == []

    make_session(report)

    assert charts_of(client, report.get_absolute_url()) == []
