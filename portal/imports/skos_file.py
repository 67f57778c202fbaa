"""Read the concepts of a SKOS file in Turtle or JSON-LD."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from rdflib import RDF, SKOS, Dataset, Graph, Literal, URIRef

# {extension: name of the format in rdflib}
FORMATS = {".ttl": "turtle", ".jsonld": "json-ld", ".json": "json-ld"}
MAX_BYTES = 20_000_000


class SkosError(ValueError):
    """The file cannot be read as SKOS; the message says why."""


@dataclass
class Concept:
    """A concept: its address, texts by language tag (lower case), and broader concepts."""

    uri: str
    labels: dict[str, str] = field(default_factory=dict)
    other_labels: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    definitions: dict[str, str] = field(default_factory=dict)
    broader: list[str] = field(default_factory=list)


def read_concepts(path: Path) -> list[Concept]:
    """Return the concepts in the order of their addresses."""
    graph = read_graph(path)
    uris = {uri for uri in graph.subjects(RDF.type, SKOS.Concept) if isinstance(uri, URIRef)}
    if not uris:
        raise SkosError(f"{path.name} has no skos:Concept with an address.")
    return [read_concept(graph, uri) for uri in sorted(uris)]


def read_graph(path: Path) -> Graph:
    rdf_format = FORMATS.get(path.suffix.lower())
    if rdf_format is None:
        raise SkosError(f"{path.name}: the file must end in {', '.join(FORMATS)}.")
    try:
        if path.stat().st_size > MAX_BYTES:
            raise SkosError(f"{path.name} is larger than {MAX_BYTES // 1_000_000} MB.")
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SkosError(f"{path.name} cannot be read: {error}") from None
    try:
        if rdf_format == "json-ld":
            refuse_remote_contexts(path, json.loads(text))
        # The concepts may be in a named graph.
        return Dataset(default_union=True).parse(data=text, format=rdf_format)
    except SkosError:
        raise
    # Each parser of rdflib raises errors of its own, and deep nesting may raise RecursionError.
    except Exception as error:
        reason = " ".join(str(error).split())[:300]
        raise SkosError(f"{path.name} is not valid: {reason}") from None


def refuse_remote_contexts(path: Path, document: object) -> None:
    """Raise SkosError if reading the file would fetch another from the network."""
    if any(isinstance(context, str) for context in contexts_of(document)):
        raise SkosError(
            f"{path.name} refers to a context at another address. Write the context into the file."
        )


def contexts_of(value: object) -> Iterator[object]:
    """Yield every part of every context in a JSON-LD document, and what a context imports."""
    if isinstance(value, list):
        for item in value:
            yield from contexts_of(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key in {"@context", "@import"}:
                yield from item if isinstance(item, list) else [item]
            yield from contexts_of(item)


def read_concept(graph: Graph, uri: URIRef) -> Concept:
    concept = Concept(str(uri))
    for language, text in texts(graph, uri, SKOS.prefLabel):
        concept.labels.setdefault(language, text)
    for language, text in texts(graph, uri, SKOS.altLabel):
        concept.other_labels[language].append(text)
    for predicate in (SKOS.definition, SKOS.scopeNote):
        for language, text in texts(graph, uri, predicate):
            concept.definitions.setdefault(language, text)
    broader = {*graph.objects(uri, SKOS.broader), *graph.subjects(SKOS.narrower, uri)}
    concept.broader = sorted(map(str, broader))
    return concept


def texts(graph: Graph, uri: URIRef, predicate: URIRef) -> list[tuple[str, str]]:
    """Return (language tag, text) of the literals with a language, in a fixed order."""
    literals = graph.objects(uri, predicate)
    return sorted(
        (literal.language.lower(), str(literal))
        for literal in literals
        if isinstance(literal, Literal) and literal.language
    )
