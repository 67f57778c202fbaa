"""The public themes as a SKOS concept scheme."""

from django.conf import settings
from django.urls import reverse
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS

from reports.models import Theme
from reports.text import split_lines

# {extension of the address: (name of the format in rdflib, media type)}
FORMATS = {
    "ttl": ("turtle", "text/turtle"),
    "jsonld": ("json-ld", "application/ld+json"),
}
# The context is in the file, so that no reader fetches one from the network.
CONTEXT = {"skos": str(SKOS), "dcterms": str(DCTERMS)}
UNCONFIRMED = "The label in “{}” may be machine-made: no editor has confirmed it."


def serialize_themes(extension: str) -> str:
    name, _ = FORMATS[extension]
    options = {"context": CONTEXT, "auto_compact": True} if name == "json-ld" else {}
    return theme_graph().serialize(format=name, **options)


def theme_graph() -> Graph:
    graph = Graph()
    graph.bind("dcterms", DCTERMS)
    scheme = URIRef(settings.BASE_URL + reverse("site:theme-list"))
    graph.add((scheme, RDF.type, SKOS.ConceptScheme))
    graph.add((scheme, DCTERMS.title, in_vocabulary_language("Themes")))
    themes = list(Theme.objects.published().prefetch_related("labels").order_by("slug"))
    concepts = {theme.pk: URIRef(settings.BASE_URL + theme.get_absolute_url()) for theme in themes}
    for theme in themes:
        concept = concepts[theme.pk]
        graph.add((concept, RDF.type, SKOS.Concept))
        graph.add((concept, SKOS.inScheme, scheme))
        add_labels(graph, concept, theme)
        add_broader(graph, concept, concepts.get(theme.broader_id), scheme)
    return graph


def add_labels(graph: Graph, concept: URIRef, theme: Theme) -> None:
    graph.add((concept, SKOS.prefLabel, in_vocabulary_language(theme.label)))
    for label in split_lines(theme.other_labels):
        graph.add((concept, SKOS.altLabel, in_vocabulary_language(label)))
    if theme.definition:
        graph.add((concept, SKOS.definition, in_vocabulary_language(theme.definition)))
    for label, others in theme.translations:
        graph.add((concept, SKOS.prefLabel, Literal(str(label), lang=label.language)))
        for other in others:
            graph.add((concept, SKOS.altLabel, Literal(other, lang=label.language)))
        if not label.is_confirmed:
            note = in_vocabulary_language(UNCONFIRMED.format(label.language))
            graph.add((concept, SKOS.editorialNote, note))


def add_broader(graph: Graph, concept: URIRef, broader: URIRef | None, scheme: URIRef) -> None:
    if broader is None:
        graph.add((concept, SKOS.topConceptOf, scheme))
        graph.add((scheme, SKOS.hasTopConcept, concept))
    else:
        graph.add((concept, SKOS.broader, broader))
        graph.add((broader, SKOS.narrower, concept))


def in_vocabulary_language(text: str) -> Literal:
    return Literal(text, lang=settings.VOCABULARY_LANGUAGE)
