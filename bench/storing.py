"""python -m bench.storing [--paragraphs 3000,9000] [--runs 7]: how long storing a file keeps others out.

Imports an invented report and a newer version of it, in which every text differs, into the configured
database, which must have its tables, and deletes both. Prints medians of the time from the first
query of the longest transaction to its commit, of the processor time in it, and of the longest save
of another editor, who saves another report all the time.
"""

import argparse
import gc
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

import django

from bench.other_editor import Span, longest_save, other_editor
from bench.timing import median

ORGANIZATIONS = ("Norway", "Cambodia", "Jamaica", "World Fund")
THEMES = ("Wages", "Training", "Visas")
PER_SESSION = 50
HEAD = (
    "| paragraphs | database | import: s | CPU s | other editor: s | reimport: s | CPU s "
    "| other editor: s |\n|--:|---|--:|--:|--:|--:|--:|--:|"
)
PARAGRAPHS_OF_OTHER = 30


class Transaction(NamedTuple):
    """The longest comes last in order."""

    seconds: float
    processor: float
    span: Span


def text_of(paragraphs: int, word: str = "people") -> str:
    """Return a report: every third paragraph has a speaker, every tenth a recommendation."""
    lines = ["Seminar on Storing", "10 March 2019, Bangkok", ""]
    for number in range(1, paragraphs + 1):
        if number % PER_SESSION == 1:
            session = number // PER_SESSION + 1
            lines += [f"Session {session}: Part {session}", ""]
        theme = THEMES[number % len(THEMES)].lower()
        speaker = f"Ms. Ana Name{chr(97 + number % 20)}, Adviser, said that"
        opening = "It was seen that" if number % 3 else speaker
        body = f"{theme} of {word} in place {number} grow with the count of {number * 7} ships."
        lines += [f"{number}. {opening} {body}", ""]
        if number % 10 == 0:
            organization = ORGANIZATIONS[number % len(ORGANIZATIONS)]
            lines[-2] += " Participants recommended to:"
            lines += [f"- improve {theme} for ship {number} ({organization});", ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.storing", description=__doc__)
    parser.add_argument("--paragraphs", default="3000,9000", help="sizes, with commas")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    print(HEAD)
    make_vocabulary()
    for paragraphs in map(int, arguments.paragraphs.split(",")):
        print(row(paragraphs, arguments.runs), flush=True)


def make_vocabulary() -> None:
    from reports.models import Organization, Theme  # noqa: PLC0415 -- settings load first

    for name in ORGANIZATIONS:
        Organization.objects.get_or_create(slug=name.lower().replace(" ", "-"), name=name)
    for name in THEMES:
        Theme.objects.get_or_create(slug=name.lower(), label=name, definition="A theme.")


def row(paragraphs: int, runs: int) -> str:
    """Return the medians of that many runs as a row of the table."""
    from django.db import connection  # noqa: PLC0415

    from portal.imports import importer  # noqa: PLC0415
    from reports.models import Report  # noqa: PLC0415

    versions = [read(text_of(paragraphs, word)) for word in ("people", "nurses")]
    other, _ = importer.store_import(*read(text_of(PARAGRAPHS_OF_OTHER)), importer.ImportOptions())
    try:
        with other_editor(other.pk) as saves:
            stored = [store(*versions) for _ in range(runs)]
    finally:
        Report.objects.get(pk=other.pk).delete()
    columns = [
        f"{median(values):.2f}"
        for imports in zip(*stored, strict=True)
        for values in (
            [one.seconds for one in imports],
            [one.processor for one in imports],
            [longest_save(saves, one.span) for one in imports],
        )
    ]
    return f"| {paragraphs:,} | {connection.vendor} | {' | '.join(columns)} |"


def read(text: str) -> tuple[Any, Any]:
    """Return an upload of the text, and what is read from it."""
    from portal.documents import readers  # noqa: PLC0415
    from portal.imports import load_vocabulary  # noqa: PLC0415
    from portal.imports.importer import ParsedUpload, Upload  # noqa: PLC0415
    from portal.parsing import pipeline  # noqa: PLC0415

    file = Upload("storing.txt", text.encode())
    source = readers.read(file.name, file.content)
    draft = pipeline.parse_report(source, load_vocabulary.load_vocabulary(()))
    return file, ParsedUpload(source, draft)


def store(first: tuple[Any, Any], newer: tuple[Any, Any]) -> tuple[Transaction, Transaction]:
    """Import and reimport; return the longest transaction of each."""
    from portal.imports import importer  # noqa: PLC0415
    from portal.imports.reimport import run  # noqa: PLC0415
    from reports.models import Report  # noqa: PLC0415

    options = importer.ImportOptions()
    with transaction_times() as imported:
        report, _ = importer.store_import(*first, options)
    report = Report.objects.get(pk=report.pk)
    try:
        with transaction_times() as reimported:
            run.apply_reimport(report, *newer, options)
    finally:
        Report.objects.get(pk=report.pk).delete()
    return max(imported), max(reimported)


@contextmanager
def transaction_times() -> Iterator[list[Transaction]]:
    """Measure every transaction from its first query to its commit."""
    from django.db import connection, transaction  # noqa: PLC0415

    began: list[float] = []
    times: list[Transaction] = []

    def end() -> None:
        first, last = began[0], time.monotonic()
        times.append(Transaction(last - first, time.process_time() - began[1], (first, last)))
        began.clear()

    def watch(execute: Callable, sql: str, params: Any, many: bool, context: Any) -> Any:
        if connection.in_atomic_block and not began:
            began.extend((time.monotonic(), time.process_time()))
            transaction.on_commit(end)
        return execute(sql, params, many, context)

    gc.collect()
    with connection.execute_wrapper(watch):
        yield times


if __name__ == "__main__":
    main()
