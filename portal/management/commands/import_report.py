"""manage.py import_report FILE|FOLDER [--publish] [--replace] [--renew SLUG]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.importing import bulk, intake
from portal.importing.intake import REFUSALS, Wishes
from portal.importing.parsed import Draft
from portal.importing.renewing import told
from portal.management.progress import progress

WORKERS = {"postgresql": 4}  # SQLite has one writer at a time


class Command(BaseCommand):
    help = (
        "Import a report from a Word, PDF, HTML, Markdown or text file, as a draft or "
        "published; or every report in a folder."
    )

    def add_arguments(self, parser):
        parser.add_argument("path", type=Path, help="a file, or a folder of files")
        parser.add_argument(
            "--publish", action="store_true", help="publish it at once, doubts and all"
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="put it in the place of an earlier import that nobody has edited",
        )
        parser.add_argument(
            "--drop-addresses",
            action="store_true",
            help="replace it even if paragraphs or people that readers link to are gone",
        )
        parser.add_argument(
            "--renew",
            metavar="SLUG",
            help="show what a newer version of that report changes: new, changed, gone",
        )
        parser.add_argument(
            "--confirm", action="store_true", help="renew the report accordingly"
        )
        parser.add_argument(
            "--workers", type=int, help="files of a folder read at the same time"
        )

    def handle(self, *, path, renew, workers, **options):
        wishes = Wishes(
            options["publish"], options["replace"], options["drop_addresses"]
        )
        if renew:
            self.renew(path, renew, options)
        elif path.is_dir():
            self.take_in_all(path, wishes, workers)
        else:
            self.take_in(path, wishes)

    def renew(self, file, slug, options):
        try:
            planned = intake.renew(
                intake.File.at(file),
                slug,
                intake.Wishes(publish=options["publish"]),
                confirmed=options["confirm"],
            )
        except REFUSALS as fault:
            raise CommandError(str(fault)) from None
        for line in told.lines_of(planned):
            self.stdout.write(line)
        done = (
            "Done."
            if options["confirm"]
            else "Nothing has happened yet: add --confirm."
        )
        self.stdout.write(done)

    def take_in(self, file, wishes):
        try:
            report, draft = intake.take_in(file, wishes)
        except REFUSALS as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"{report.slug} ({report.get_status_display().lower()})")
        for line in found(draft):
            self.stdout.write(f"  {line}")
        self.stdout.write(f"{len(draft.notes)} doubts for an editor:")
        for note in draft.notes:
            self.stdout.write(f"  - {note.reason}")

    def take_in_all(self, folder, wishes, workers):
        paths = bulk.files_in(folder)
        if not paths:
            raise CommandError(f"“{folder}” holds no file that can be read.")
        workers = workers or WORKERS.get(connection.vendor, 1)
        workers = max(1, min(workers, len(paths)))
        outcomes = []
        with progress(total=len(paths), unit=" files", stream=self.stderr) as bar:
            for outcome in bulk.import_all(paths, wishes, workers):
                outcomes.append(outcome)
                bar.update()
        outcomes.sort(key=lambda one: one.path)
        for line in table(outcomes, folder):
            self.stdout.write(line)
        refused = sum(not one.is_imported for one in outcomes)
        if refused:
            raise CommandError(f"{refused} of {len(outcomes)} files were not imported.")


def found(draft: Draft):
    """Yield what the import found, one line a kind of record."""
    headline = sum(not one.parent for one in draft.recommendations)
    nested = len(draft.recommendations) - headline
    contributions = sum(len(one.speakers) for one in draft.paragraphs)
    yield f"{len(draft.sessions)} sessions, {len(draft.paragraphs)} paragraphs"
    yield f"{contributions} contributions by {len(draft.speakers)} people"
    yield (
        f"{len(draft.recommendations)} recommendations: {headline} headline, {nested} nested"
    )
    yield f"{sum(one.kind == 'discard' for one in draft.parts)} stretches left out, each with its reason"


def table(outcomes, folder):
    """Yield a line a file: what became of it, and how much it held."""
    names = [str(one.path.relative_to(folder)) for one in outcomes]
    width = max(map(len, [*names, "file"]))
    yield f"{'file':{width}}  paragraphs  recommendations  notes  seconds  report"
    for name, one in zip(names, outcomes, strict=True):
        counts = f"{one.paragraphs:10}  {one.recommendations:15}  {one.notes:5}  {one.seconds:7.2f}"
        yield f"{name:{width}}  {counts}  {one.slug or one.fault}"
