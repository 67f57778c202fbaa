"""The tables that go out to reporters: a row for each recommendation, with the current answer."""

from collections.abc import Iterable, Iterator
from datetime import date

from django.db.models.functions import Lower

from portal.follow_up.answer_columns import HEADINGS, RESPONSES, STATUSES, texts_of
from portal.follow_up.current_records import current_records, recommendations_of
from portal.follow_up.submissions import Reporter
from recommendations.models import FollowUp, Round, Side, Submission
from reports.models import Organization

BODY, SIDE, REPORT, REFERENCE, TEXT = "Body", "Side", "Report", "Recommendation", "Text"
FILE = "File"
IDENTITY = (BODY, SIDE, REPORT, REFERENCE, TEXT)
TABLE_HEADINGS = (*IDENTITY, *HEADINGS.values(), FILE)
# The sheet that goes out and comes back; the second one explains it.
ANSWERS_SHEET, EXPLANATION_SHEET = "Answers", "How to fill this in"
EXPLANATIONS = (
    ("What to do", "Fill in the columns from “Response” on, then send this file back. Rows that you "
     "leave empty change nothing."),
    ("Body to Text", "Say which recommendation a row is about. Leave them as they are."),
    (HEADINGS["response"], "What you have said about the recommendation: choose from the list."),
    (HEADINGS["status"], "How far it is: choose from the list."),
    (HEADINGS["responsible"], "Who is to do it: the name of an organization."),
    (HEADINGS["due_on"], "The day by which it is to be done, such as 2026-12-31."),
    (HEADINGS["text"], "What has been done, in your own words, of any length up to 20,000 characters."),
    (HEADINGS["evidence_url"], "The address of a page that shows it, such as https://asean.org/law."),
    (HEADINGS["evidence_paragraph"], "A paragraph of a later report: its address."),
    (FILE, "Shows the file that you have sent. New files are added by the secretariat."),
)  # fmt: skip
# Of columns that are empty when the table goes out.
WIDTHS = {HEADINGS["text"]: 60, HEADINGS["responsible"]: 25, HEADINGS["evidence_url"]: 30}
CHOICES = {HEADINGS["response"]: list(RESPONSES), HEADINGS["status"]: list(STATUSES)}
# A day is a day in a workbook.
Row = list[str | date]


def reporters_of(follow_up_round: Round) -> list[Reporter]:
    """Return who has a submission of the round that is not withdrawn, by body and side."""
    rows = follow_up_round.submissions.exclude(status=Submission.Status.WITHDRAWN)
    ordered = rows.order_by(Lower("organization__name"), "side", "pk")
    return list(
        dict.fromkeys(Reporter(*pair) for pair in ordered.values_list("organization_id", "side"))
    )


def table_rows(follow_up_round: Round, reporters: Iterable[Reporter]) -> Iterator[Row]:
    """Yield a row for each recommendation of the round, one reporter after the other."""
    reporters = list(reporters)
    keys = {reporter.organization for reporter in reporters}
    names = dict(Organization.objects.filter(pk__in=keys).values_list("pk", "name"))
    asked = list(recommendations_of(follow_up_round))
    current = current_records(follow_up_round, reporters)
    for reporter in reporters:
        for recommendation in asked:
            yield [
                names[reporter.organization],
                str(Side(reporter.side).label),
                recommendation.report.slug,
                recommendation.reference,
                recommendation.text,
                *answer_cells(current.get((reporter, recommendation.pk))),
            ]


def answer_cells(record: FollowUp | None) -> Row:
    texts: dict[str, str | date] = dict(texts_of(record))
    if record and record.due_on:
        texts["due_on"] = record.due_on
    return [*texts.values(), file_name(record)]


def file_name(record: FollowUp | None) -> str:
    """Return what tables show of an evidence file, which they do not carry themselves."""
    return str(record.evidence_file.name) if record and record.evidence_file else ""
