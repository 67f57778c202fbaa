"""Template filter that puts the rows of a table together."""

from dataclasses import dataclass
from itertools import groupby

from django import template

from reports.models import Paragraph

register = template.Library()


@dataclass(frozen=True)
class RowGroup:
    """Adjacent rows with the same count of columns; or one paragraph, without columns."""

    columns: int
    paragraphs: list[Paragraph]


@register.filter
def group_rows(paragraphs):
    """Return the paragraphs in groups, in order; a row with a speaker or points stays alone."""
    groups = []
    for columns, group in groupby(paragraphs, key=count_columns):
        members = list(group)
        if columns:
            groups.append(RowGroup(columns, members))
        else:
            groups += [RowGroup(0, [paragraph]) for paragraph in members]
    return groups


def count_columns(paragraph):
    is_plain_row = paragraph.voice == Paragraph.Voice.DOCUMENT and not paragraph.headlines
    return paragraph.cells.count("<td") if is_plain_row else 0
