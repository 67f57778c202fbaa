"""The tables of a backup are those of the database, in an order that both databases share."""

import pytest
from django.apps import apps
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from portal.operations.backup.column_types import column_type_of
from portal.operations.backup.table_rows import LEFT_OUT, applied_migrations, tables_after
from reports.models import Theme
from tests.builders.records import make_theme

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loader(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        return MigrationLoader(connection)


def test_every_table_of_the_models_is_in_a_backup_or_left_out_with_a_reason(loader):
    tables = tables_after(loader, applied_migrations(loader))

    managed = {
        model._meta.db_table
        for model in apps.get_models(include_auto_created=True)
        if model._meta.managed and not model._meta.proxy
    }
    assert tables.keys() | LEFT_OUT.keys() == managed
    assert tables.keys().isdisjoint(LEFT_OUT)
    assert all(LEFT_OUT.values())


def test_every_table_of_a_backup_is_ordered_by_a_number(loader):
    # The databases sort texts differently.
    tables = tables_after(loader, applied_migrations(loader)).values()

    types = [column_type_of(table.model._meta.pk).name for table in tables]
    assert set(types) == {"number"}


def test_rows_are_stored_as_they_were_even_if_a_field_would_clean_them(loader):
    theme = make_theme("Training")
    Theme.objects.filter(pk=theme.pk).update(definition="kept")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE reports_theme SET definition = %s", ["two  blanks \u200e"])
    table = tables_after(loader, applied_migrations(loader))["reports_theme"]
    (line,) = list(table.lines())
    Theme.objects.all().delete()

    table.insert([line])

    assert list(table.lines()) == [line]
    assert "two  blanks \u200e" in line.decode()
