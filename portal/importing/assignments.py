"""Curated subjects for one report: a file beside the source that an editor keeps.

    summary = "Markdown"
    [recommendations."21.A.1"]
    themes = []  addressees = []  organizations = []  instruments = []
    [paragraphs."7"]
    themes = []  organizations = []  instruments = []

Every value is a list of slugs of the vocabulary. What is said here replaces what was suggested,
and themes given here are confirmed.
"""

import tomllib
from pathlib import Path
from typing import Any

from portal.importing.parsed import Draft, Paragraph, Recommendation, Subjects
from portal.importing.vocabulary import Names, Vocabulary
from reports import markup

FILE_NAME = "assignments.toml"
TABLES = {
    "recommendations": {"themes", "addressees", "organizations", "instruments"},
    "paragraphs": {"themes", "organizations", "instruments"},
}


class AssignmentError(ValueError):
    """The file does not fit the report or the vocabulary; the message says where."""


def read(path: Path) -> dict[str, Any]:
    """Return the file's tables. Raises AssignmentError for what is no TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise AssignmentError(f"{path.name} cannot be read: {fault}") from None


def assign(draft: Draft, assignments: dict[str, Any], vocabulary: Vocabulary) -> None:
    """Put the curated subjects in the place of the suggested ones."""
    if unknown := set(assignments) - {"summary", *TABLES}:
        raise AssignmentError(f"{FILE_NAME} holds unknown parts: {', '.join(unknown)}.")
    draft.summary = summary_of(assignments.get("summary", ""))
    units: dict[str, dict[str, Paragraph | Recommendation]] = {
        "recommendations": {one.reference: one for one in draft.recommendations},
        "paragraphs": {one.anchor.removeprefix("p"): one for one in draft.paragraphs},
    }
    for table, known_keys in TABLES.items():
        entries = assignments.get(table, {})
        if not isinstance(entries, dict):
            raise AssignmentError(f"{FILE_NAME}: {table} is no table.")
        for key, said in entries.items():
            if not isinstance(said, dict):
                raise AssignmentError(f"{FILE_NAME}, {table} “{key}”: no table.")
            if key not in units[table]:
                raise AssignmentError(
                    f"{FILE_NAME} speaks of {table} “{key}”, which the report lacks."
                )
            check(f"{table} “{key}”", said, known_keys, vocabulary)
            issuers = units[table][key].subjects.issuers
            units[table][key].subjects = Subjects(
                **said, issuers=issuers, are_curated=True
            )


def summary_of(said: object) -> str:
    """Return the summary in Markdown, if it is one that can be rendered."""
    if not isinstance(said, str):
        raise AssignmentError(f"{FILE_NAME}: summary is no text.")
    if fault := markup.fault_of(said):
        raise AssignmentError(f"{FILE_NAME}, summary: {fault}")
    return said.strip()


def check(
    place: str, said: dict[str, list[str]], known_keys: set[str], vocabulary: Vocabulary
) -> None:
    if unknown := set(said) - known_keys:
        raise AssignmentError(
            f"{FILE_NAME}, {place}: unknown key {', '.join(unknown)}."
        )
    names: dict[str, Names] = {
        "themes": vocabulary.themes,
        "addressees": vocabulary.organizations,
        "organizations": vocabulary.organizations,
        "instruments": vocabulary.instruments,
    }
    for key, slugs in said.items():
        if not isinstance(slugs, list) or len(set(map(str, slugs))) < len(slugs):
            raise AssignmentError(
                f"{FILE_NAME}, {place}: {key} is no list of slugs, each named once."
            )
        if strange := [one for one in map(str, slugs) if one not in names[key].slugs]:
            raise AssignmentError(
                f"{FILE_NAME}, {place}: {key} not in the vocabulary: {', '.join(strange)}."
            )
