"""What the preview of a table shows of the answers to be recorded: their names, before and after."""

from dataclasses import dataclass

from portal.follow_up.answer_columns import HEADINGS, texts_of
from portal.follow_up.table_preview import NewAnswer, TablePreview
from recommendations.models import FollowUp, Recommendation, Side
from reports.models import Organization, Paragraph

# The others are shown on request: the page stays readable.
MAX_SHOWN = 300


@dataclass(frozen=True)
class PreviewRow:
    """One answer: its body, its recommendation, and (heading, before, after) of each change."""

    line: int
    body: str
    side: str
    reference: str
    changes: tuple[tuple[str, str, str], ...]


def preview_rows(preview: TablePreview, *, is_whole: bool = False) -> tuple[list[PreviewRow], int]:
    """Return the first rows, or all, and how many are left out."""
    shown = preview.new if is_whole else preview.new[:MAX_SHOWN]
    answers = [each.answer for each in shown]
    bodies = Organization.objects.in_bulk(
        {each.reporter.organization for each in shown}
        | {answer.responsible for answer in answers if answer.responsible}
    )
    paragraphs = Paragraph.objects.select_related("report").in_bulk(
        {answer.evidence_paragraph for answer in answers if answer.evidence_paragraph}
    )
    wishes = Recommendation.objects.in_bulk({each.recommendation for each in shown})
    before = FollowUp.objects.select_related("responsible", "evidence_paragraph__report").in_bulk(
        {each.seen for each in shown if each.seen}
    )
    rows = [
        PreviewRow(
            each.line,
            bodies[each.reporter.organization].name,
            str(Side(each.reporter.side).label),
            wishes[each.recommendation].reference,
            changes_of(each, before.get(each.seen), bodies, paragraphs),
        )
        for each in shown
        if each.recommendation in wishes and each.reporter.organization in bodies
    ]
    return rows, len(preview.new) - len(shown)


def changes_of(
    new: NewAnswer,
    record: FollowUp | None,
    bodies: dict[int, Organization],
    paragraphs: dict[int, Paragraph],
) -> tuple[tuple[str, str, str], ...]:
    answer = new.answer
    after = texts_of(
        FollowUp(
            response=answer.response,
            status=answer.status,
            responsible=bodies.get(answer.responsible or 0),
            due_on=answer.due_on,
            text=answer.text,
            evidence_url=answer.evidence_url,
            evidence_paragraph=paragraphs.get(answer.evidence_paragraph or 0),
        )
    )
    shown = texts_of(record)
    return tuple(
        (heading, shown[name], after[name])
        for name, heading in HEADINGS.items()
        if shown[name] != after[name]
    )
