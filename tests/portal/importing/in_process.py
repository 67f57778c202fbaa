"""Reports as text that are read in this process: what reading in another adds is tested elsewhere."""

from portal.importing import intake, knowledge, parse, readers, replacing
from portal.importing.intake import File, Reading, Wishes
from reports.models import Report


def read(text, strangers=()):
    """Return a file of the text, and what the parser makes of it."""
    file = File("seminar.txt", text.encode())
    source = readers.read(file.name, file.content)
    draft = parse.parse(source, knowledge.vocabulary(strangers))
    return file, Reading(source, draft, frozenset(strangers))


def imported(text, **wishes):
    """Return the report that is made of the text."""
    report, _ = intake.store(*read(text), Wishes(**wishes))
    return Report.objects.get(pk=report.pk)


def brought(report, text, **wishes):
    """Bring the report, or its next draft, to the newer version that the text is; return it."""
    root = report.root.pk
    known_here = replacing.only_known_from(report).values_list("pk", flat=True)
    plan = intake.bring(report, *read(text, list(known_here)), Wishes(**wishes))
    keys = (plan.report.pk, root)
    return Report.objects.filter(pk__in=keys).order_by("-pk").first()
