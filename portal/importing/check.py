"""What is stored of a report beside its source: is it all there, and has anybody edited it?"""

from collections.abc import Iterator

from portal.importing import fidelity, readers
from portal.importing.fidelity import Fault, Unit
from reports.models import Report, SourcePart

EXCERPT = 60  # characters


def faults_of(report: Report) -> list[Fault]:
    """Return what is missing from the stored report, added to it, or wrong with its file."""
    document = report.source
    content = bytes(document.content)
    reread = readers.read(document.name, content)
    faults = fidelity.of_file(content, document.sha256, document.text, reread)
    return faults + fidelity.compare(document.text, units_of(report))


def units_of(report: Report) -> Iterator[Unit]:
    """Yield every stored stretch of the source, under the name that an editor knows it by."""
    for part in report.source.parts.order_by("pk"):
        is_discard = part.kind == SourcePart.Kind.DISCARD
        yield Unit(str(part), part.spans, part.text, is_discard)
    for session in report.sessions.as_printed():
        yield Unit(f"Heading “{session.title}”", session.spans, session.heading)
    for paragraph in report.paragraphs.as_printed():
        text = f"{paragraph.label} {paragraph.text}"
        yield Unit(
            f"Paragraph {paragraph.number or paragraph.anchor}", paragraph.spans, text
        )
    for asked in report.recommendations.as_printed():
        yield Unit(f"Recommendation {asked.reference}", asked.spans, asked.text)


def edits_of(report: Report) -> list[str]:
    """Return the names of what an editor has changed since the import."""
    edited = ["its own page"] if report.version > report.source.report_version else []
    for records in (report.sessions, report.paragraphs, report.recommendations):
        edited += [str(one)[:EXCERPT] for one in records.filter(version__gt=1)]
    return edited + [fault.sentence for fault in faults_of(report)]
