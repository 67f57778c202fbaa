"""The public themes as SKOS, in Turtle and JSON-LD."""

import pytest
from django.conf import settings
from rdflib import RDF, SKOS, Graph, Literal, URIRef

from tests.builders.records import make_paragraph, make_report, make_theme

pytestmark = pytest.mark.django_db
ADDRESSES = {"/themes.ttl": "turtle", "/themes.jsonld": "json-ld"}


def concept(slug):
    return URIRef(f"{settings.BASE_URL}/themes/{slug}/")


@pytest.fixture
def _themes():
    broader = make_theme("Rights", definition="")
    theme = make_theme("Fees", broader=broader, other_labels="costs\nfees and costs")
    theme.labels.create(language="th", label="ค่าธรรมเนียม", other_labels="ค่าบริการ")
    theme.labels.create(language="vi", label="Phí", is_confirmed=True)
    hidden = make_theme("Hidden", broader=broader)
    make_paragraph(report=make_report(status="published"), themes=[theme])
    make_paragraph(report=make_report(), themes=[hidden])


@pytest.mark.usefixtures("_themes")
@pytest.mark.parametrize("address", ADDRESSES)
def test_the_public_themes_are_a_concept_scheme_with_labels_in_every_language(client, address):
    graph = Graph().parse(data=client.get(address).content, format=ADDRESSES[address])

    scheme = URIRef(f"{settings.BASE_URL}/themes/")
    about_fees = {
        (RDF.type, SKOS.Concept),
        (SKOS.inScheme, scheme),
        (SKOS.broader, concept("rights")),
        (SKOS.definition, Literal("What Fees is.", lang="en")),
        (SKOS.prefLabel, Literal("Fees", lang="en")),
        (SKOS.prefLabel, Literal("ค่าธรรมเนียม", lang="th")),
        (SKOS.prefLabel, Literal("Phí", lang="vi")),
        (SKOS.altLabel, Literal("costs", lang="en")),
        (SKOS.altLabel, Literal("fees and costs", lang="en")),
        (SKOS.altLabel, Literal("ค่าบริการ", lang="th")),
        (
            SKOS.editorialNote,
            Literal(
                "The label in “th” may be machine-made: no editor has confirmed it.", lang="en"
            ),
        ),
    }
    about_rights = {
        (RDF.type, SKOS.Concept),
        (SKOS.inScheme, scheme),
        (SKOS.topConceptOf, scheme),
        (SKOS.narrower, concept("fees")),
        (SKOS.prefLabel, Literal("Rights", lang="en")),
    }
    assert set(graph.subjects(RDF.type, SKOS.Concept)) == {concept("fees"), concept("rights")}
    assert set(graph.predicate_objects(concept("fees"))) == about_fees
    assert set(graph.predicate_objects(concept("rights"))) == about_rights
    assert list(graph.objects(scheme, SKOS.hasTopConcept)) == [concept("rights")]


@pytest.mark.usefixtures("_themes")
def test_both_files_have_their_media_type_and_the_same_content_for_every_reader(client):
    answers = [
        client.get(address, headers={"accept-language": language})
        for address in ADDRESSES
        for language in ("en", "th")
    ]

    types = ["text/turtle; charset=utf-8"] * 2 + ["application/ld+json; charset=utf-8"] * 2
    assert [answer["Content-Type"] for answer in answers] == types
    assert len({answer.content for answer in answers}) == 2
    assert ["@context" in answer.json() for answer in answers[2:]] == [True, True]


def test_a_portal_without_public_themes_has_an_empty_scheme(client):
    graph = Graph().parse(data=client.get("/themes.ttl").content, format="turtle")

    assert list(graph.subjects(RDF.type, SKOS.Concept)) == []
