"""Import a file without storing anything, to show what would be stored."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from portal.imports import draft_writer, importer, seeds
from portal.imports.draft_writer import PreparedDraft
from portal.imports.importer import ImportOptions, Upload
from portal.parsing.parsed_report import ParsedReport
from portal.parsing.unique_slugs import UniqueSlugs
from reports.former_slugs import reserved_slugs
from reports.models import Report


@contextmanager
def imported_temporarily(file: Upload) -> Iterator[tuple[Report, ParsedReport]]:
    """Yield the report that the file would become, and the parsed draft; nothing is kept.

    Whether the file was imported before does not matter. Raises UnreadableError.
    """
    parsed = importer.parse_upload(file, ImportOptions())
    with transaction.atomic():
        slugs = UniqueSlugs(reserved_slugs())
        report = Report(slug=slugs.allocate(importer.report_slug(parsed.draft)))
        prepared = PreparedDraft.of(parsed.source, parsed.draft)
        draft_writer.write_draft(parsed.source, file.content, prepared, report)
        draft_writer.save_notes(report, parsed.draft.notes)
        yield report, parsed.draft
        transaction.set_rollback(True)


def use_scratch_database() -> None:
    """Give a portal without tables a database in memory, with the vocabulary of its seeds."""
    if connection.vendor != "sqlite" or connection.introspection.table_names():
        return
    connection.close()
    connection.settings_dict["NAME"] = ":memory:"
    call_command("migrate", verbosity=0)
    seeds.load_seeds(settings.SEEDS_DIR / "vocabulary")
