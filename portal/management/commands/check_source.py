"""manage.py check_source SLUG"""

from django.core.management.base import BaseCommand, CommandError

from portal.content.stored_coverage import prove
from portal.management.args import get_report


class Command(BaseCommand):
    help = (
        "Check that a stored report contains exactly the text that was read from its file, in "
        "order, and compare this text with a second, independent extraction of the file. Where "
        "the two extractions differ, the text is uncertain: compare it with the file, then "
        "resolve the note in the workbench. Levels, speakers and themes are not checked: an "
        "editor has to judge them. Exits with 1 if there are errors; uncertain places are not "
        "errors."
    )

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        report = get_report(slug)
        if report.source is None:
            raise CommandError(f"“{slug}” was not imported: it has no source to compare.")
        proof = prove(report)
        for error in proof.errors:
            self.stdout.write(error.message)
        for place in proof.uncertain:
            self.stdout.write(f"{place.name}: {place.reason}" if place.name else place.reason)
        if proof.confirmed:
            self.stdout.write(f"Uncertain, but compared by an editor: {proof.confirmed}")
        if proof.masked:
            self.stdout.write(
                f"Masked by a redaction: {proof.masked} characters. They are compared as they are; "
                "the file itself is withheld, so it was not read again."
            )
        kinds = [error.kind for error in proof.errors]
        missing, added = kinds.count("missing"), kinds.count("added")
        uncertain = f"{len(proof.uncertain)} uncertain, " if proof.uncertain else ""
        self.stdout.write(
            f"{slug}: {proof.verdict}: {len(report.source.text)} characters, {uncertain}"
            f"{missing} missing, {added} added"
        )
        if proof.errors:
            raise SystemExit(1)
