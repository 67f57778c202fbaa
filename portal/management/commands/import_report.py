"""manage.py import_report FILE|FOLDER ... [--publish] [--replace] [--dry-run] [--reimport SLUG]"""

import json
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from portal.exports.json_export import outline
from portal.imports import dry_run, folders, importer
from portal.imports.counted_imports import REFUSALS
from portal.imports.importer import ImportOptions
from portal.imports.reimport import run, summary
from portal.management.progress import progress_bar
from portal.parsing.parsed_report import ParsedReport

WORKERS = {"postgresql": 4}  # SQLite has one writer at a time


class Command(BaseCommand):
    help = (
        "Import a report from a Word, PDF, HTML, Markdown or text file, as a draft or "
        "published; or every report in a folder."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "paths", type=Path, nargs="+", metavar="path", help="a file, or a folder of files"
        )
        parser.add_argument(
            "--dry-run", action="store_true", help="show what would be stored, and store nothing"
        )
        parser.add_argument(
            "--json",
            action="store_true",
            help="with --dry-run: print the outline of each file as a JSON object on a line",
        )
        parser.add_argument(
            "--publish",
            action="store_true",
            help="publish the report immediately, even with open notes",
        )
        parser.add_argument(
            "--replace",
            action="store_true",
            help="replace an earlier import that no editor has changed",
        )
        parser.add_argument(
            "--drop-addresses",
            action="store_true",
            help="with --replace: allow it even if addresses that readers may have saved stop working",
        )
        parser.add_argument(
            "--reimport",
            metavar="SLUG",
            help="compare a newer version with that report and show what would change",
        )
        parser.add_argument(
            "--confirm", action="store_true", help="apply the changes shown by --reimport"
        )
        parser.add_argument(
            "--workers", type=int, help="number of files of a folder to read in parallel"
        )

    def handle(self, *, paths, reimport, workers, **options):
        import_options = ImportOptions(
            options["publish"], options["replace"], options["drop_addresses"]
        )
        if options["json"] and not options["dry_run"]:
            raise CommandError("--json requires --dry-run.")
        if options["dry_run"]:
            self.dry_run(paths, as_json=options["json"])
        elif reimport and len(paths) > 1:
            raise CommandError("--reimport takes one file.")
        elif reimport:
            self.reimport_file(paths[0], reimport, options)
        else:
            self.import_paths(paths, import_options, workers)

    def import_paths(self, paths, import_options, workers):
        for path in paths:
            if path.is_dir():
                self.import_folder(path, import_options, workers)
            else:
                self.import_file(path, import_options)

    def dry_run(self, paths, *, as_json):
        """Print what each file would become; a file that is refused stops none of the others."""
        dry_run.use_scratch_database()
        files = [file for path in paths for file in folders.files_at(path)]
        refused = []
        for file in files:
            try:
                with dry_run.imported_temporarily(importer.Upload.at(file)) as (report, draft):
                    if as_json:
                        self.stdout.write(json.dumps(outline(report), ensure_ascii=False))
                    else:
                        self.stdout.write(f"{report.title} ({file.name})")
                        self.show_draft(draft)
            except REFUSALS as error:
                refused.append(str(error))
                if as_json:
                    self.stdout.write(json.dumps({"refused": str(error)}, ensure_ascii=False))
        if refused:
            raise CommandError("\n".join(refused))

    def reimport_file(self, file, slug, options):
        try:
            plan = run.reimport_file(
                importer.Upload.at(file),
                slug,
                importer.ImportOptions(publish=options["publish"]),
                confirmed=options["confirm"],
            )
        except REFUSALS as error:
            raise CommandError(str(error)) from None
        for line in summary.summary_lines(plan):
            self.stdout.write(line)
        message = (
            "Done."
            if options["confirm"]
            else "Nothing has been changed yet. Add --confirm to apply this."
        )
        self.stdout.write(message)

    def import_file(self, file, import_options):
        try:
            report, draft = importer.import_path(file, import_options)
        except REFUSALS as error:
            raise CommandError(str(error)) from None
        self.stdout.write(f"{report.slug} ({report.get_status_display().lower()})")
        self.show_draft(draft)

    def show_draft(self, draft):
        for line in draft_summary_lines(draft):
            self.stdout.write(f"  {line}")
        self.stdout.write(f"{len(draft.notes)} notes for an editor:")
        for note in draft.notes:
            self.stdout.write(f"  - {note.reason}")

    def import_folder(self, folder, import_options, workers):
        paths = folders.find_files(folder)
        if not paths:
            raise CommandError(f"“{folder}” contains no file that can be imported.")
        workers = workers or WORKERS.get(connection.vendor, 1)
        workers = max(1, min(workers, len(paths)))
        outcomes = []
        with progress_bar(total=len(paths), unit=" files", stream=self.stderr) as bar:
            for outcome in folders.import_files(paths, import_options, workers):
                outcomes.append(outcome)
                bar.update()
        outcomes.sort(key=lambda outcome: outcome.path)
        for line in outcome_lines(outcomes, folder):
            self.stdout.write(line)
        refused = sum(not outcome.is_imported for outcome in outcomes)
        if refused:
            raise CommandError(f"{refused} of {len(outcomes)} files were not imported.")


def draft_summary_lines(draft: ParsedReport):
    """Yield the counts of the parsed records, one line per type."""
    headline = sum(not item.parent for item in draft.recommendations)
    nested = len(draft.recommendations) - headline
    contributions = sum(len(paragraph.speakers) for paragraph in draft.paragraphs)
    yield f"{len(draft.sessions)} sessions, {len(draft.paragraphs)} paragraphs"
    yield f"{contributions} contributions by {len(draft.speakers)} people"
    yield (f"{len(draft.recommendations)} recommendations: {headline} headline, {nested} nested")
    yield f"{sum(part.kind == 'discard' for part in draft.parts)} passages left out, each with its reason"


def outcome_lines(outcomes, folder):
    """Yield a table with one line per file."""
    names = [str(outcome.path.relative_to(folder)) for outcome in outcomes]
    width = max(map(len, [*names, "file"]))
    yield f"{'file':{width}}  paragraphs  recommendations  notes  seconds  report"
    for name, outcome in zip(names, outcomes, strict=True):
        counts = (
            f"{outcome.paragraphs:10}  {outcome.recommendations:15}  {outcome.notes:5}  "
            f"{outcome.seconds:7.2f}"
        )
        yield f"{name:{width}}  {counts}  {outcome.slug or outcome.error}"
