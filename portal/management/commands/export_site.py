"""manage.py export_site FOLDER [--language CODE]"""

import signal
import sys
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import translation

from portal.management.progress import progress_bar
from portal.offline import export
from portal.offline.folder import FolderRefusedError


class Command(BaseCommand):
    help = "Write the public site as files that work from a memory stick or on any static host."

    def add_arguments(self, parser):
        parser.add_argument("folder", type=Path, help="new, empty, or an earlier copy")
        parser.add_argument(
            "--language",
            choices=[code for code, _ in settings.LANGUAGES],
            default=settings.LANGUAGE_CODE,
            help="language of the pages around the texts",
        )

    def handle(self, *, folder, language, **options):
        # What is half written is removed.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
        try:
            with translation.override(language):
                count = self.export(folder)
        except (FolderRefusedError, OSError) as error:
            raise CommandError(str(error)) from None
        except export.IndexBusyError:
            raise CommandError(
                "Another process is writing the search index. Try again when it has finished."
            ) from None
        except export.ContentChangedError:
            raise CommandError(
                "Reports were published or withdrawn while the copy was written, each time that it "
                "was tried. Nothing was written: try again later."
            ) from None
        self.stdout.write(f"{folder}: {count:,} files. Open {folder / 'index.html'} in a browser.")

    def export(self, folder):
        bars = []

        def start_progress(total):
            bars.append(progress_bar(total=total, unit=" pages", stream=self.stderr))
            return bars[-1].update

        try:
            return export.export_site(folder, start_progress)
        finally:
            for bar in bars:
                bar.close()
