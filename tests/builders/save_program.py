"""The reports that random programs of saves begin with, and how these reimport one."""

from portal.imports.importer import ImportOptions
from portal.imports.reimport import policy, run
from reports.models import Report
from tests.builders import outside_records
from tests.builders.imported_reports import import_text, read
from tests.builders.newer_texts import SEMINAR
from tests.builders.records import make_instrument, make_organization, make_theme


def reimport(report, text, by):
    """Bring the report, as it was seen before the file was read, to the newer version."""
    orphaned = list(policy.orphaned_people(report).values_list("pk", flat=True))
    file, parsed = read(text, orphaned)
    if Report.objects.filter(pk=report.pk).exists():
        policy.refuse_known_file(report, file.content)
        policy.refuse_uncovered_report(report)
    return run.apply_reimport(report, file, parsed, ImportOptions(by=by))


def make_reports():
    """Return the keys of a draft and a published report, and that of an earlier recommendation."""
    for name in ("Norway", "Sweden", "Cambodia", "ILO"):
        make_organization(name)
    for label in ("Training", "Wages"):
        make_theme(label)
    make_instrument("Skills Convention")
    draft = import_text(SEMINAR)
    published = import_text(SEMINAR.replace("Seminar on Skills", "Seminar on Wages"), publish=True)
    earlier = outside_records.make_correspondents((draft, published))
    return (draft.pk, published.pk), earlier.pk
