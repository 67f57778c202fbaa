"""JSON-LD: it expands without a request, to terms of schema.org only."""

import json

import pytest
from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SDO

from portal.exports.citations.schema_org import document
from tests.builders.citations import cite_recommendation, cite_report, cite_statement

# Of the reader's own code.
pytestmark = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning")


def expand(citation, parts=()):
    return Graph().parse(data=json.dumps(document(citation, parts)), format="json-ld")


@pytest.mark.parametrize(
    "citation", [cite_report(doi="10.1234/arf"), cite_statement(), cite_recommendation()]
)
def test_every_term_is_one_of_schema_org(citation):
    graph = expand(citation, [cite_statement()])

    terms = set(graph.predicates()) - {RDF.type} | set(graph.objects(None, RDF.type))
    assert {str(term) for term in terms if term not in SDO} == set()


def test_a_statement_is_a_quotation_of_a_person_in_the_report_of_an_event():
    graph = expand(cite_statement())

    statement = URIRef("https://example.org/reports/arf-2015/paragraphs/p13/")
    speaker = URIRef("https://example.org/speakers/andrew-bruce/")
    report = URIRef("https://example.org/reports/arf-2015/")
    assert (statement, RDF.type, SDO.Quotation) in graph
    assert (statement, SDO.spokenByCharacter, speaker) in graph
    assert (speaker, RDF.type, SDO.Person) in graph
    assert (statement, SDO.isPartOf, report) in graph
    (event,) = graph.objects(report, SDO.about)
    assert (event, RDF.type, SDO.Event) in graph
    assert str(graph.value(event, SDO.startDate)) == "2015-03-10"


def test_a_recommendation_is_no_quotation():
    graph = expand(cite_recommendation())

    assert list(graph.subjects(RDF.type, SDO.Quotation)) == []


def test_a_report_has_its_parts():
    report, statement = cite_report(), cite_statement()

    graph = expand(report, [statement])

    assert list(graph.objects(URIRef(report.url), SDO.hasPart)) == [URIRef(statement.url)]
