"""The sets that have public records."""

from collections.abc import Iterator

from portal.oai.identifiers import RecordKind
from portal.oai.part_queries import MODELS
from portal.oai.set_specs import OaiSet, SetGroup
from recommendations.filters import NO_LEVEL
from recommendations.models import Recommendation
from reports.models import Report, Theme

NamedSet = tuple[OaiSet, str]
GROUP_NAMES = {
    SetGroup.KIND: "Everything, by kind",
    SetGroup.SERIES: "By series of workshops",
    SetGroup.LEVEL: "Recommendations, by level",
    SetGroup.THEME: "Recommendations and paragraphs, by theme",
}
KIND_NAMES = {
    RecordKind.REPORTS: "Reports",
    RecordKind.RECOMMENDATIONS: "Recommendations",
    RecordKind.PARAGRAPHS: "Paragraphs",
}
LEVEL_NAMES = {
    "national": "National level",
    "bilateral": "Bilateral level",
    "regional": "Regional level",
    "all": "All levels",
    NO_LEVEL: "Level not stated",
}


def public_sets() -> list[NamedSet]:
    """Return the sets with their names, each group before those of its values."""
    groups = {
        SetGroup.KIND: kinds(),
        SetGroup.SERIES: series(),
        SetGroup.LEVEL: levels(),
        SetGroup.THEME: themes(),
    }
    return [
        named
        for group, values in groups.items()
        if (members := [(OaiSet(group, value), name) for value, name in values])
        for named in [(OaiSet(group), GROUP_NAMES[group]), *members]
    ]


def kinds() -> Iterator[tuple[str, str]]:
    for kind, name in KIND_NAMES.items():
        model = MODELS.get(kind, Report)
        if model.objects.published().exists():
            yield kind, name


def series() -> Iterator[tuple[str, str]]:
    stated = Report.objects.published().exclude(series="").order_by("series")
    for name in stated.values_list("series", flat=True).distinct():
        yield name, name


def levels() -> Iterator[tuple[str, str]]:
    rows = Recommendation.objects.published().order_by().values_list("level", flat=True)
    used = {level or NO_LEVEL for level in rows.distinct()}
    yield from ((level, name) for level, name in LEVEL_NAMES.items() if level in used)


def themes() -> Iterator[tuple[str, str]]:
    rows = Theme.objects.published().order_by("label").values_list("slug", "label")
    yield from rows
