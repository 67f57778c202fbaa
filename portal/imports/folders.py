"""Import a folder of reports, one by one or in parallel worker processes."""

import multiprocessing
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path

import django
from django.db import DatabaseError, IntegrityError, connections

from portal.documents.readers import format_of
from portal.failures.causes import Failure, classify_error
from portal.failures.messages import operator_message
from portal.imports.counted_imports import REFUSALS
from portal.imports.curation_file import FILE_NAME
from portal.imports.importer import ImportOptions, import_path

MAX_ATTEMPTS = 3  # for a file that conflicts with a concurrent import


@dataclass(frozen=True)
class Outcome:
    """The result of importing one file."""

    path: Path
    slug: str = ""
    error: str = ""
    paragraphs: int = 0
    recommendations: int = 0
    notes: int = 0
    seconds: float = 0.0

    @property
    def is_imported(self) -> bool:
        return not self.error


def find_files(folder: Path) -> list[Path]:
    """Return the readable files below a folder, sorted, without hidden and curation files."""
    paths = (path for path in folder.rglob("*") if path.is_file())
    return sorted(
        path
        for path in paths
        if format_of(path.name)
        and path.name != FILE_NAME
        and not any(name.startswith(".") for name in path.relative_to(folder).parts)
    )


def files_at(path: Path) -> list[Path]:
    """Return the file, or the readable files below a folder."""
    return find_files(path) if path.is_dir() else [path]


def import_files(paths: list[Path], options: ImportOptions, workers: int) -> Iterator[Outcome]:
    """Import the files with `workers` processes; yield each outcome as it completes."""
    if workers == 1:
        yield from (import_file(path, options) for path in paths)
        return
    # Child processes cannot share a database connection.
    connections.close_all()
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(workers, context, initializer=django.setup) as pool:
        futures = [pool.submit(import_file, path, options) for path in paths]
        for future in as_completed(futures):
            yield future.result()


def import_file(path: Path, options: ImportOptions) -> Outcome:
    """Import one file; an error of the file or a known failure is part of the outcome."""
    started = time.monotonic()
    for _ in range(MAX_ATTEMPTS):
        try:
            report, draft = import_path(path, options)
        except REFUSALS as error:
            return Outcome(path, error=str(error), seconds=time.monotonic() - started)
        except (DatabaseError, OSError) as error:
            if is_conflict(error):
                # A concurrent import has stored the same report or person: try again.
                continue
            if classify_error(error) is None:
                raise
            message = operator_message(error)
            return Outcome(path, error=message, seconds=time.monotonic() - started)
        return Outcome(
            path,
            report.slug,
            paragraphs=len(draft.paragraphs),
            recommendations=len(draft.recommendations),
            notes=len(draft.notes),
            seconds=time.monotonic() - started,
        )
    message = f"“{path.name}” conflicted with another import of the same report or people. Import it again."
    return Outcome(path, error=message, seconds=time.monotonic() - started)


def is_conflict(error: Exception) -> bool:
    return isinstance(error, IntegrityError) or classify_error(error) is Failure.BUSY
