"""The curated subjects of one report: a TOML file beside the source, maintained by editors.

    summary = "Markdown"
    [recommendations."21.A.1"]
    themes = []  addressees = []  organizations = []  instruments = []  cross_references = []
    statements = ["6", "18"]
    [paragraphs."7"]
    themes = []  organizations = []  instruments = []  cross_references = ["paragraph 21"]

Every value is a list of slugs of the vocabulary, of references as the text prints them, or of the
paragraphs with the statements that led to a recommendation; an empty list of these says that none
did. Curated subjects replace the suggested ones; all that is curated is confirmed.
"""

import tomllib
from collections.abc import Container, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from portal.parsing.cross_references import find_mentions, phrase_of
from portal.parsing.gazetteer import Gazetteer, Vocabulary
from portal.parsing.parsed_report import Paragraph, ParsedReport, Recommendation, Subjects
from reports import markdown

FILE_NAME = "assignments.toml"
REFERENCES = "cross_references"
STATEMENTS = "statements"
# Keys that leave the suggested subjects as they are.
LINKS = {REFERENCES, STATEMENTS}
TABLES = {
    "recommendations": {"themes", "addressees", "organizations", "instruments", *LINKS},
    "paragraphs": {"themes", "organizations", "instruments", REFERENCES},
}


class CurationFileError(ValueError):
    """The file does not fit the report or the vocabulary; the message gives the location."""


def read_curation_file(path: Path) -> dict[str, Any]:
    """Return the file's tables. Raises CurationFileError if it is not valid TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CurationFileError(f"{path.name} cannot be read: {error}") from None


def apply_curation(draft: ParsedReport, curation: dict[str, Any], vocabulary: Vocabulary) -> None:
    """Replace the suggested subjects with the curated ones."""
    if unknown := set(curation) - {"summary", *TABLES}:
        raise CurationFileError(f"{FILE_NAME} contains unknown tables: {', '.join(unknown)}.")
    draft.summary = parse_summary(curation.get("summary", ""))
    targets: dict[str, dict[str, Paragraph | Recommendation]] = {
        "recommendations": {
            recommendation.reference: recommendation for recommendation in draft.recommendations
        },
        "paragraphs": {
            paragraph.anchor.removeprefix("p"): paragraph for paragraph in draft.paragraphs
        },
    }
    for table, known_keys in TABLES.items():
        entries = curation.get(table, {})
        if not isinstance(entries, dict):
            raise CurationFileError(f"{FILE_NAME}: {table} is not a table.")
        for key, subjects in entries.items():
            if not isinstance(subjects, dict):
                raise CurationFileError(f"{FILE_NAME}, {table} “{key}” is not a table.")
            if key not in targets[table]:
                raise CurationFileError(
                    f"{FILE_NAME} refers to {table} “{key}”, which is not in the report."
                )
            location, item = f"{table} “{key}”", targets[table][key]
            check_subjects(location, subjects, known_keys, vocabulary)
            check_references(location, subjects.get(REFERENCES, []), item.text)
            check_statements(location, subjects.get(STATEMENTS, []), targets["paragraphs"])
            item.subjects = curated_subjects(item.subjects, subjects)
            item.subjects.statements = statement_anchors(subjects, targets["paragraphs"])


def curated_subjects(suggested: Subjects, curated: dict[str, list[str]]) -> Subjects:
    """Return the curated subjects; if only links are curated, keep the suggested subjects."""
    if not curated.keys() - LINKS:
        return replace(suggested, cross_references=curated.get(REFERENCES, []))
    return Subjects(**curated, issuers=suggested.issuers, are_curated=True)


def parse_summary(value: object) -> str:
    """Return the summary in Markdown; raise CurationFileError if it cannot be rendered."""
    if not isinstance(value, str):
        raise CurationFileError(f"{FILE_NAME}: summary is not a string.")
    if error := markdown.validate_markdown(value):
        raise CurationFileError(f"{FILE_NAME}, summary: {error}")
    return value.strip()


def check_subjects(
    location: str,
    subjects: dict[str, list[str]],
    known_keys: set[str],
    vocabulary: Vocabulary,
) -> None:
    if unknown := set(subjects) - known_keys:
        raise CurationFileError(f"{FILE_NAME}, {location}: unknown keys {', '.join(unknown)}.")
    gazetteers: dict[str, Gazetteer] = {
        "themes": vocabulary.themes,
        "addressees": vocabulary.organizations,
        "organizations": vocabulary.organizations,
        "instruments": vocabulary.instruments,
    }
    for key, slugs in subjects.items():
        if not isinstance(slugs, list) or len(set(map(str, slugs))) < len(slugs):
            raise CurationFileError(
                f"{FILE_NAME}, {location}: {key} must be a list without repetition."
            )
        if key in LINKS:
            continue
        if unknown_slugs := [slug for slug in map(str, slugs) if slug not in gazetteers[key].slugs]:
            raise CurationFileError(
                f"{FILE_NAME}, {location}: {key} are not in the vocabulary: {', '.join(unknown_slugs)}."
            )


def check_references(location: str, phrases: list[str], text: str) -> None:
    printed = {phrase_of(text, mention) for mention in find_mentions(text)}
    if missing := [phrase for phrase in map(str, phrases) if phrase not in printed]:
        raise CurationFileError(
            f"{FILE_NAME}, {location}: the text does not refer to {', '.join(missing)}."
        )


def statement_anchors(
    curated: dict[str, list[str]], paragraphs: Mapping[str, Any]
) -> list[str] | None:
    """Return the anchors of the curated statements; None if the entry has no key `statements`."""
    keys = curated.get(STATEMENTS)
    return None if keys is None else [paragraphs[str(key)].anchor for key in keys]


def check_statements(location: str, keys: list[str], paragraphs: Container[str]) -> None:
    if missing := [key for key in map(str, keys) if key not in paragraphs]:
        raise CurationFileError(
            f"{FILE_NAME}, {location}: the report has no paragraphs {', '.join(missing)}."
        )
