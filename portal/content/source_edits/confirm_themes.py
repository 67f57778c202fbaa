"""Confirm all themes that an import has suggested for a report."""

from portal.content.locking import SaveRefusedError
from portal.content.source_edits.operations import edit_operation
from recommendations.models import RecommendationTheme
from reports.models import ParagraphTheme, Report, ThemeStatus


def theme_assignments(report: Report) -> list:
    """Return two querysets: the assignments of paragraphs and of recommendations."""
    return [
        ParagraphTheme.objects.filter(paragraph__report=report),
        RecommendationTheme.objects.filter(recommendation__report=report),
    ]


def count_assigned_themes(report: Report) -> int:
    return sum(queryset.count() for queryset in theme_assignments(report))


def count_suggested_themes(report: Report) -> int:
    return sum(queryset.suggested().count() for queryset in theme_assignments(report))


@edit_operation(
    "Themes confirmed",
    named=lambda report: f"all {count_suggested_themes(report)} suggested",
)
def confirm_all(report: Report) -> int:
    """Confirm every suggested theme of the report; return their count."""
    count = 0
    for queryset in theme_assignments(report):
        count += queryset.suggested().update(status=ThemeStatus.CONFIRMED)
    if not count:
        raise SaveRefusedError("There are no suggested themes left.")
    return count
