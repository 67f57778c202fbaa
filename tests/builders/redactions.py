"""Redactions, and the same words in every column that holds texts."""

import json
import zlib
from contextlib import suppress

from django.apps import apps
from django.db import DataError, IntegrityError, models, transaction

from portal.redaction import service
from portal.redaction.permit import permit
from portal.redaction.text_columns import COMPRESSED_COLUMNS, redacted_models, text_columns
from portal.redaction.values import Masking, compress
from tests.builders.records import make_account

NAME = "Zelda Quimby"
SLUG = "zelda-quimby"
FORMS = ("zelda quimby", "zelda-quimby", "zelda+quimby", "zelda%20quimby", "zelda_quimby")


def redact(*passages, files=()):
    """Return a redaction that an editor has proposed and a reviewer confirmed."""
    emil, ruth = make_account("emil", "editor"), make_account("ruth", "reviewer")
    proposal = service.Proposal(list(passages), "She asked for it.", files=tuple(files))
    return service.confirm(service.propose(proposal, emil), ruth).redaction


def propose(*passages, by=None):
    """Return a proposal that waits for a decision."""
    proposal = service.Proposal(list(passages), "He asked for it.")
    return service.propose(proposal, by or make_account("elias", "editor"))


def plant_everywhere():
    """Write the name into every column of texts that a redaction masks; return their paths."""
    planted = set()
    with permit():
        for model in redacted_models():
            for column in text_columns(model):
                rows = model._base_manager.order_by("pk")
                if not (row := rows.first()):
                    continue
                value = with_name(column, getattr(row, column.name))
                # A column whose form or length the database prescribes cannot hold a name.
                with suppress(IntegrityError, DataError), transaction.atomic():
                    model._base_manager.filter(pk=row.pk).update(**{column.name: value})
                    planted.add(f"{model._meta.label}.{column.name}")
    return planted


def with_name(column, value):
    """Return the value with the name in it, as the column may hold it."""
    field = column.model._meta.get_field(column.name)
    if isinstance(field, models.BinaryField):
        return compress(with_name_in_json(json.loads(zlib.decompress(value))))
    if isinstance(field, models.JSONField):
        return with_name_in_json(value)
    if column.mask in {Masking.slug, Masking.path}:
        return f"{SLUG}-{column.model.__name__.lower()}"
    if column.mask is Masking.html:
        return f"{value}<p>Zelda <em>Quimby</em></p>"
    limit = field.max_length or 10_000
    longer = f"{NAME} {value or ''}"
    return longer if len(longer) <= limit else NAME


def with_name_in_json(value):
    return {**value, "planted": [NAME]} if isinstance(value, dict) else [*(value or ()), NAME]


def places_with_name():
    """Return the columns of all tables, files included, in which the name stands in any form."""
    return {
        place
        for place, text in stored_texts()
        if any(form in text.casefold().replace("<em>", "") for form in FORMS)
    }


def stored_texts():
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed:
            continue
        for field in model._meta.concrete_fields:
            path = f"{model._meta.label}.{field.attname}"
            for value in model._base_manager.values_list(field.attname, flat=True):
                yield path, as_text(path, field, value)


def as_text(path, field, value):
    if not isinstance(field, models.BinaryField):
        return json.dumps(value, ensure_ascii=False, default=str)
    content = zlib.decompress(value) if path in COMPRESSED_COLUMNS else bytes(value)
    return content.decode(errors="replace")
