"""Where a recommendation stands among the others, as an editor types it."""

import pytest
from django.urls import reverse

from tests.admin_pages import send, told
from tests.builders import make_recommendation

pytestmark = pytest.mark.django_db
EMPTY_ROWS = {
    f"{prefix}-{name}_FORMS": "0"
    for prefix in ("involvements", "points")
    for name in ("TOTAL", "INITIAL")
}


def test_a_point_stands_behind_what_it_stands_under(admin_client):
    parent = make_recommendation(position=5)
    point = make_recommendation(parent=parent, position=6)

    page = send(admin_client, point, position="4")

    assert told(page) == [
        "A nested point stands behind what it stands under: give it a later position."
    ]


def test_what_has_points_does_not_move_behind_them(admin_client):
    parent = make_recommendation(position=5)
    make_recommendation(parent=parent, position=6)

    page = send(admin_client, parent, position="7")

    assert told(page)[0] == (
        "A point nested under it would stand before it: move the points first."
    )


def test_a_point_without_a_position_is_asked_for_one(admin_client):
    parent = make_recommendation(level="regional")
    typed = {"reference": "9", "position": "", "level": "regional", "text": "Ratify"}

    page = admin_client.post(
        reverse("admin:recommendations_recommendation_add"),
        EMPTY_ROWS | typed | {"report": parent.report_id, "parent": parent.pk},
    )

    assert told(page) == ["This field is required."]
