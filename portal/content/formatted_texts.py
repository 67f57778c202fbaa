"""The formatted texts of a report: derived from the source, the spans and the plain text."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.db.models import Q

from portal.content.schema import BY_NAME, BY_RECORD, Key, Paragraph, Part, Recommendation
from portal.content.snapshot import Snapshot
from portal.parsing.formatted_markdown import to_markdown, to_table_row
from portal.parsing.formatting import FormattedSource
from portal.parsing.source import FormattedSpan, Source
from reports.markdown import render_paragraphs
from reports.models import Report, SourceDocument
from reports.models.formatted_text import visible_text
from reports.text import normalize_whitespace

COLUMNS = ("text_markdown", "text_html")
# A Markdown table must have a head; for a single row, it is empty.
TABLE_HEAD = re.compile(r"(?<=^<table>\n)<thead>.*?</thead>\n", re.DOTALL)
TYPES = ("paragraph", "recommendation", "part")

Text = Paragraph | Recommendation | Part
# By record type and key: {column: value}.
Columns = dict[tuple[str, Key], dict[str, str]]


def changed_texts(report: Report, before: Snapshot, after: Snapshot) -> Columns:
    """Return the columns of the formatted texts that may differ between two snapshots."""
    return changed_columns(report, before, after, formatted_source(after.source))


def render_newer(report: Report, before: Snapshot, after: Snapshot, source: Source) -> Columns:
    """Return the columns of a newer version; neither it nor its source is stored yet."""
    formatting = source.formatting
    formatted = FormattedSource(source.text, formatting) if formatting else None
    return changed_columns(report, before, replace(after, source=-1), formatted)


def changed_columns(
    report: Report, before: Snapshot, after: Snapshot, source: FormattedSource | None
) -> Columns:
    if source is None and before.source == after.source:
        return {}
    markdown = markdown_of_all(list(changed_records(before, after)), after, source)
    known = known_html(report, {text for _, text in markdown.values()} - {""})
    return rendered(markdown, known)


def render_new(snapshot: Snapshot, source: Source) -> Columns:
    """Return the columns of a report not stored yet; this takes a while and needs no database."""
    if not source.formatting:
        return {}
    formatted = FormattedSource(source.text, source.formatting)
    records = list(changed_records(Snapshot(), replace(snapshot, source=-1)))
    return rendered(markdown_of_all(records, snapshot, formatted), {})


def markdown_of_all(
    records: Iterable[Text], snapshot: Snapshot, source: FormattedSource | None
) -> dict[tuple[str, Key], tuple[Text, str]]:
    """Return the Markdown of the records; new ones without formatting need none."""
    numbers = footnote_numbers(snapshot)
    markdown = {}
    for record in records:
        text = markdown_of(record, snapshot, source, numbers) if source else ""
        if text or record.key > 0:
            markdown[BY_RECORD[type(record)].name, record.key] = (record, text)
    return markdown


def rendered(
    markdown: Mapping[tuple[str, Key], tuple[Text, str]], known: Mapping[str, str]
) -> Columns:
    texts = {text for _, text in markdown.values()} - {""}
    html = {**known, **render_paragraphs(texts - known.keys())}
    return {
        place: {"text_markdown": text, "text_html": checked_html(record, html.get(text, ""))}
        for place, (record, text) in markdown.items()
    }


def changed_records(before: Snapshot, after: Snapshot) -> Iterator[Text]:
    """Yield the texts that differ; all of them if the source or its footnotes do."""
    is_all = before.source != after.source or footnotes(before) != footnotes(after)
    changed_paragraphs = {
        key for key, record in after.paragraph.items() if is_all or differs(before, record)
    }
    yield from (after.paragraph[key] for key in changed_paragraphs)
    for record in after.recommendation.values():
        if record.paragraph in changed_paragraphs or is_all or differs(before, record):
            yield record
    for part in after.part.values():
        if part.kind == "footnote" and (is_all or differs(before, part)):
            yield part


def differs(before: Snapshot, record: Text) -> bool:
    old = before.of_type(BY_RECORD[type(record)].name).get(record.key)
    return old is None or (old.text, old.spans) != (record.text, record.spans)


def footnotes(snapshot: Snapshot) -> list[Part]:
    return [part for _, part in sorted(snapshot.part.items()) if part.kind == "footnote"]


def checked_html(record: Text, html: str) -> str:
    """Return the HTML if it shows the plain text, and nothing else."""
    rendered = TABLE_HEAD.sub("", html)
    return rendered if visible_text(rendered) == normalize_whitespace(record.text) else ""


def formatted_source(document: Key | None) -> FormattedSource | None:
    """Return the source if it has formatting."""
    documents = SourceDocument.objects.filter(pk=document or 0).exclude(formatting=[])
    row = documents.values_list("text", "formatting").first()
    return row and FormattedSource(row[0], [FormattedSpan(*values) for values in row[1]])


def markdown_of(
    record: Text, snapshot: Snapshot, source: FormattedSource, numbers: Mapping[str, int]
) -> str:
    """Return the Markdown of a text, empty if it is plain; only paragraphs are rows of tables."""
    spans = [(start, end) for start, end in source_spans(record, snapshot)]
    formatting = list(with_footnote_links(source.formatting_of(spans, record.text), numbers))
    row = to_table_row(record.text, formatting) if isinstance(record, Paragraph) else ""
    is_plain = all(span.kind == "cell" for span in formatting)
    return row or ("" if is_plain else to_markdown(record.text, formatting))


def footnote_numbers(snapshot: Snapshot) -> Mapping[str, int]:
    """Return the number of each footnote by the offset of its text in the source."""
    return {
        str(footnote.spans[0][0]): number
        for number, footnote in enumerate(footnotes(snapshot), start=1)
    }


def source_spans(record: Text, snapshot: Snapshot) -> Sequence[tuple[int, int]]:
    """Return the spans of a record; those of its paragraph if it repeats the paragraph's words."""
    if isinstance(record, Recommendation) and not record.spans and record.paragraph:
        return snapshot.paragraph[record.paragraph].spans
    return record.spans


def with_footnote_links(
    formatting: Iterable[FormattedSpan], numbers: Mapping[str, int]
) -> Iterator[FormattedSpan]:
    """Yield the formatting; footnote marks link to their footnotes by number."""
    for span in formatting:
        if span.kind != "footnote":
            yield span
        elif number := numbers.get(span.target):
            yield replace(span, target=f"#footnote-{number}")


def known_html(report: Report, texts: set[str]) -> dict[str, str]:
    """Return {Markdown: HTML} of those texts that the report, or its other version, already has."""
    known: dict[str, str] = {}
    if texts and report.pk:
        versions = Report.objects.filter(Q(pk=report.root.pk) | Q(next_of=report.root.pk))
        for name in TYPES:
            rows = model_of(name)._base_manager.filter(report__in=versions).exclude(text_html="")
            known |= {key: html for key, html in rows.values_list(*COLUMNS) if key in texts}
    return known


def model_of(name: str) -> Any:
    return BY_NAME[name].model
