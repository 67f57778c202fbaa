"""The parts of reports in a selection: those that are public, and those removed since."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from portal.oai.identifiers import PARTS, RecordKind
from portal.oai.selection import Selection
from portal.oai.set_specs import SetGroup
from portal.search.models import IndexChange
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


def with_datestamps(urls: QuerySet[RemovedUrl]) -> QuerySet[RemovedUrl]:
    """Annotate `gone_at`, the time of the logged change that removed the part.

    It is later than `removed_at`, and so closer to the time when others can see the removal.
    """
    changes = IndexChange.objects.filter(
        report_key=OuterRef("report"), at__gte=OuterRef("removed_at")
    )
    return urls.annotate(
        gone_at=Coalesce(Subquery(changes.order_by("at").values("at")[:1]), F("removed_at"))
    )


def removed(selection: Selection) -> QuerySet[RemovedUrl]:
    """Return the parts that a newer version of their report removed.

    Their levels and themes are not known any more: every set of a level or theme has them.
    """
    condition = Q(pk__in=[])
    for kind in PARTS:
        if kind in selection.kinds:
            condition |= Q(path__startswith=f"{kind}/")
    return with_datestamps(RemovedUrl.objects.filter(condition)).filter(
        in_window("gone_at", selection)
    )


def in_window(field: str, selection: Selection) -> Q:
    condition = Q()
    if selection.since:
        condition &= Q(**{f"{field}__gte": selection.since})
    if selection.until:
        condition &= Q(**{f"{field}__lte": selection.until})
    return condition
