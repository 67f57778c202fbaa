"""One import in the place of an earlier one: never over an editor's work, nor under a reader's link."""

import hashlib
from collections.abc import Iterable

from django.db.models import QuerySet

from portal.importing import check
from reports.models import (
    Participation,
    Person,
    Report,
    SourceDocument,
)
from reports.models.people import UNTOUCHED

NAMED_AT_MOST = 10


class ImportRefusedError(ValueError):
    """The file was read, but is not taken; the message says why and what to do.

    What to do is an `option` of the command; whoever sent the file by a form has no command, and
    is told what to do `instead`.
    """

    def __init__(self, reason: str, *, option: str = "", instead: str = "") -> None:
        super().__init__(f"{reason} {option}".strip())
        self.on_a_page = f"{reason} {instead}".strip()


def told_on_a_page(fault: Exception) -> str:
    """Return why a file is not taken, for whoever sent it by a form."""
    return getattr(fault, "on_a_page", str(fault))


def replaceable(report: Report, *, publish: bool) -> Report:
    """Return the report that may be replaced, or say why it may not."""
    if report.status == Report.Status.PUBLISHED and not publish:
        raise ImportRefusedError(
            f"“{report.slug}” is published.",
            option="Add --publish to replace it in one step, or withdraw it first.",
            instead="Withdraw it first.",
        )
    if hasattr(report, "next_draft"):
        raise ImportRefusedError(
            f"The next version of “{report.slug}” is being drafted. Publish it or give it "
            "up first."
        )
    if edited := check.edits_of(report):
        raise ImportRefusedError(
            f"“{report.slug}” has been edited, and replacing it would lose that work: "
            f"{named(edited)}."
        )
    return report


def refuse_unsaid_change(report: Report) -> None:
    """Refuse to renew a report that has no source, or lacks words of its own source."""
    slug = report.root.slug
    if report.source is None:
        raise ImportRefusedError(
            f"“{slug}” was not imported: no source says what was where."
        )
    lost = [fault for fault in check.stored_faults(report) if fault.kind == "missing"]
    if lost := [one for one in lost if one.sentence.startswith("Nowhere stored")]:
        raise ImportRefusedError(
            f"An editor has taken words out of “{slug}”, and a newer version would "
            f"bring them back: {named(one.sentence for one in lost)}."
        )


def refuse_known_file(report: Report, content: bytes) -> None:
    """Refuse the file that the report follows, or one of another report.

    One that was received for it before, and is not followed, may be taken up again.
    """
    known = SourceDocument.objects.filter(sha256=hashlib.sha256(content).hexdigest())
    found = known.select_related("report").first()
    if found and (found.report != report.root or known.filter(pk=report.source_id)):
        raise ImportRefusedError(
            f"This file is already here: it is a version of report “{found.report.slug}”."
        )


def empty(report: Report) -> None:
    """Delete what the report holds. The record itself is to be filled anew: its history stays."""
    if report.pk is None:
        return
    known_from_here_only = list(only_known_from(report))
    for records in (
        report.recommendations,
        report.annexes,
        report.participations,
        report.sessions,
        report.parts,
        report.co_chairs.through.objects.filter(report=report),
    ):
        records.all().delete()
    for person in known_from_here_only:
        person.delete()
    # What was withdrawn stays so until somebody publishes it.
    if report.status != Report.Status.WITHDRAWN:
        report.status = Report.Status.DRAFT


def only_known_from(report: Report) -> QuerySet[Person]:
    """Return the people whom the report's import made, whom no other names and nobody edited.

    They come again with the next import, under the same address if under the same name.
    """
    its_own = [report, report.root]
    elsewhere = Participation.objects.exclude(report__in=its_own).values("person")
    here = Person.objects.filter(participations__report=report, version=UNTOUCHED)
    return here.exclude(pk__in=elsewhere).distinct()


def handed_out(report: Report) -> dict[str, str]:
    """Return every address that readers may hold of a report, and what stands there."""
    if report.pk is None or report.published_at is None:
        return {}
    parts = [*report.sessions.all(), *report.paragraphs.all()]
    people = Person.objects.filter(participations__report=report)
    return (
        {f"#{one.anchor}": str(one) for one in parts}
        | {one.reference: one.text for one in report.recommendations.all()}
        | pages_of(people)
    )


def pages_of(people: QuerySet[Person]) -> dict[str, str]:
    return {f"speakers/{one.slug}": str(one) for one in people}


def refuse_lost_addresses(report: Report, before: dict[str, str]) -> None:
    # Who speaks in another published report keeps the page.
    there = handed_out(report) | pages_of(Person.objects.published())
    lost = [address for address in before if address not in there]
    if lost:
        raise ImportRefusedError(
            f"Readers may hold addresses in “{report.slug}” that would lead nowhere: "
            f"{named(lost)}.",
            option="Add --drop-addresses to replace it all the same.",
        )


def named(things: Iterable[str]) -> str:
    """Return the first of the things in one line, and how many more there are."""
    things = list(things)
    more = len(things) - NAMED_AT_MOST
    return ", ".join(things[:NAMED_AT_MOST]) + (f" and {more} more" if more > 0 else "")
