"""A file's way into the portal: read, parsed, curated, stored, and published if asked to."""

import hashlib
from pathlib import Path

from django.db import transaction
from django.db.models import QuerySet

from portal.importing import assignments, check, knowledge, parse, readers, save
from portal.importing.parsed import Draft
from portal.importing.source import Source
from reports import publishing
from reports.models import Participation, Person, Report, SourceDocument
from reports.text import slugged

# Title and year fit into eighty characters with room for a month and day.
LONGEST_TITLE = 55
SMALL_WORDS = {
    "a",
    "an",
    "and",
    "at",
    "by",
    "for",
    "in",
    "of",
    "on",
    "the",
    "to",
    "with",
}


class ImportRefusedError(ValueError):
    """The file was read, but is not taken; the message says why and what to do."""


@transaction.atomic
def take_in(
    path: Path, *, publish: bool = False, replace: bool = False
) -> tuple[Report, Draft]:
    """Import the file as a draft report; return the report and what was read.

    A file `assignments.toml` beside it holds its curated subjects. Raises
    UnreadableError, AssignmentError or ImportRefusedError, and then stores nothing.
    """
    content = path.read_bytes()
    source = readers.read(path.name, content)
    draft = draft_of(path, source)
    report = place_for(content, draft, publish=publish, replace=replace)
    if replace:
        # Whom only the earlier import knew is a stranger again.
        draft = draft_of(path, source)
    save.save(source, content, draft, report)
    if publish:
        publishing.publish(report)
    return report, draft


def draft_of(path: Path, source: Source) -> Draft:
    vocabulary = knowledge.vocabulary()
    draft = parse.parse(source, vocabulary)
    if not draft.front.title:
        draft.front.title = path.stem
    curated = path.with_name(assignments.FILE_NAME)
    if curated.exists():
        assignments.assign(draft, assignments.read(curated), vocabulary)
    return draft


def place_for(content: bytes, draft: Draft, *, publish: bool, replace: bool) -> Report:
    """Return the report to fill: a new one, or an emptied one if it is to be replaced."""
    sha256 = hashlib.sha256(content).hexdigest()
    known = (
        SourceDocument.objects.filter(sha256=sha256).select_related("report").first()
    )
    if known and not replace:
        raise ImportRefusedError(
            f"This file is already here: report “{known.report.slug}” "
            f"({known.report.get_status_display().lower()}). "
            "Use --replace to read it anew."
        )
    slug = slug_of(draft)
    there = known.report if known else Report.objects.filter(slug=slug).first()
    if there is None:
        return Report(slug=slug)
    if replace:
        return emptied(there, publish=publish)
    if there.starts_on != draft.front.starts_on:
        dated = slug_of(draft, with_day=True)
        if not Report.objects.filter(slug=dated).exists():
            return Report(slug=dated)
    raise ImportRefusedError(
        f"A report of that title and year is here from another file: “{there.slug}” "
        f"({there.get_status_display().lower()}). Use --replace to put this file in its place."
    )


def slug_of(draft: Draft, *, with_day: bool = False) -> str:
    words = (
        word for word in draft.front.title.split() if word.lower() not in SMALL_WORDS
    )
    title = slugged(" ".join(words), LONGEST_TITLE) or "report"
    day = draft.front.starts_on
    if day is None:
        return title
    return f"{title}-{day:%Y-%m-%d}" if with_day else f"{title}-{day:%Y}"


def emptied(report: Report, *, publish: bool) -> Report:
    """Delete what the report holds and return it, unsaved, under its old key and slug."""
    if report.status == Report.Status.PUBLISHED and not publish:
        raise ImportRefusedError(
            f"“{report.slug}” is published. Add --publish to replace it in one step, or "
            "withdraw it first."
        )
    if edited := check.edits_of(report):
        raise ImportRefusedError(
            f"“{report.slug}” has been edited, and replacing it would lose that work: "
            f"{', '.join(edited)}."
        )
    successor = Report(
        pk=report.pk,
        slug=report.slug,
        version=report.version + 1,
        published_at=report.published_at,
    )
    known_from_here_only = list(only_known_from(report))
    report.delete()
    for person in known_from_here_only:
        person.delete()
    return successor


def only_known_from(report: Report) -> QuerySet[Person]:
    """Return the people whom the report's import made, whom no other names and nobody edited.

    They come again with the next import, under the same address if under the same name.
    """
    elsewhere = Participation.objects.exclude(report=report).values("person")
    here = Person.objects.filter(participations__report=report, version=1)
    return here.exclude(pk__in=elsewhere).distinct()
