"""Count the themes of a stored report."""

from recommendations.models import RecommendationTheme
from reports.models import ParagraphTheme, Report


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
