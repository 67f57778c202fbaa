"""Bring the formatted texts of a report up to date: derived from source, spans and plain text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from django.db import models

from portal.parsing.formatted_markdown import to_markdown, to_table_row
from portal.parsing.formatting import FormattedSource
from portal.parsing.source import FormattedSpan
from recommendations.models import Recommendation
from reports.markdown import render_paragraphs
from reports.models import Paragraph, Report, SourceDocument, SourcePart
from reports.models.formatted_text import FormattedText, visible_text
from reports.text import normalize_whitespace

COLUMNS = ("text_markdown", "text_html")
# Tables of Markdown have a head; that of a row is empty.
TABLE_HEAD = re.compile(r"(?<=^<table>\n)<thead>.*?</thead>\n", re.DOTALL)
BATCH_SIZE = 200  # rows of an UPDATE


def update(report: Report) -> None:
    """Render the formatted texts that have changed, in one batch, and store them.

    Called by every save of a report, after its records are written.
    """
    source = formatted_source(report)
    stale: list[FormattedText] = []
    for record, markdown in formatted_records(report, source) if source else plain_records(report):
        if record.text_markdown != markdown:
            record.text_markdown = markdown
            stale.append(record)
    if not stale:
        return
    html = html_of(report, {record.text_markdown for record in stale} - {""})
    for record in stale:
        rendered = TABLE_HEAD.sub("", html.get(record.text_markdown, ""))
        is_same = visible_text(rendered) == normalize_whitespace(record.text)
        record.text_html = rendered if is_same else ""
    for model in {type(record) for record in stale}:
        rows = [record for record in stale if type(record) is model]
        model._base_manager.bulk_update(rows, COLUMNS, batch_size=BATCH_SIZE)


def formatted_source(report: Report) -> FormattedSource | None:
    """Return the report's source if it has formatting."""
    documents = SourceDocument.objects.filter(pk=report.source_id or 0).exclude(formatting=[])
    row = documents.values_list("text", "formatting").first()
    return row and FormattedSource(row[0], [FormattedSpan(*values) for values in row[1]])


def plain_records(report: Report) -> Iterator[tuple[FormattedText, str]]:
    """Yield the records that are to lose their formatting."""
    for model in (Paragraph, Recommendation, SourcePart):
        for record in model._base_manager.filter(report=report).exclude(text_markdown=""):
            yield record, ""


def formatted_records(
    report: Report, source: FormattedSource
) -> Iterator[tuple[FormattedText, str]]:
    """Yield every text of the report with its Markdown, which is empty if it is plain."""
    footnotes = list(report.parts.filter(kind=SourcePart.Kind.FOOTNOTE).order_by("pk"))
    numbers = {
        str(footnote.spans[0][0]): number for number, footnote in enumerate(footnotes, start=1)
    }
    recommendations = report.recommendations.select_related("paragraph")
    for record in (*report.paragraphs.all(), *recommendations, *footnotes):
        spans = [(start, end) for start, end in source_spans(record)]
        formatting = source.formatting_of(spans, record.text)
        yield record, markdown_of(record, list(with_footnote_links(formatting, numbers)))


def markdown_of(record: FormattedText, formatting: Sequence[FormattedSpan]) -> str:
    """Return the Markdown of a text; only paragraphs are rows of tables."""
    row = to_table_row(record.text, formatting) if isinstance(record, Paragraph) else ""
    is_plain = all(span.kind == "cell" for span in formatting)
    return row or ("" if is_plain else to_markdown(record.text, formatting))


def source_spans(record: models.Model) -> Sequence[Sequence[int]]:
    """Return the spans of a record; those of its paragraph if it repeats words of that."""
    is_quotation = isinstance(record, Recommendation) and not record.spans and record.paragraph
    return record.paragraph.spans if is_quotation else record.spans


def with_footnote_links(
    formatting: Iterable[FormattedSpan], numbers: Mapping[str, int]
) -> Iterator[FormattedSpan]:
    """Yield the formatting; marks of footnotes link to them by number."""
    for span in formatting:
        if span.kind != "footnote":
            yield span
        elif number := numbers.get(span.target):
            yield replace(span, target=f"#footnote-{number}")


def html_of(report: Report, texts: set[str]) -> dict[str, str]:
    """Return the HTML by Markdown: that of the report or its other version, or rendered now."""
    versions = Report.objects.filter(models.Q(pk=report.root.pk) | models.Q(next_of=report.root.pk))
    known: dict[str, str] = {}
    for model in (Paragraph, Recommendation, SourcePart) if texts else ():
        rows = model._base_manager.filter(report__in=versions).exclude(text_html="")
        known |= {key: html for key, html in rows.values_list(*COLUMNS) if key in texts}
    return known | render_paragraphs(texts - known.keys())
