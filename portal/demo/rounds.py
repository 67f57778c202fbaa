"""Load the rounds of the demonstration, and what the sides answered, as editors would."""

import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from portal.demo.accounts import Team
from portal.documents import sandbox
from portal.documents.spreadsheets.read_table import ReadTable
from portal.follow_up import record_answers, rounds, submissions
from portal.follow_up.table_import import TableImport
from portal.follow_up.table_preview import by_reporter
from recommendations.models import Round, Submission
from reports.models import Report

SERIES = "TFML"
Status = Submission.Status


class RefusedTableError(Exception):
    """A table of answers has rows that the desk would refuse; the message gives their reasons."""


def read_rounds(file: Path) -> list[dict[str, Any]]:
    return list(tomllib.loads(file.read_text(encoding="utf-8"))["round"])


def read_tables(folder: Path, entry: dict[str, Any]) -> list[ReadTable]:
    """Read the tables of a round. Call it outside of a transaction."""
    return [sandbox.read_table(name, (folder / name).read_bytes()) for name in entry["tables"]]


def load_round(entry: dict[str, Any], tables: list[ReadTable], team: Team) -> Round:
    """Store a round with its answers; publish them, except for a few submissions."""
    created = rounds.create(fields=fields_of(entry), by=team.editor)
    published = rounds.change_status(
        follow_up_round=created,
        version=created.version,
        to=Round.Status.PUBLISHED,
        by=team.reviewer,
    )
    for table in tables:
        preview = TableImport(published).compare(table)
        if preview.refused:
            raise RefusedTableError("\n".join(row.reason for row in preview.refused))
        record_answers.record_for_round(
            follow_up_round=published, answers=by_reporter(preview.new), by=team.editor
        )
    finish_submissions(published, entry.get("unpublished", {}), team)
    return published


def fields_of(entry: dict[str, Any]) -> rounds.RoundFields:
    reports = Report.objects.published().filter(series=SERIES, starts_on__year__in=entry["years"])
    return rounds.RoundFields(
        series=SERIES,
        name=entry["name"],
        starts_on=entry["starts_on"],
        ends_on=entry["ends_on"],
        questions=entry["questions"].strip(),
        reports=tuple(reports),
    )


def finish_submissions(follow_up_round: Round, unpublished: dict[str, str], team: Team) -> None:
    for submission in follow_up_round.submissions.select_related("organization"):
        last = unpublished.get(submission.organization.slug, Status.PUBLISHED)
        for status, account in steps_to(last, team):
            submissions.change_status(submission=submission, to=status, by=account)


def steps_to(last: str, team: Team) -> Iterator[tuple[Status, Any]]:
    """Yield the statuses that a draft passes through, each with who sets it."""
    if last != Status.DRAFT:
        yield Status.IN_REVIEW, team.editor
    if last == Status.PUBLISHED:
        yield Status.PUBLISHED, team.reviewer
