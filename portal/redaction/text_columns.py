"""Which columns hold texts, and how each is masked. A new column of a model is masked by its type."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.db import models

from portal.redaction.values import Masking

# Models whose rows are left as they are, and why.
KEPT_MODELS = {
    "auth": "accounts: erased on their own page",
    "account": "accounts: erased on their own page",
    "mfa": "secrets of accounts, encoded",
    "socialaccount": "accounts at the identity provider: erased with the account",
    "usersessions": "sessions of accounts: erased with the account",
    "sessions": "signed; they end by themselves",
    "contenttypes": "names of models",
    "accounts.LoginAttempt": "keyed hashes",
    "accounts.RateLimitCounter": "hashes, for a day",
    "operations.VerifiedBackup": "names of backups",
    "notifications.Subscriber": "addresses of readers: erased by themselves",
}
# Columns of hashes, keys and codes, whatever their type.
HASH_COLUMNS = {"sha256", "digest", "before", "after", "fingerprint", "key_hash"}
# JSON of numbers and names of models.
NUMBER_COLUMNS = {"spans", "pages", "published_keys", "files", "hashes"}
# Slugs in columns of another type.
SLUG_COLUMNS = {"reports.SeededRecord.slug", "audit.AuditEntry.target_key"}
# Paths within a report, each part a slug.
PATH_COLUMNS = {"reports.RemovedUrl.path"}
# Data compressed with zlib.
COMPRESSED_COLUMNS = {
    "content.Revision.content",
    "content.FileValues.content",
    "search.ArchivedRecord.value",
}
# Files as they were received: withheld as a whole, never changed.
FILE_COLUMNS = {
    "reports.SourceDocument.content",
    "reports.Attachment.content",
    "reports.ProposedSource.content",
    "recommendations.EvidenceFile.content",
}
# Rows that are of no use once masked, with the columns that hold encoded addresses or forms.
DELETED_ROWS = {
    "accounts.UnsavedForm": ("path", "text"),
    "notifications.Subscription": ("query",),
}
HTML_SUFFIX = "html"

Mask = Callable[[Masking, Any], Any]
# How to mask columns whose type does not say it.
MASKS: dict[str, Mask] = {
    **dict.fromkeys(COMPRESSED_COLUMNS, Masking.compressed),
    **dict.fromkeys(SLUG_COLUMNS, Masking.slug),
    **dict.fromkeys(PATH_COLUMNS, Masking.path),
}
# The first type that a column has counts: a slug is text as well.
MASKS_OF_TYPES: dict[type[models.Field], Mask] = {
    models.JSONField: Masking.json,
    models.SlugField: Masking.slug,
    models.CharField: Masking.text,
    models.TextField: Masking.text,
}


class UnknownColumnError(LookupError):
    """A column of bytes for which nobody has said how to mask it."""


@dataclass(frozen=True)
class TextColumn:
    """A column that may hold a passage."""

    model: type[models.Model]
    name: str
    mask: Mask

    @property
    def is_unique(self) -> bool:
        return bool(self.model._meta.get_field(self.name).unique)


def redacted_models() -> list[type[models.Model]]:
    """Return every model with a table of its own, except those that are kept as they are."""
    return [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed
        and not model._meta.proxy
        and not {model._meta.label, model._meta.app_label} & KEPT_MODELS.keys()
    ]


def text_columns(model: type[models.Model]) -> list[TextColumn]:
    return [
        TextColumn(model, field.attname, mask)
        for field in model._meta.concrete_fields
        if (mask := mask_of(model, field))
    ]


def mask_of(model: type[models.Model], field: models.Field) -> Mask | None:
    """Return how the values of a column are masked; None for one that holds no texts."""
    path = f"{model._meta.label}.{field.name}"
    if field.is_relation or field.choices or path in FILE_COLUMNS:
        return None
    if field.name in HASH_COLUMNS | NUMBER_COLUMNS:
        return None
    return MASKS.get(path) or mask_of_type(path, field)


def mask_of_type(path: str, field: models.Field) -> Mask | None:
    if isinstance(field, models.BinaryField):
        raise UnknownColumnError(f"Say in {__name__} how {path} is redacted.")
    if field.name.endswith(HTML_SUFFIX):
        return Masking.html
    return next((mask for kind, mask in MASKS_OF_TYPES.items() if isinstance(field, kind)), None)


def report_path(model: type[models.Model]) -> str | None:
    """Return the lookup of the key of the report to which a row belongs; None if to none."""
    path: str | None = getattr(model._default_manager.all(), "report_path", None)
    if path is not None:
        return path or "pk"
    names = {field.name: field for field in model._meta.concrete_fields}
    if "report" in names:
        return "report"
    for name in ("document", "revision", "recommendation", "paragraph", "participation"):
        if name in names:
            inner = report_path(names[name].related_model)
            return f"{name}__{inner}" if inner else None
    return "report_key" if "report_key" in names else None
