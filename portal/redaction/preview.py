"""What a redaction would change, by place, with some of the words around it."""

import json
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db import models

from portal.redaction.models import Redaction
from portal.redaction.passages import Matcher
from portal.redaction.search import Findings, RowChange
from portal.redaction.text_columns import COMPRESSED_COLUMNS
from portal.redaction.values import texts_in
from reports.models import Report

# Apps and models whose texts every editor may read. For all others (audit log, notices, unsaved
# forms, addresses of readers, errors of jobs) a preview has the numbers only.
SHOWN = {
    "reports",
    "recommendations",
    "entities.NotDuplicate",
    "content.Revision",
    "content.FileValues",
}
MAX_EXAMPLES = 5
CONTEXT_LENGTH = 60


@dataclass(frozen=True)
class Excerpt:
    """A passage between the words around it, and the title of its report."""

    before: str
    passage: str
    after: str
    report: str


@dataclass
class TablePreview:
    """A table with rows to change, and some of its texts, if editors may read them."""

    name: str
    are_texts_shown: bool
    count: int = 0
    examples: list[Excerpt] = field(default_factory=list)


def places(findings: Findings) -> list[TablePreview]:
    """Return the tables with passages, those with most rows first."""
    keys = findings.report_keys
    titles = dict(Report.objects.filter(pk__in=keys).values_list("pk", "title"))
    found: dict[str, TablePreview] = {}
    for row in findings:
        if row.model is Redaction:
            # The proposal itself, whose words are erased with the decision.
            continue
        name = place_of(row)
        place = found.setdefault(name, TablePreview(name, are_texts_shown(row.model)))
        place.count += 1
        if are_texts_shown(row.model) and len(place.examples) < MAX_EXAMPLES:
            title = titles.get(row.report_key or 0, "")
            place.examples += list(excerpts(row, findings.masking.matcher, title))[:1]
    return sorted(found.values(), key=lambda place: (-place.count, place.name))


def are_texts_shown(model: type[models.Model]) -> bool:
    return bool({model._meta.label, model._meta.app_label} & SHOWN)


def place_of(row: RowChange) -> str:
    return str(row.model._meta.verbose_name_plural).capitalize()


def excerpts(row: RowChange, matcher: Matcher, report: str) -> Iterator[Excerpt]:
    for text in texts_of(row):
        for start, end in matcher.spans(text):
            yield Excerpt(
                before=text[max(0, start - CONTEXT_LENGTH) : start],
                passage=text[start:end],
                after=text[end : end + CONTEXT_LENGTH],
                report=report,
            )


def texts_of(row: RowChange) -> Iterator[str]:
    """Yield the texts of the columns that change, as they are now."""
    for name in row.columns:
        value = row.before[name]
        if f"{row.model._meta.label}.{name}" in COMPRESSED_COLUMNS:
            value = json.loads(zlib.decompress(value))
        yield from texts_in(value)
