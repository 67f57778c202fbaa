"""A document of the corpus as people read it, and as the importer does, in one and the same form."""

import json
import tomllib
from pathlib import Path

from portal.importing import parse, readers
from portal.importing.fidelity import Unit, compare
from portal.importing.vocabulary import Names, Vocabulary

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
        organizations=Names.of((one["slug"], forms_of(one)) for one in bodies),
        series=frozenset(one["acronym"] for one in bodies if one.get("acronym")),
    )


def forms_of(body):
    name, acronym = body["name"], body.get("acronym")
    own = [name, acronym, f"{name} ({acronym})"] if acronym else [name]
    return [*own, *body.get("aliases", [])]


def names():
    return {
        one["slug"]: one["name"] for one in entries("organizations", "organization")
    }


def read(folder, known=None):
    """Return what the importer reads in a document: (compact form, what it loses or adds)."""
    path = source_of(folder)
    source = readers.read(path.name, path.read_bytes())
    draft = parse.parse(source, known or vocabulary())
    return compact(draft, names()), compare(source.text, list(units_of(draft)))


def compact(draft, called):
    front = draft.front
    places = {one.reference: at for at, one in enumerate(draft.recommendations)}
    return {
        "title": front.title or None,
        "kind": front.kind or None,
        "starts_on": str(front.starts_on) if front.starts_on else None,
        "ends_on": str(front.ends_on) if front.ends_on else None,
        "place": front.place or None,
        "headings": [
            {"kind": one.kind, "number": one.number or None, "title": one.title}
            for one in draft.sessions
            if one.heading
        ],
        "paragraphs": list(paragraphs_of(draft, called)),
        "recommendations": [
            {
                "text": one.text,
                "level": one.level or None,
                "parent": places.get(one.parent),
                "organizations": [called[slug] for slug in one.subjects.issuers],
            }
            for one in draft.recommendations
        ],
        "participants": [person(one, called) for one in draft.participants],
    }


def paragraphs_of(draft, called):
    headed = [one for one in draft.sessions if one.heading]
    for session in draft.sessions:
        for one in session.paragraphs:
            bodies = [
                {"name": None, "position": None, "organizations": [called[slug]]}
                for slug in one.speaking_organizations
            ]
            yield {
                "heading": headed.index(session) if session.heading else None,
                "number": one.number or None,
                "text": one.text,
                "speakers": [person(each, called) for each in one.speakers] + bodies,
            }


def person(speaker, called):
    return {
        "name": speaker.name,
        "position": speaker.position or None,
        "organizations": [called[slug] for slug in speaker.organizations],
    }


def units_of(draft):
    for part in draft.parts:
        loose = part.kind in {"heading", "footnote"}
        yield Unit(part.kind, part.spans, part.text, part.kind == "discard", loose)
    for session in draft.sessions:
        yield Unit("heading", session.spans, session.heading)
        for one in session.paragraphs:
            yield Unit("paragraph", one.spans, one.text, label=one.label)
            for asked in draft.recommendations:
                if asked.paragraph == one.anchor:
                    yield Unit("recommendation", asked.spans, asked.text)
