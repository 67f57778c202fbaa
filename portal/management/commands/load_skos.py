"""manage.py load_skos FILE [--confirmed]"""

from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portal.imports.skos import load_skos
from portal.imports.skos_file import SkosError


class Command(BaseCommand):
    help = (
        "Add themes and their labels from a SKOS file in Turtle (.ttl) or JSON-LD (.jsonld). "
        "Themes and labels that the portal has stay as they are."
    )

    def add_arguments(self, parser):
        parser.add_argument("file", type=Path)
        parser.add_argument(
            "--confirmed",
            action="store_true",
            help="people have checked the labels; without it they are marked as unconfirmed",
        )

    def handle(self, *, file, confirmed, **options):
        try:
            report = load_skos(file, is_confirmed=confirmed)
        except SkosError as error:
            raise CommandError(str(error)) from None
        for title in ("added", "kept", "refused"):
            lines = getattr(report, title)
            self.stdout.write(f"{title}: {len(lines)}")
            for line in lines:
                self.stdout.write(f"  {line}")
