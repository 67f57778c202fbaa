"""Citations of public records: whose words they are, and where they stand."""

from datetime import date

import pytest

from portal.exports.citations.citation import Author, CitedKind
from portal.exports.citations.citation_builder import (
    cite_all,
    cite_one,
    cite_paragraph,
    cite_recommendation,
    cite_report,
    cite_statement,
    cite_version,
    cited_reports,
)
from reports.models import Statement
from tests.builders.records import (
    make_contribution,
    make_organization,
    make_paragraph,
    make_person,
    make_recommendation,
    make_report,
)
from tests.builders.seminar import published_seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    forum = make_organization("ASEAN Regional Forum", acronym="ARF")
    return make_report(status="published", co_chairs=[forum, make_organization("Myanmar")])


def names(authors):
    return [author.name for author in authors]


def test_a_report_is_cited_under_the_body_whose_series_it_belongs_to(report):
    citation = cite_report(cited_reports([report])[report.pk])

    assert (citation.kind, citation.id, names(citation.authors)) == (
        CitedKind.REPORT,
        "workshop-1",
        ["ASEAN Regional Forum"],
    )
    assert citation.url == "http://127.0.0.1:8000/reports/workshop-1/"
    assert names(citation.report.co_chairs) == ["ASEAN Regional Forum", "Myanmar"]
    assert (citation.report.starts_on, citation.report.ends_on) == (
        date(2015, 3, 10),
        date(2015, 3, 11),
    )


def test_a_series_that_two_bodies_could_be_stays_as_printed(report):
    other = make_organization("Another Regional Forum", acronym="ARF")
    report.co_chairs.add(other)

    assert cited_reports([report])[report.pk].body == Author("ARF")


def test_a_report_without_series_is_cited_under_its_co_chairs():
    report = make_report(status="published", series="", co_chairs=[make_organization("Myanmar")])

    assert names(cite_report(cited_reports([report])[report.pk]).authors) == ["Myanmar"]


def test_a_statement_is_cited_under_its_speaker_alone(report):
    paragraph = make_paragraph(report=report, voice="named")
    for name in ("Ana Cruz", "Ben Otto"):
        make_contribution(paragraph, person=make_person(name))

    statements = list(cite_all(Statement.objects.for_listing().order_by("row_key"), cite_statement))

    assert [(names(citation.authors), citation.id) for citation in statements] == [
        (["Ana Cruz"], "workshop-1.p1.ana-cruz"),
        (["Ben Otto"], "workshop-1.p1.ben-otto"),
    ]
    assert {citation.genre for citation in statements} == {"Statement by a named speaker"}
    assert names(cite_one(paragraph, cite_paragraph).authors) == ["Ana Cruz", "Ben Otto"]


@pytest.mark.parametrize(
    ("voice", "authors"),
    [
        ("collective", ["Participants"]),
        ("agreed", ["Participants"]),
        ("co_chairs", ["ASEAN Regional Forum", "Myanmar"]),
        ("document", ["ASEAN Regional Forum"]),
        ("named", []),
    ],
)
def test_what_nobody_is_named_for_is_cited_under_its_voice(report, voice, authors):
    paragraph = make_paragraph(report=report, voice=voice)

    citation = cite_one(paragraph, cite_paragraph)

    assert (names(citation.authors), citation.voice) == (authors, voice)
    assert cite_one(Statement.objects.get(), cite_statement).authors == citation.authors


def test_a_state_that_speaks_is_the_author_of_what_it_says(report):
    paragraph = make_paragraph(report=report, voice="named")
    paragraph.speaking_organizations.add(make_organization("Philippines"))

    citation = cite_one(Statement.objects.for_listing().get(), cite_statement)

    assert (names(citation.authors), citation.id) == (
        ["Philippines"],
        "workshop-1.p1.philippines",
    )


@pytest.mark.parametrize(
    ("voice", "genre", "authors"),
    [
        ("agreed", "Regional recommendation agreed by participants", ["Participants"]),
        ("collective", "Regional recommendation by participants collectively", ["Participants"]),
        (
            "co_chairs",
            "Regional recommendation by the co-chairs",
            ["ASEAN Regional Forum", "Myanmar"],
        ),
        ("named", "Regional recommendation by a named speaker", []),
    ],
)
def test_a_recommendation_keeps_the_voice_of_its_paragraph(report, voice, genre, authors):
    paragraph = make_paragraph(report=report, voice=voice)
    recommendation = make_recommendation(report, paragraph=paragraph, level="regional")

    citation = cite_one(recommendation, cite_recommendation)

    assert (citation.voice, citation.genre, names(citation.authors)) == (voice, genre, authors)


def test_a_recommendation_is_cited_under_those_who_made_it(report):
    recommendation = make_recommendation(report, reference="21.C.3.b")
    recommendation.involvements.create(
        organization=make_organization("ASEAN Forum on Migrant Labour"), role="issuer"
    )

    citation = cite_one(recommendation, cite_recommendation)

    assert (names(citation.authors), citation.genre, citation.voice) == (
        ["ASEAN Forum on Migrant Labour"],
        "National recommendation",
        "",
    )


def test_a_reference_with_brackets_has_an_id_without_them(report):
    recommendation = make_recommendation(report, reference="(a)")

    assert cite_one(recommendation, cite_recommendation).id == "workshop-1.r._a:"


@pytest.mark.parametrize(
    ("sort_name", "parts"),
    [("Cruz, Ana", ("Cruz", "Ana")), ("Cruz", ("", "")), ("Reyes, Ana", ("", ""))],
)
def test_a_name_has_parts_if_its_sort_name_consists_of_them(report, sort_name, parts):
    person = make_person("Ana Cruz", sort_name=sort_name)
    make_contribution(make_paragraph(report=report, voice="named"), person=person)

    (author,) = cite_one(Statement.objects.get(), cite_statement).authors

    assert (author.family, author.given) == parts


def test_a_version_is_cited_with_its_number_day_and_names_of_that_time():
    report = published_seminar()
    revision = report.revisions.exclude(published_at=None).latest("number")
    report.co_chairs.update(name="Renamed")

    citation = cite_version(revision)

    assert (citation.id, citation.report.version, citation.report.published_on) == (
        f"{report.slug}.v{revision.number}",
        revision.number,
        revision.published_at.date(),
    )
    assert citation.url == f"http://127.0.0.1:8000/reports/{report.slug}/v/{revision.number}/"
    assert "Renamed" not in names(citation.report.co_chairs)


@pytest.mark.parametrize("count", [1, 12])
def test_citing_many_records_takes_a_constant_number_of_queries(django_assert_num_queries, count):
    for _ in range(count):
        make_contribution(make_paragraph(report=make_report(status="published"), voice="named"))
    statements = list(Statement.objects.for_listing())

    with django_assert_num_queries(3):
        citations = list(cite_all(statements, cite_statement))

    assert len(citations) == count
