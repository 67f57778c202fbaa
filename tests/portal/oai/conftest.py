"""A harvester, and a report to harvest."""

import pytest

from reports import publishing
from tests.builders.records import make_paragraph, make_recommendation, make_report, make_theme
from tests.harness.harvester import harvester


@pytest.fixture
def scythe():
    with harvester() as client:
        yield client


@pytest.fixture
def report(db):
    """A public report with a recommendation and a paragraph."""
    themes = [make_theme("Recruitment", broader=make_theme("Work"))]
    report = make_report(doi="10.1234/arf")
    paragraph = make_paragraph(report=report, text="Fees & costs\nare <high>.", voice="agreed")
    make_recommendation(
        report,
        paragraph=paragraph,
        text="Lower the fees.",
        level="regional",
        reference="1.A.1",
        themes=themes,
    )
    publishing.transition(report, "in_review")
    publishing.transition(report, "published")
    return report
