"""manage.py import_report FILE [--publish] [--replace]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.importing import intake
from portal.importing.intake import REFUSALS, Wishes
from portal.importing.parsed import Draft
from portal.importing.renewing import told


class Command(BaseCommand):
    help = "Import a report from a text or Markdown file, as a draft or published."

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
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

    def handle(self, *, file, renew, **options):
        if renew:
            self.renew(file, renew, options)
        else:
            self.take_in(file, options)

    def renew(self, file, slug, options):
        try:
            planned = intake.renew(
                intake.File.at(file),
                slug,
                confirmed=options["confirm"],
                publish=options["publish"],
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

    def take_in(self, file, options):
        wishes = Wishes(
            options["publish"], options["replace"], options["drop_addresses"]
        )
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
