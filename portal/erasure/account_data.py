"""What is kept about an account, as a ZIP file with JSON: every table that refers to it."""

import io
import json
import zipfile
from collections.abc import Iterator
from typing import Any

from django.contrib.auth.models import User
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models

from portal.accounts import roles
from portal.accounts.identity_provider.logged_identity import refusals_of
from portal.audit.models import AuditEntry
from portal.erasure.author_columns import AUTHOR_COLUMNS
from portal.erasure.erase import names_of

FILE_NAME = "account.json"
# Secrets, and content that is about reports.
LEFT_OUT = {"password", "data", "session_key", "session_data", "content", "names"}
README = (
    "Everything that the portal keeps about this account, by table. Passwords, secrets of second "
    "factors and keys of sessions are left out. The content of reports is not about the account."
)


def export_account(account: User) -> bytes:
    """Return the ZIP file."""
    content = {"about": README, "account": account_row(account), "tables": tables_of(account)}
    text = json.dumps(content, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1)
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(FILE_NAME, text)
    return file.getvalue()


def account_row(account: User) -> dict[str, Any]:
    row = User.objects.filter(pk=account.pk).values().get()
    shown = {name: value for name, value in row.items() if name not in LEFT_OUT}
    return {**shown, "role": roles.highest_role(account) or ""}


def tables_of(account: User) -> dict[str, list[dict[str, Any]]]:
    """Return {table: rows}; a row that refers to the account in two ways is included once."""
    tables: dict[str, dict[Any, dict[str, Any]]] = {}
    for rows in rows_about(account):
        own = tables.setdefault(rows.model._meta.label, {})
        columns = [
            field.attname
            for field in rows.model._meta.concrete_fields
            if field.name not in LEFT_OUT and not isinstance(field, models.BinaryField)
        ]
        own |= {row["pk"]: row for row in rows.order_by("pk").values("pk", *columns)}
    return {label: list(rows.values()) for label, rows in sorted(tables.items()) if rows}


def rows_about(account: User) -> Iterator[models.QuerySet]:
    for relation in User._meta.get_fields():
        if relation.auto_created and (relation.one_to_many or relation.one_to_one):
            rows = relation.related_model._base_manager
            yield rows.filter(**{relation.field.name: account.pk})
    names = names_of(account)
    for column in AUTHOR_COLUMNS:
        yield column.rows_of(account.pk, names)
    yield AuditEntry.objects.filter(target_type="account", target_key=str(account.pk))
    yield refusals_of(account)
