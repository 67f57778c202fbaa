"""manage.py outline SLUG"""

import json

from django.core.management.base import BaseCommand

from portal.importing.outline import outline
from portal.management.reports import report_named


class Command(BaseCommand):
    help = "Print a stored report as JSON."

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        found = outline(report_named(slug))
        self.stdout.write(json.dumps(found, ensure_ascii=False, indent=2))
