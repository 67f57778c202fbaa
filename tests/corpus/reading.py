"""The documents of the corpus: their expected and their parsed content in the same form."""

import json
import tomllib
from pathlib import Path

from portal.documents import readers
from portal.parsing import pipeline
from portal.parsing.coverage import StoredSpan, check_coverage
from portal.parsing.gazetteer import Gazetteer, Vocabulary

CORPUS = Path(__file__).parent
SEEDS = CORPUS.parents[1] / "seeds" / "vocabulary"


def folders():
    """Return the folders whose expectations are in the compact form, by name."""
    return sorted(path.parent for path in CORPUS.glob("*/source.*"))


def expected(folder):
    return json.loads((folder / "expected.json").read_text(encoding="utf-8"))


def source_of(folder):
    (path,) = folder.glob("source.*")
    return path


def entries(file, table):
    return tomllib.loads((SEEDS / f"{file}.toml").read_text(encoding="utf-8"))[table]


def vocabulary():
    """Return the vocabulary of the seeds, as the database gives it."""
    bodies = entries("organizations", "organization")
    return Vocabulary(
        organizations=Gazetteer.of(
            (organization["slug"], forms_of(organization)) for organization in bodies
        ),
        series=frozenset(
            organization["acronym"] for organization in bodies if organization.get("acronym")
        ),
    )


def forms_of(body):
    name, acronym = body["name"], body.get("acronym")
    own = [name, acronym, f"{name} ({acronym})"] if acronym else [name]
    return [*own, *body.get("aliases", [])]


def names():
    return {
        organization["slug"]: organization["name"]
        for organization in entries("organizations", "organization")
    }


def read(folder, known_vocabulary=None):
    """Return what the importer reads in a document: (compact form, coverage errors)."""
    path = source_of(folder)
    source = readers.read(path.name, path.read_bytes())
    draft = pipeline.parse_report(source, known_vocabulary or vocabulary())
    return compact(draft, names()), check_coverage(source.text, list(spans_of(draft)))


def compact(draft, names_by_slug):
    front = draft.front
    places = {
        recommendation.reference: index
        for index, recommendation in enumerate(draft.recommendations)
    }
    return {
        "title": front.title or None,
        "kind": front.kind or None,
        "starts_on": str(front.starts_on) if front.starts_on else None,
        "ends_on": str(front.ends_on) if front.ends_on else None,
        "place": front.place or None,
        "headings": [
            {"kind": session.kind, "number": session.number or None, "title": session.title}
            for session in draft.sessions
            if session.heading
        ],
        "paragraphs": list(paragraphs_of(draft, names_by_slug)),
        "recommendations": [
            {
                "text": recommendation.text,
                "level": recommendation.level or None,
                "parent": places.get(recommendation.parent),
                "organizations": [names_by_slug[slug] for slug in recommendation.subjects.issuers],
            }
            for recommendation in draft.recommendations
        ],
        "participants": [person(participant, names_by_slug) for participant in draft.participants],
    }


def paragraphs_of(draft, names_by_slug):
    headed = [session for session in draft.sessions if session.heading]
    for session in draft.sessions:
        for paragraph in session.paragraphs:
            bodies = [
                {"name": None, "position": None, "organizations": [names_by_slug[slug]]}
                for slug in paragraph.speaking_organizations
            ]
            yield {
                "heading": headed.index(session) if session.heading else None,
                "number": paragraph.number or None,
                "text": paragraph.text,
                "speakers": [person(speaker, names_by_slug) for speaker in paragraph.speakers]
                + bodies,
            }


def person(speaker, names_by_slug):
    return {
        "name": speaker.name,
        "position": speaker.position or None,
        "organizations": [names_by_slug[slug] for slug in speaker.organizations],
    }


def spans_of(draft):
    for part in draft.parts:
        loose = part.kind in {"heading", "footnote"}
        yield StoredSpan(part.kind, part.spans, part.text, part.kind == "discard", loose)
    for session in draft.sessions:
        # A heading right above its points is stored as their paragraph.
        if session.spans or not session.paragraphs:
            yield StoredSpan("heading", session.spans, session.heading)
        for paragraph in session.paragraphs:
            yield StoredSpan("paragraph", paragraph.spans, paragraph.text, label=paragraph.label)
            for recommendation in draft.recommendations:
                # A sentence of its paragraph that recommends has no spans of its own.
                is_quotation = not recommendation.spans and recommendation.text in paragraph.text
                if recommendation.paragraph == paragraph.anchor and not is_quotation:
                    yield StoredSpan("recommendation", recommendation.spans, recommendation.text)
