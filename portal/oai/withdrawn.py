"""What a report had when it was public last: its rows may be those of a draft by now."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.content.models import Revision
from portal.content.snapshot import Snapshot
from portal.oai.identifiers import RecordKind
from portal.oai.set_specs import OaiSet, SetGroup
from recommendations.filters import NO_LEVEL
from reports.models import Theme
from reports.trees import ThemeTree


@dataclass(frozen=True)
class PublishedPart:
    kind: RecordKind
    key: int
    path: str
    sets: tuple[OaiSet, ...]


def last_published_parts(report: int) -> Iterator[PublishedPart]:
    """Yield the report itself and its parts, as they were published last."""
    revisions = Revision.objects.filter(report=report).exclude(published_at=None)
    revision = revisions.order_by("-number").first()
    content = revision.snapshot if revision else Snapshot()
    series = [OaiSet(SetGroup.SERIES, content.report.series)] if content.report.series else []
    kind = RecordKind.REPORTS
    yield PublishedPart(kind, report, "", (OaiSet(SetGroup.KIND, kind), *series))
    themes = Themes()
    for key, recommendation in content.recommendation.items():
        level = OaiSet(SetGroup.LEVEL, recommendation.level or NO_LEVEL)
        sets = (*series, level, *themes.sets(recommendation.themes))
        yield published_part(RecordKind.RECOMMENDATIONS, key, recommendation.reference, sets)
    for key, paragraph in content.paragraph.items():
        sets = (*series, *themes.sets(paragraph.themes))
        yield published_part(RecordKind.PARAGRAPHS, key, paragraph.anchor, sets)


def published_part(
    kind: RecordKind, key: int, name: str, sets: tuple[OaiSet, ...]
) -> PublishedPart:
    return PublishedPart(kind, key, f"{kind}/{name}", (OaiSet(SetGroup.KIND, kind), *sets))


class Themes:
    """The sets of themes by their keys, each with those of broader themes."""

    def __init__(self) -> None:
        self.slugs = dict(Theme.objects.values_list("pk", "slug"))
        self.tree = ThemeTree()

    def sets(self, rows: tuple[tuple[int, str], ...]) -> list[OaiSet]:
        return theme_sets([self.slugs[key] for key, _ in rows if key in self.slugs], self.tree)


def theme_sets(slugs: list[str], tree: ThemeTree) -> list[OaiSet]:
    return [OaiSet(SetGroup.THEME, slug) for slug in sorted(tree.with_ancestors(slugs))]
