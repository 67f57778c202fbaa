"""The address of what is gone is given to no other words."""

import pytest

from portal.importing.renewing.held import Held
from reports.models import Gone
from tests.builders import (
    make_paragraph,
    make_recommendation,
    make_report,
    make_session,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    made = make_report(status="published")
    session = make_session(made, anchor="closing", heading="Closing")
    paragraph = make_paragraph(session, anchor="p1", text="First.")
    make_recommendation(made, paragraph=paragraph, reference="1.1", text="Train.")
    for address, text in (("sessions/end", "End"), ("recommendations/1.2", "Ask.")):
        Gone.objects.create(report=made, address=address, text=text)
    return made


@pytest.mark.parametrize(
    ("kind", "wanted", "words", "given"),
    [
        ("sessions", "closing", "Closing", "closing-2"),
        ("sessions", "end", "Farewell", "end-2"),
        ("sessions", "end", "End", "end"),
        ("paragraphs", "p1", "First.", "p1-2"),
        ("paragraphs", "p2", "Second.", "p2"),
        ("recommendations", "1.1", "Train.", "1.1-2"),
        ("recommendations", "1.2", "Tell.", "1.2-2"),
        ("recommendations", "1.2", "Ask.", "1.2"),
    ],
)
def test_what_a_record_has_or_other_words_had_is_not_given(
    report, kind, wanted, words, given
):
    assert Held(report).free(kind, wanted, words) == given


def test_an_address_is_given_once_and_again_when_it_is_let_go(report):
    held = Held(report)

    assert [held.free("paragraphs", "p7", "New.") for _ in range(2)] == ["p7", "p7-2"]
    held.let_go("recommendations", "1.1", "Train.")
    assert held.free("recommendations", "1.1", "Train.") == "1.1"
