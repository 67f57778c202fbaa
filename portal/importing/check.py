"""What is stored of a report beside its source: is it all there, and has anybody edited it?"""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import PurePath

from portal.importing import fidelity, labels, sandbox
from portal.importing.fidelity import Fault, Unit, excerpt
from portal.importing.source import UnreadableError
from recommendations.models import Recommendation
from reports.models import Paragraph, Report, SourcePart
from reports.text import DIRECTION, collapsed


def faults_of(report: Report) -> list[Fault]:
    """Return what is missing from the stored report, added to it, moved, or wrong with its file."""
    document = report.source
    content = bytes(document.content)
    try:
        reread = sandbox.read(document.name, content)
    except UnreadableError as fault:
        return [Fault("source", f"The kept file cannot be read: {fault}")]
    faults = fidelity.of_file(content, document.sha256, document.text, reread)
    return faults + stored_faults(report)


def stored_faults(report: Report) -> list[Fault]:
    """Return what is wrong with the stored report beside the text kept of its source."""
    if report.source is None:
        return []
    faults = fidelity.compare(report.source.text, units_of(report))
    return faults + list(retitled(report)) + list(nested_otherwise(report))


def units_of(report: Report) -> Iterator[Unit]:
    """Yield every stored stretch of the source, under the name that an editor knows it by.

    What stands in the text comes in the order in which the report shows it.
    """
    asked_in = defaultdict(list)
    for asked in report.recommendations.as_printed():
        asked_in[asked.paragraph_id].append(asked)
    for part in report.parts.order_by("pk"):
        is_discard = part.kind == SourcePart.Kind.DISCARD
        # A level's heading or a footnote stands among recommendations, but belongs to none.
        is_loose = part.kind in {SourcePart.Kind.HEADING, SourcePart.Kind.FOOTNOTE}
        yield Unit(str(part), part.spans, part.text, is_discard, is_loose)
    for session in report.sessions.as_printed():
        yield Unit(f"Heading “{session.title}”", session.spans, session.heading)
        for paragraph in session.paragraphs.order_by("position"):
            yield Unit(
                name_of(paragraph),
                paragraph.spans,
                paragraph.text,
                label=paragraph.label,
            )
            yield from map(unit_of, asked_in.pop(paragraph.pk, ()))
    for left in asked_in.values():
        yield from map(unit_of, left)


def unit_of(asked: Recommendation) -> Unit:
    return Unit(f"Recommendation {asked.number}", asked.spans, asked.text)


def name_of(paragraph: Paragraph) -> str:
    return f"Paragraph {paragraph.number or paragraph.anchor}"


def retitled(report: Report) -> Iterator[Fault]:
    """Find what readers see in the place of what the source prints: titles and numbers."""
    if not is_printed(report.title, report):
        yield Fault("added", f"The report is titled “{excerpt(report.title)}”.")
    for session in report.sessions.exclude(heading=""):
        heading = collapsed(DIRECTION.sub("", session.heading))
        if collapsed(session.title) not in heading:
            yield Fault("added", f"“{session.heading}” is titled “{session.title}”.")
    for paragraph in report.paragraphs.exclude(label=""):
        if paragraph.number != labels.number_in(paragraph.label):
            yield Fault(
                "added", f"Paragraph {paragraph.label} is numbered {paragraph.number}."
            )


def is_printed(title: str, report: Report) -> bool:
    """Say whether the title block prints the title's words in their order, days between them or not."""
    block = report.parts.filter(kind=SourcePart.Kind.TITLE).order_by("pk")
    front = iter(re.findall(r"\w+", " ".join(part.text for part in block)))
    # A report without a title has its file's name for one.
    is_file_name = title == PurePath(report.source.name).stem
    return is_file_name or all(word in front for word in re.findall(r"\w+", title))


def nested_otherwise(report: Report) -> Iterator[Fault]:
    """Find recommendations that stand under another one than their number says."""
    asked = list(report.recommendations.as_printed().select_related("parent"))
    numbers = {one.number for one in asked}
    for one in asked:
        if one.version > 1:
            # An editor put it there; its number stays.
            continue
        stem = one.number.rpartition(".")[0]
        under = stem if stem in numbers else ""
        stands_under = one.parent.number if one.parent else ""
        if under != stands_under:
            place = stands_under or "no other"
            yield Fault("moved", f"Recommendation {one.number} is under {place}.")


def edits_of(report: Report) -> list[str]:
    """Return the names of what an editor has changed since the import."""
    edited = ["its own page"] if report.version > report.imported_version else []
    for records in (report.sessions, report.paragraphs, report.recommendations):
        edited += [excerpt(str(one)) for one in records.filter(version__gt=1)]
    # The kept file is none of their work: nobody can change it.
    return edited + [fault.sentence for fault in stored_faults(report)]
