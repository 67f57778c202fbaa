"""manage.py export_site FOLDER [--language CODE]"""

from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils import translation

from portal.failures.messages import operator_message
from portal.management.ended_by_exception import ended_by_exception
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
        refuse_missing_static_files()
        if settings.ON_LOOPBACK:
            self.stderr.write(f"The copy names {settings.BASE_URL} as the live site: set BASE_URL.")
        try:
            with translation.override(language), ended_by_exception():
                count = self.export(folder)
        except FolderRefusedError as error:
            raise CommandError(str(error)) from None
        except (DatabaseError, OSError) as error:
            raise CommandError(operator_message(error)) from None
        except export.IndexBusyError:
            raise CommandError(
                "Another process is writing the search index. Try again when it has finished."
            ) from None
        except export.ContentChangedError:
            raise CommandError(
                "Reports were published or withdrawn during every attempt to write the "
                "copy. Nothing was written: try again later."
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


def refuse_missing_static_files():
    try:
        staticfiles_storage.url("portal.css")
    except ValueError:
        raise CommandError(
            "There are no static files yet. Start the portal once (make serve), or run "
            "manage.py collectstatic."
        ) from None
