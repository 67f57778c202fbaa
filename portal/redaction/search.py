"""Find the rows that hold a passage, and what they become."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote_plus

from django.db import models

from portal.redaction.passages import Matcher
from portal.redaction.source_text import TEXT_COLUMNS, masked_source_text
from portal.redaction.text_columns import DELETED_ROWS, redacted_models, report_path, text_columns
from portal.redaction.values import REDACTED_SLUG, Masking, redacted_slug
from reports.models import Person, Report, SourceDocument
from reports.models.formatted_text import FormattedText, visible_text
from reports.text import normalize_whitespace

ROWS_AT_ONCE = 500


@dataclass(frozen=True)
class RowChange:
    """A row with a passage: the values of its columns before and after. None deletes it."""

    model: type[models.Model]
    key: Any
    before: Mapping[str, Any]
    after: Mapping[str, Any] | None
    report_key: int | None = None

    @property
    def columns(self) -> list[str]:
        return list(self.before if self.after is None else self.after)


@dataclass
class Findings:
    """Every row with a passage, by model."""

    masking: Masking
    rows: dict[type[models.Model], list[RowChange]] = field(default_factory=dict)

    def of(self, model: type[models.Model]) -> list[RowChange]:
        return self.rows.get(model, [])

    def __iter__(self) -> Iterator[RowChange]:
        for rows in self.rows.values():
            yield from rows

    @property
    def report_keys(self) -> set[int]:
        return {row.report_key for row in self if row.report_key is not None}


def find(matcher: Matcher) -> Findings:
    """Read all tables, and return what a redaction would change. It changes nothing."""
    findings = Findings(Masking(matcher, slugs_of_people(matcher)))
    for model in redacted_models():
        if model is not SourceDocument and (rows := list(changes_of(model, findings.masking))):
            findings.rows[model] = rows
    # Last: the records say in which texts a passage may be interrupted.
    interrupted = documents_of_records(findings)
    if rows := list(changes_of(SourceDocument, findings.masking, interrupted)):
        findings.rows[SourceDocument] = rows
    return findings


def documents_of_records(findings: Findings) -> set[int]:
    """Return the files from which records with a passage were read."""
    keys = {row.report_key for model in TEXT_COLUMNS for row in findings.of(model)}
    return set(Report.objects.filter(pk__in=keys).values_list("source", flat=True))


def slugs_of_people(matcher: Matcher) -> dict[str, str]:
    """Return {slug: its replacement} for people whose name has a passage; slugs name them, too."""
    return {
        slug: redacted_slug(slug)
        for slug, name in Person.objects.values_list("slug", "name").iterator()
        if matcher.matches(name) and not slug.startswith(REDACTED_SLUG)
    }


def changes_of(
    model: type[models.Model], masking: Masking, interrupted: Collection[int] = ()
) -> Iterator[RowChange]:
    """Yield rows with a passage; in `interrupted` documents, a page head may split a passage."""
    columns = text_columns(model)
    if not columns:
        return
    names = [column.name for column in columns]
    path = report_path(model)
    rows = model._base_manager.order_by("pk").values_list("pk", *([path] if path else []), *names)
    for key, *values in rows.iterator(chunk_size=ROWS_AT_ONCE):
        report_key = values.pop(0) if path else None
        before = dict(zip(names, map(plain_value, values), strict=True))
        if is_deleted(model, before, masking.matcher):
            yield RowChange(model, key, before, None, report_key)
            continue
        after = {
            column.name: masked
            for column in columns
            if before[column.name]
            and (masked := column.mask(masking, before[column.name])) != before[column.name]
        }
        if key in interrupted:
            after |= source_text_change(key, before["text"], masking.matcher)
        if after:
            yield RowChange(
                model, key, before, after | plain_formats(model, before, after), report_key
            )


def plain_value(value: Any) -> Any:
    """Return the value; bytes as bytes: PostgreSQL's driver gives a view, which equals nothing."""
    return bytes(value) if isinstance(value, memoryview) else value


def source_text_change(key: int, text: str, matcher: Matcher) -> dict[str, str]:
    masked = masked_source_text(key, text, matcher)
    return {"text": masked} if masked != text else {}


def is_deleted(model: type[models.Model], row: Mapping[str, Any], matcher: Matcher) -> bool:
    names = DELETED_ROWS.get(model._meta.label, ())
    return any(matcher.matches(unquote_plus(row[name])) for name in names)


def plain_formats(
    model: type[models.Model], before: Mapping[str, Any], after: Mapping[str, Any]
) -> dict[str, str]:
    """Return the derived formats of a masked text as empty, if the passage is still in them."""
    if not issubclass(model, FormattedText) or "text" not in after:
        return {}
    html = after.get("text_html", before["text_html"])
    if not html or visible_text(html) == normalize_whitespace(after["text"]):
        return {}
    return {"text_html": "", "text_markdown": ""}
