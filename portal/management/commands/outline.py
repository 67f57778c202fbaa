"""manage.py outline SLUG"""

import json

from django.core.management.base import BaseCommand

from portal.exports.json_export import outline
from portal.management.args import get_report


class Command(BaseCommand):
    help = "Print a stored report as JSON."

    def add_arguments(self, parser):
        parser.add_argument("slug")

    def handle(self, *, slug, **options):
        data = outline(get_report(slug))
        self.stdout.write(json.dumps(data, ensure_ascii=False, indent=2))
