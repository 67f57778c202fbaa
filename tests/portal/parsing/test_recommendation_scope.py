"""A section of recommendations goes on over the subheadings that divide it."""

import pytest

from portal.parsing.parsed_report import Paragraph
from portal.parsing.recommendation_scope import NewHeading, RecommendationScope, scope_below

WAY = NewHeading("Recommendations", 1, is_known=True)
PORTS = NewHeading("Ports and ferries", 2, is_known=False)
LEAD_IN = Paragraph("The workshop recommends the following.", [], anchor="p7")
REMARK = Paragraph("It rained.", [], anchor="p7")
SECTION = RecommendationScope("Recommendations", 1)
PART = RecommendationScope("Recommendations", 1, has_parts=True)
ANNOUNCED = RecommendationScope("Recommendations", 1, LEAD_IN.text, "7", has_parts=True)


@pytest.mark.parametrize(
    ("scope", "heading", "above", "has_points", "below"),
    [
        (None, WAY, [], False, SECTION),
        (None, PORTS, [], False, None),
        (SECTION, PORTS, [], False, PART),
        (SECTION, PORTS, [LEAD_IN], False, ANNOUNCED),
        (SECTION, PORTS, [REMARK], False, None),
        (SECTION, PORTS, [LEAD_IN], True, None),
        (PART, PORTS, [REMARK], True, PART),
        (PART, PORTS, [REMARK], False, None),
        (PART, NewHeading("Ports", 1, is_known=False), [], True, None),
        (PART, NewHeading("Ports", 0, is_known=False), [], True, PART),
        (PART, NewHeading("Closing", 2, is_known=True), [], True, None),
        (PART, NewHeading("Further reading", 2, is_known=False), [], True, None),
        (PART, NewHeading("No agreement on recommendations", 2, is_known=True), [], True, None),
    ],
)
def test_a_part_follows_the_heading_the_sentence_that_announces_points_or_another_part(
    scope, heading, above, has_points, below
):
    assert scope_below(scope, heading, above, has_points=has_points) == below
