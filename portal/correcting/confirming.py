"""The themes that an import has suggested for a report, and an editor's word that they are right."""

from portal.correcting.corrections import correction
from portal.history.saving import SaveRefusedError
from recommendations.models import RecommendationTheme
from reports.models import ParagraphTheme, Report, ThemeStatus


def assignments_of(report: Report) -> list:
    """Return the assignments of the report's paragraphs and of its recommendations."""
    return [
        ParagraphTheme.objects.filter(paragraph__report=report),
        RecommendationTheme.objects.filter(recommendation__report=report),
    ]


def assigned_in(report: Report) -> int:
    return sum(one.count() for one in assignments_of(report))


def suggested_in(report: Report) -> int:
    return sum(one.suggested().count() for one in assignments_of(report))


@correction(
    "Themes confirmed", named=lambda report: f"all {suggested_in(report)} suggested"
)
def confirm_all(report: Report) -> int:
    """Confirm every suggested theme of the report; return how many there were."""
    number = 0
    for assigned in assignments_of(report):
        number += assigned.suggested().update(status=ThemeStatus.CONFIRMED)
    if not number:
        raise SaveRefusedError("No theme is suggested here any more.")
    return number
