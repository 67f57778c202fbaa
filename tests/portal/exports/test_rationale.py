"""What led to recommendations, in the outline, in tables and in briefings."""

import csv
import io

import docx
import pytest
from django.urls import reverse

from portal.exports.briefing.word import word_content
from portal.exports.json_export import outline
from reports.models import Report
from tests.builders.briefings import brief
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_person,
    make_rationale_link,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db
EARLIER = "The speaker began with the weather and the good food of the city. " * 5
LONG = f"{EARLIER}Fees ruin families at every Point. Nobody heard more about it."


@pytest.fixture
def report():
    """Return a public report with statements, with none, and with nothing known."""
    report = make_report(status="published", slug="manila")
    said = make_paragraph(report=report, voice="named", text=LONG)
    make_contribution(said, person=make_person("Ana Reyes"))
    asked = make_paragraph(report=report, voice="collective", number="", anchor="u2")
    based, without, _ = (make_recommendation(report, text=f"Point {n}") for n in range(3))
    make_rationale_link(based, said)
    make_rationale_link(based, asked)
    make_rationale_link(without)
    make_rationale_link(without, said, "rejected")
    return report


def rows(client, name):
    content = client.get(reverse(f"site:{name}-csv")).getvalue().decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(content)))


def test_the_outline_has_both_directions(report):
    exported = outline(Report.objects.get(pk=report.pk))

    statements = [one["statements"] for one in exported["recommendations"]]
    paragraphs = [one for session in exported["sessions"] for one in session["paragraphs"]]
    assert statements == [["1", "u2"], [], None]
    assert [one["led_to"] for one in paragraphs] == [["R1"], ["R1"]]


def test_tables_have_both_directions(client, report):
    column = "statements that led to it"

    assert [row[column] for row in rows(client, "recommendation")] == ["1; u2", "none", ""]
    assert [row["led to"] for row in rows(client, "statement")] == ["R1", "R1"]
    assert [row["led to"] for row in rows(client, "contribution")] == ["R1"]


def test_a_briefing_has_excerpts_of_the_statements_with_their_references(report):
    based, without, unknown = brief("recommendations").items
    said, asked = based.statements

    assert (without.statements, unknown.statements) == ((), None)
    assert said.lead == "Paragraph 1 · Ana Reyes"
    assert asked.lead.startswith("Unnumbered paragraph · ")
    assert said.text.words == "… Fees ruin families at every Point. Nobody heard more about it."
    assert said.footnote.startswith("Ana Reyes, Paragraph 1")
    assert "/reports/manila/paragraphs/p1/ (accessed" in said.footnote


def test_the_word_file_has_a_footnote_for_every_statement(report):
    document = docx.Document(io.BytesIO(word_content(brief("recommendations"))))

    lines = [line.text for line in document.paragraphs if line.style.name == "Facts"]
    assert lines.count("Why it was recommended") == 1
    assert lines.count("The report gives no statement that led to it.") == 1
    references = [line for line in document.paragraphs if line._p.xpath(".//w:footnoteReference")]
    assert len(references) == 5


def test_the_length_of_a_briefing_includes_its_statements(report):
    briefing = brief("recommendations")

    excerpts = [one.text.words for one in briefing.items[0].statements]
    assert briefing.characters == sum(map(len, excerpts)) + 3 * len("Point 1")
