"""A round about two recommendations of one report, and a body."""

import pytest

from tests.builders.follow_up import make_round
from tests.builders.records import make_organization, make_recommendation, make_report


@pytest.fixture
def review():
    """Return a round about two recommendations of one report."""
    report = make_report(status="published", slug="skills-2015")
    make_recommendation(report, reference="1.A", text="Train more people.")
    make_recommendation(report, reference="1.B", text="Compare wages.")
    return make_round([report], name="Review 2017")


@pytest.fixture
def thailand():
    return make_organization("Thailand", acronym="TH", aliases="Kingdom of Thailand")
