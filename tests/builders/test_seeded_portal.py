"""A copy of the seeds equals what loading them stores."""

import pytest
from django.core.management import call_command
from django.db import transaction

from reports.models import Report
from tests.builders import seeded_portal

pytestmark = pytest.mark.django_db


def read_all():
    tables = [seeded_portal.read_rows(model) for model in seeded_portal.models()]
    return [table for table in tables if table.rows]


def test_copied_seeds_are_the_rows_that_loading_stores(monkeypatch):
    before = transaction.savepoint()
    call_command("load_seeds", verbosity=0)
    loaded = read_all()
    transaction.savepoint_rollback(before)
    monkeypatch.setitem(seeded_portal.LOADED, "first report", loaded)
    assert read_all() == []

    seeded_portal.copy_first_report()

    assert read_all() == loaded
    assert Report.objects.published().count() == 1


def test_what_a_test_has_stored_before_is_no_part_of_the_seeds(monkeypatch):
    monkeypatch.setattr(seeded_portal, "LOADED", {})
    Report.objects.create(slug="other", title="Other", starts_on="2020-01-01", ends_on="2020-01-01")

    seeded_portal.copy_or_load("nothing", lambda: None)

    assert seeded_portal.LOADED == {}
