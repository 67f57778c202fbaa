"""The parts of reports that a selection holds: those that are public, and those removed since."""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from portal.oai.identifiers import PARTS, RecordKind
from portal.oai.selection import Selection
from portal.oai.set_specs import SetGroup
from recommendations.filters import NO_LEVEL
from recommendations.models import Recommendation, RecommendationTheme
from reports.models import Paragraph, ParagraphTheme, RemovedUrl
from reports.trees import ThemeTree

MODELS = {RecordKind.RECOMMENDATIONS: Recommendation, RecordKind.PARAGRAPHS: Paragraph}
# The last part of the path of each.
NAMES = {RecordKind.RECOMMENDATIONS: "reference", RecordKind.PARAGRAPHS: "anchor"}
THEME_ROWS = {
    RecordKind.RECOMMENDATIONS: (RecommendationTheme, "recommendation"),
    RecordKind.PARAGRAPHS: (ParagraphTheme, "paragraph"),
}


def public_parts(kind: RecordKind, selection: Selection) -> QuerySet[Any]:
    """Return the public records of the kind in the set, whenever they changed."""
    parts = MODELS[kind].objects.published().filter(in_series(selection, "report__"))
    if (level := selection.value_of(SetGroup.LEVEL)) is not None:
        parts = parts.filter(in_level(level))
    if (theme := selection.value_of(SetGroup.THEME)) is not None:
        parts = parts.filter(has_theme(kind, theme))
    return parts


def in_series(selection: Selection, path: str) -> Q:
    series = selection.value_of(SetGroup.SERIES)
    if series is None:
        return Q()
    return Q(**{f"{path}series": series}) if series else ~Q(**{f"{path}series": ""})


def in_level(level: str) -> Q:
    if not level:
        return Q()
    return Q(level="" if level == NO_LEVEL else level)


def has_theme(kind: RecordKind, theme: str) -> Q:
    """Return the condition of records with the theme or a narrower one, or with any theme."""
    model, owner = THEME_ROWS[kind]
    rows = model._base_manager.filter(**{owner: OuterRef("pk")})
    if theme:
        rows = rows.filter(theme__slug__in=ThemeTree().with_descendants([theme]))
    return Q(Exists(rows))


def removed(selection: Selection) -> QuerySet[RemovedUrl]:
    """Return the parts that a newer version of their report removed.

    Their levels and themes are not known any more: every set of a level or theme has them.
    """
    condition = Q(pk__in=[])
    for kind in PARTS:
        if kind in selection.kinds:
            condition |= Q(path__startswith=f"{kind}/")
    urls = RemovedUrl.objects.filter(condition)
    if selection.since:
        urls = urls.filter(removed_at__gte=selection.since)
    return urls.filter(removed_at__lte=selection.until) if selection.until else urls
