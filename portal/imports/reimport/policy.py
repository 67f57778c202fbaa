"""Rules for replacing an import: no edited report, and no published URL that is lost."""

from collections.abc import Iterable

from django.db.models import QuerySet

from portal.content import stored_coverage
from portal.redaction.hashes import known_hashes
from reports.models import Participation, Person, Report, SourceDocument
from reports.models.people import UNREVIEWED_VERSION

MAX_LISTED = 10


class ImportRefusedError(ValueError):
    """The file was read but is not imported; the message gives the reason and what to do.

    `option` names the command option that helps; `instead` is the advice on web pages, where
    no command options exist.
    """

    def __init__(self, reason: str, *, option: str = "", instead: str = "") -> None:
        super().__init__(f"{reason} {option}".strip())
        self.form_message = f"{reason} {instead}".strip()


def form_message(error: Exception) -> str:
    """Return the error message for users of the web form."""
    return getattr(error, "form_message", str(error))


def check_replaceable(report: Report, *, publish: bool) -> Report:
    """Return the report if an import may replace it; raise ImportRefusedError otherwise."""
    if report.status == Report.Status.PUBLISHED and not publish:
        raise ImportRefusedError(
            f"“{report.slug}” is published.",
            option="Add --publish to replace it in one step, or withdraw it first.",
            instead="Withdraw it first.",
        )
    if hasattr(report, "next_draft"):
        raise ImportRefusedError(
            f"The next version of “{report.slug}” is being drafted. Publish or discard it first."
        )
    if edited := stored_coverage.edits_of(report):
        raise ImportRefusedError(
            f"“{report.slug}” has been edited, and replacing it would lose that work: "
            f"{shorten_list(edited)}."
        )
    return report


def refuse_uncovered_report(report: Report) -> None:
    """Refuse to reimport a report without a source, or with text of its source deleted."""
    slug = report.root.slug
    if report.source is None:
        raise ImportRefusedError(
            f"“{slug}” was not imported, so there is no source to compare with."
        )
    missing = [
        error for error in stored_coverage.find_text_errors(report) if error.kind == "missing"
    ]
    if missing := [error for error in missing if error.message.startswith("Not stored")]:
        raise ImportRefusedError(
            f"An editor has deleted words from “{slug}”, and a newer version would "
            f"bring them back: {shorten_list(error.message for error in missing)}."
        )


def refuse_known_file(report: Report, content: bytes) -> None:
    """Refuse a file that the report is already based on, or one of another report.

    A file received earlier for this report is accepted if the report is based on another one now.
    """
    documents = SourceDocument.objects.filter(sha256__in=known_hashes(content))
    document = documents.select_related("report").first()
    if document and (document.report != report.root or documents.filter(pk=report.source_id)):
        raise ImportRefusedError(
            f"This file was already imported: it is a version of report “{document.report.slug}”."
        )


def orphaned_people(report: Report) -> QuerySet[Person]:
    """Return unedited people created by the import of this report and named in no other.

    The next import creates them again, with the same URL if the name is the same.
    """
    own_reports = [report, report.root]
    other_reports = Participation.objects.exclude(report__in=own_reports).values("person")
    people = Person.objects.filter(participations__report=report, version=UNREVIEWED_VERSION)
    return people.exclude(pk__in=other_reports).distinct()


def public_urls(report: Report) -> dict[str, str]:
    """Return every public URL of a published report with the text shown there."""
    if report.pk is None or report.published_at is None:
        return {}
    anchored = [*report.sessions.all(), *report.paragraphs.all()]
    people = Person.objects.filter(participations__report=report)
    return (
        {f"#{record.anchor}": str(record) for record in anchored}
        | {
            recommendation.reference: recommendation.text
            for recommendation in report.recommendations.all()
        }
        | person_urls(people)
    )


def person_urls(people: QuerySet[Person]) -> dict[str, str]:
    return {f"speakers/{person.slug}": str(person) for person in people}


def refuse_lost_urls(report: Report, previous_urls: dict[str, str]) -> None:
    # People who speak in another published report keep their page.
    remaining = public_urls(report) | person_urls(Person.objects.published())
    lost = [url for url in previous_urls if url not in remaining]
    if lost:
        raise ImportRefusedError(
            f"Addresses in “{report.slug}” that readers may have saved would stop working: "
            f"{shorten_list(lost)}.",
            option="Add --drop-addresses to replace it anyway.",
        )


def shorten_list(items: Iterable[str]) -> str:
    """Return the first items in one line, and the count of the rest."""
    items = list(items)
    rest = len(items) - MAX_LISTED
    return ", ".join(items[:MAX_LISTED]) + (f" and {rest} more" if rest > 0 else "")
