"""Statements: what was said, a paragraph once for each person or body that speaks in it."""

import pytest

from reports.models import Statement
from reports.models.statements import Origin
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_person,
    make_report,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return make_report(status="published")


def statements():
    return [
        (statement.paragraph.anchor, str(statement.person or ""), str(statement.organization or ""))
        for statement in Statement.objects.published().in_document_order()
    ]


def test_a_paragraph_is_a_statement_of_each_of_its_speakers(report):
    named = make_paragraph(report=report, voice="named")
    for name in ("Ana Cruz", "Ben Otto"):
        make_contribution(named, person=make_person(name))
    joint = make_paragraph(report=report, voice="named")
    # One call adds them in any order.
    for name in ("Laos", "Nepal"):
        joint.speaking_organizations.add(make_organization(name))
    make_paragraph(report=report, voice="agreed")

    assert statements() == [
        ("p1", "Ana Cruz", ""),
        ("p1", "Ben Otto", ""),
        ("p2", "", "Laos"),
        ("p2", "", "Nepal"),
        ("p3", "", ""),
    ]


def test_statements_of_a_draft_are_not_public():
    make_paragraph(report=make_report(), voice="agreed")

    assert (statements(), Statement.objects.count()) == ([], 1)


def test_statements_are_found_by_the_keys_of_their_rows(report):
    contribution = make_contribution(make_paragraph(report=report, voice="named"))
    paragraph = make_paragraph(report=report)
    keys = [statement.pk for statement in Statement.objects.in_document_order()]

    found = Statement.objects.in_bulk(keys)

    assert [(found[key].origin, found[key].row_key) for key in keys] == [
        (Origin.CONTRIBUTION, contribution.pk),
        (Origin.PARAGRAPH, paragraph.pk),
    ]


def test_a_statement_keeps_its_key_when_another_is_removed(report):
    paragraphs = [make_paragraph(report=report) for _ in range(2)]
    before = {statement.paragraph_id: statement.pk for statement in Statement.objects.all()}

    paragraphs[0].delete()

    after = {statement.paragraph_id: statement.pk for statement in Statement.objects.all()}
    assert after == {paragraphs[1].pk: before[paragraphs[1].pk]}
