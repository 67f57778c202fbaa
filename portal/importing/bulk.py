"""A folder of reports: one file after the other, or several at a time, whatever becomes of each."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import DatabaseError, IntegrityError, connections

from portal.failure_messages import told_to_operators
from portal.failures import Failure, failure_of
from portal.importing.assignments import FILE_NAME
from portal.importing.intake import REFUSALS, Wishes, take_in
from portal.importing.readers import format_of

TRIES = 3  # of a file that met another import of the same report


@dataclass(frozen=True)
class Outcome:
    """What became of a file."""

    path: Path
    slug: str = ""
    fault: str = ""
    paragraphs: int = 0
    recommendations: int = 0
    notes: int = 0
    seconds: float = 0.0

    @property
    def is_imported(self) -> bool:
        return not self.fault


def files_in(folder: Path) -> list[Path]:
    """Return the files that can be read, in the folder and those below it, hidden ones left out."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path
        for path in found
        if format_of(path.name)
        and path.name != FILE_NAME
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    )


def import_all(paths: list[Path], wishes: Wishes, workers: int) -> Iterator[Outcome]:
    """Import the files, so many at a time; yield what became of each as it is known."""
    if workers == 1:
        yield from (outcome_of(path, wishes) for path in paths)
        return
    # A connection to the database cannot be shared with a process that is begun from this one.
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=django.setup) as pool:
        started = [pool.submit(outcome_of, path, wishes) for path in paths]
        for one in as_completed(started):
            yield one.result()


def outcome_of(path: Path, wishes: Wishes) -> Outcome:
    """Import one file; whatever is wrong with it is told, and stops nothing else."""
    begun = time.monotonic()
    for _ in range(TRIES):
        try:
            report, draft = take_in(path, wishes)
        except REFUSALS as fault:
            return Outcome(path, fault=str(fault), seconds=time.monotonic() - begun)
        except (DatabaseError, OSError) as error:
            if is_a_meeting(error):
                # Another import has stored the same report or person meanwhile: look again.
                continue
            failure = failure_of(error)
            if failure is None:
                raise
            fault = told_to_operators(error)
            return Outcome(path, fault=fault, seconds=time.monotonic() - begun)
        return Outcome(
            path,
            report.slug,
            paragraphs=len(draft.paragraphs),
            recommendations=len(draft.recommendations),
            notes=len(draft.notes),
            seconds=time.monotonic() - begun,
        )
    fault = f"“{path.name}” met other imports of the same report or people. Import it again."
    return Outcome(path, fault=fault, seconds=time.monotonic() - begun)


def is_a_meeting(error: Exception) -> bool:
    return isinstance(error, IntegrityError) or failure_of(error) is Failure.BUSY
