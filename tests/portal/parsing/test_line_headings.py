"""A line is a heading by its words, its place and its capitals."""

import pytest

from portal.parsing.line_context import LineContext
from portal.parsing.line_headings import is_session_heading
from portal.parsing.source import Line


def is_heading(text, *, is_set_off=True):
    return is_session_heading(LineContext(Line(text, 0), is_set_off, is_set_off))


@pytest.mark.parametrize(
    "text",
    ["Recommendations", "Recommendations:", "Short-term actions:", "Potential Actions:"],
)
def test_a_label_that_announces_recommendations_is_a_heading_by_itself_on_a_line(text):
    assert is_heading(text)
    assert not is_heading(text, is_set_off=False)


@pytest.mark.parametrize(
    "text",
    ["The next steps are:", "Actions that failed:", "Wells:", "Actions were taken by all ports:"],
)
def test_a_lead_in_is_no_heading(text):
    assert not is_heading(text)
