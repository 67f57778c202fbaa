"""What a report contained when it was last public: its rows may now be those of a draft."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from portal.content.models import Revision
from portal.content.snapshot import Snapshot
from portal.oai.identifiers import RecordKind
from portal.oai.set_specs import OaiSet, SetGroup
from recommendations.filters import NO_LEVEL
from reports.models import Theme
from reports.trees import ThemeTree


@dataclass(frozen=True)
class PublishedPart:
    report: int
    kind: RecordKind
    key: int
    path: str
    sets: tuple[OaiSet, ...]


def last_published_parts(reports: Collection[int]) -> Iterator[PublishedPart]:
    """Yield the reports themselves and their parts, as they were published last."""
    if not reports:
        return
    contents = dict(last_published(reports))
    themes = Themes()
    for report in reports:
        yield from parts_of(report, contents.pop(report, None), themes)


def last_published(reports: Collection[int]) -> Iterator[tuple[int, Revision]]:
    """Yield each report with the revision that was published last."""
    published = Revision.objects.exclude(published_at=None)
    newest = published.filter(report=OuterRef("report")).order_by("-number").values("pk")[:1]
    for revision in published.filter(report__in=reports, pk=Subquery(newest)):
        yield revision.report_id, revision


def parts_of(report: int, revision: Revision | None, themes: "Themes") -> Iterator[PublishedPart]:
    content = revision.snapshot if revision else Snapshot()
    series = [OaiSet(SetGroup.SERIES, content.report.series)] if content.report.series else []
    kind = RecordKind.REPORTS
    yield PublishedPart(report, kind, report, "", (OaiSet(SetGroup.KIND, kind), *series))
    for key, recommendation in content.recommendation.items():
        level = OaiSet(SetGroup.LEVEL, recommendation.level or NO_LEVEL)
        sets = (*series, level, *themes.sets(recommendation.themes))
        named = (RecordKind.RECOMMENDATIONS, recommendation.reference)
        yield published_part(report, key, named, sets)
    for key, paragraph in content.paragraph.items():
        sets = (*series, *themes.sets(paragraph.themes))
        yield published_part(report, key, (RecordKind.PARAGRAPHS, paragraph.anchor), sets)


def published_part(
    report: int, key: int, named: tuple[RecordKind, str], sets: tuple[OaiSet, ...]
) -> PublishedPart:
    kind, name = named
    return PublishedPart(report, kind, key, f"{kind}/{name}", (OaiSet(SetGroup.KIND, kind), *sets))


class Themes:
    """Looks up the OAI sets of themes by key; they include the sets of broader themes."""

    def __init__(self) -> None:
        self.slugs = dict(Theme.objects.values_list("pk", "slug"))
        self.tree = ThemeTree()

    def sets(self, rows: tuple[tuple[int, str], ...]) -> list[OaiSet]:
        return theme_sets([self.slugs[key] for key, _ in rows if key in self.slugs], self.tree)


def theme_sets(slugs: list[str], tree: ThemeTree) -> list[OaiSet]:
    return [OaiSet(SetGroup.THEME, slug) for slug in sorted(tree.with_ancestors(slugs))]
