"""The voice strip: a titled square for each paragraph of a report, by voice."""

import re

import pytest
from django.conf import settings

from portal.content import prefetch
from portal.site.charts.voice_strip import voice_strip
from reports.models import Paragraph
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_person,
    make_report,
    make_session,
)
from tests.harness.chart_pages import charts_of

pytestmark = pytest.mark.django_db


def strip_of(report):
    return voice_strip(prefetch.sessions().filter(report=report))


def squares_of(figure):
    return [
        (mark.url, mark.title, mark.voice) for session in figure.chart for mark in session.marks
    ]


@pytest.fixture
def workshop():
    report = make_report(status="published")
    opening, closing = make_session(report), make_session(report)
    paragraph = make_paragraph(opening, voice="named")
    for name in ("Ana Cruz", "Bo Diaz"):
        make_contribution(paragraph, person=make_person(name))
    make_paragraph(opening, voice="named")
    make_paragraph(closing, voice="agreed")
    make_paragraph(closing, voice="document", number="", position=9, anchor="x")
    return report


def test_a_voice_strip_square_is_titled_with_its_speakers_or_its_voice(workshop):
    figure = strip_of(workshop)

    assert squares_of(figure) == [
        ("#p1", "Paragraph 1: Ana Cruz, Bo Diaz", "named"),
        ("#p2", "Paragraph 2: Named speaker", "named"),
        ("#p3", "Paragraph 3: Agreed by participants", "agreed"),
        ("#x", "Unnumbered paragraph: Report text", "document"),
    ]
    assert [session.url for session in figure.chart] == [
        session.get_absolute_url() for session in workshop.sessions.all()
    ]


def test_the_voice_strip_legend_lists_the_occurring_voices_in_order(workshop):
    assert [voice.label for voice in strip_of(workshop).legend] == [
        "Named speaker",
        "Agreed by participants",
        "Report text",
    ]


def test_every_voice_has_a_distinct_mark_in_the_style_sheet():
    sheet = (settings.BASE_DIR / "static/portal.css").read_text(encoding="utf-8")

    marks = dict(re.findall(r'\.voice-mark\.(\w+)::before { content: "(.)"; }', sheet))
    assert set(marks) == set(Paragraph.Voice.values)
    assert len(set(marks.values())) == len(marks)


def test_every_voice_strip_square_links_to_a_paragraph_on_the_page(client, workshop):
    page = client.get(workshop.get_absolute_url()).content.decode()
    (chart,) = charts_of(client, workshop.get_absolute_url())

    for part in (chart[: chart.index("<table")], chart[chart.index("<table") :]):
        anchors = re.findall(r'href="#([^"]+)"', part)
        assert anchors == ["p1", "p2", "p3", "x"]
        assert [f'class="paragraph" id="{anchor}"' in page for anchor in anchors] == [True] * 4


def test_the_voice_strip_has_a_square_for_each_of_two_hundred_paragraphs(client):
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

    assert chart.count('<a class="voice-mark document"') == 200


def test_the_voice_strip_needs_no_query_beyond_those_of_the_page(
    workshop, django_assert_num_queries
):
    sessions = prefetch.sessions().filter(report=workshop)
    for session in sessions:
        list(session.paragraphs.all())

    with django_assert_num_queries(0):
        voice_strip(sessions)


def test_names_and_headings_with_markup_are_escaped_in_the_voice_strip(client):
    report = make_report(status="published")
    session = make_session(report, title="<i>Fees</i> & wages")
    paragraph = make_paragraph(session, voice="named")
    make_contribution(paragraph, person=make_person('Ana "<b>" Cruz', slug="ana"))

    (chart,) = charts_of(client, report.get_absolute_url())

    assert {"<i>", "<b>"} & set(re.findall("<.>", chart)) == set()
    assert "Paragraph 1: Ana &quot;&lt;b&gt;&quot; Cruz" in chart
    assert "Session 1: &lt;i&gt;Fees&lt;/i&gt; &amp; wages" in chart


def test_a_report_without_paragraphs_has_no_voice_strip(client):
    report = make_report(status="published")
    assert charts_of(client, report.get_absolute_url()) == []

    make_session(report)

    assert charts_of(client, report.get_absolute_url()) == []
