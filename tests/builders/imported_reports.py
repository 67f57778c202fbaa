"""Reports imported from text in this process: the parser sandbox is tested elsewhere."""

from portal.content import draft_version
from portal.documents import readers
from portal.imports import importer, load_vocabulary
from portal.imports.importer import ImportOptions, ParsedUpload, Upload
from portal.imports.reimport import policy, run
from portal.parsing import pipeline
from reports.models import Report


def read(text, orphaned_people=(), name="seminar.txt"):
    """Return an upload of the text or file, and the result of parsing it."""
    file = Upload(name, text if isinstance(text, bytes) else text.encode())
    source = readers.read(file.name, file.content)
    draft = pipeline.parse_report(source, load_vocabulary.load_vocabulary(orphaned_people))
    return file, ParsedUpload(source, draft, frozenset(orphaned_people))


def import_text(text, *, name="seminar.txt", **options):
    """Import the text; return the report."""
    report, _ = importer.store_import(*read(text, name=name), ImportOptions(**options))
    return Report.objects.get(pk=report.pk)


def reimport_text(report, text, *, name="seminar.txt", **options):
    """Reimport the text as a newer version of the report; return it or its draft version."""
    root = report.root.pk
    orphaned = policy.orphaned_people(report).values_list("pk", flat=True)
    run.apply_reimport(report, *read(text, list(orphaned), name), ImportOptions(**options))
    return draft_version.current_draft(Report.objects.get(pk=root))
