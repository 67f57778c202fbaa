"""What led to a recommendation and what a statement led to: two directions of the same links."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from portal.content.rationale_records import (
    led_to,
    led_to_prefetch,
    rationale_prefetch,
    statements_behind,
)
from recommendations.models import RationaleLink, Recommendation
from reports.models import Paragraph
from tests.builders.records import (
    make_paragraph,
    make_rationale_link,
    make_recommendation,
    make_report,
    make_session,
)

pytestmark = pytest.mark.django_db
STATUSES = ("confirmed", "rejected")
PLACES = range(3)


def forward():
    """Return {(reference, anchor)} from public recommendations to their statements."""
    records = Recommendation.objects.published().select_related("report")
    listed = records.prefetch_related(rationale_prefetch())
    return {
        (record.report.slug, record.reference, paragraph.anchor)
        for record in listed
        for paragraph in statements_behind(record) or ()
    }


def backward():
    listed = (
        Paragraph.objects.published().select_related("report").prefetch_related(led_to_prefetch())
    )
    return {
        (paragraph.report.slug, record.reference, paragraph.anchor)
        for paragraph in listed
        for record in led_to(paragraph)
    }


@pytest.fixture
def reports():
    """Return a published report and a draft, each with three paragraphs and recommendations."""
    made = []
    for status in ("published", "draft"):
        report = make_report(status=status)
        session = make_session(report)
        paragraphs = [make_paragraph(session) for _ in PLACES]
        made.append((paragraphs, [make_recommendation(report) for _ in PLACES]))
    return made


pairs = st.dictionaries(
    st.tuples(st.booleans(), st.sampled_from(PLACES), st.sampled_from((None, *PLACES))),
    st.sampled_from(STATUSES),
    max_size=10,
)


@settings(
    max_examples=30,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(drawn=pairs)
def test_both_directions_show_the_same_confirmed_pairs_of_public_reports(reports, drawn):
    RationaleLink.objects.all().delete()
    expected = set()
    for (is_draft, recommendation, paragraph), status in drawn.items():
        paragraphs, recommendations = reports[is_draft]
        record = recommendations[recommendation]
        if paragraph is None:
            make_rationale_link(record)
            continue
        make_rationale_link(record, paragraphs[paragraph], status)
        if status == "confirmed" and not is_draft:
            anchor = paragraphs[paragraph].anchor
            expected.add((record.report.slug, record.reference, anchor))

    assert forward() == backward() == expected


def statements(recommendation):
    record = Recommendation.objects.prefetch_related(rationale_prefetch()).get(pk=recommendation.pk)
    paragraphs = statements_behind(record)
    return paragraphs and [paragraph.anchor for paragraph in paragraphs]


def test_nothing_is_known_until_an_editor_decides_and_none_is_an_answer():
    report = make_report(status="published")
    undecided, rejected, none = (make_recommendation(report) for _ in range(3))
    make_rationale_link(rejected, make_paragraph(report=report), "rejected")
    make_rationale_link(none)

    assert [statements(one) for one in (undecided, rejected, none)] == [None, None, []]


def test_statements_stand_in_the_order_of_the_report():
    report = make_report(status="published")
    late, early = make_session(report, position=2), make_session(report, position=1)
    second = make_paragraph(late, anchor="second", position=1)
    first = make_paragraph(early, anchor="first", position=2)
    recommendation = make_recommendation(report)
    for paragraph in (second, first):
        make_rationale_link(recommendation, paragraph)

    assert statements(recommendation) == ["first", "second"]
