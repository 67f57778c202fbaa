"""Triggers yield to a redaction: for updates, within its transaction, and for nobody else."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from portal.audit.models import AuditEntry
from portal.content.models import Revision
from portal.redaction.permit import permit
from portal.redaction.table_locks import lock_tables
from recommendations.models import EvidenceFile, FollowUp
from reports.models import RedactionPermit, Report, SourceDocument
from tests.builders.follow_up import make_evidence_file, make_record, make_submission
from tests.builders.seminar import seminar

IMMUTABLE = {
    AuditEntry: {"comment": "Other"},
    Revision: {"comment": "Other"},
    SourceDocument: {"text": "Other"},
    EvidenceFile: {"name": "other"},
    FollowUp: {"text": "Other"},
}


@pytest.fixture
def rows(db):
    seminar()
    make_evidence_file()
    make_record(make_submission())


@pytest.mark.parametrize("model", IMMUTABLE)
def test_an_update_is_refused_without_the_permit_and_after_it(rows, model):
    with permit():
        changed = model._base_manager.update(**IMMUTABLE[model])

    assert changed
    with pytest.raises(IntegrityError), transaction.atomic():
        model._base_manager.update(**IMMUTABLE[model])


@pytest.mark.parametrize("model", [AuditEntry, EvidenceFile, FollowUp])
def test_a_permit_deletes_nothing(rows, model):
    with pytest.raises(IntegrityError), transaction.atomic(), permit():
        model._base_manager.order_by("pk").last().delete()


def test_the_permit_ends_with_its_transaction(rows):
    with pytest.raises(ZeroDivisionError), permit():
        raise ZeroDivisionError

    assert not RedactionPermit.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_another_connection_has_no_permit(request):
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: nobody else writes meanwhile")
    seminar()
    outcomes = []

    def update_elsewhere():
        try:
            AuditEntry.objects.update(comment="Other")
        except IntegrityError:
            outcomes.append("refused")
        finally:
            connection.close()

    with permit():
        thread = threading.Thread(target=update_elsewhere)
        thread.start()
        thread.join()

    assert outcomes == ["refused"]


@pytest.mark.django_db(transaction=True)
def test_a_save_that_has_begun_is_waited_for_and_none_begins_meanwhile():
    if connection.vendor == "sqlite":
        pytest.skip("SQLite has one writer: nobody else writes meanwhile")
    report = seminar()
    order = []

    def begin_save():
        with transaction.atomic():
            Report.objects.select_for_update().get(pk=report.pk)
            order.append("save")
        connection.close()

    thread = threading.Thread(target=begin_save)
    with transaction.atomic():
        lock_tables()
        thread.start()
        # Readers are not kept waiting, which shows that the save is: by the lock, not by the machine.
        with connection.cursor() as cursor:
            while True:
                cursor.execute(
                    "SELECT count(*) FROM pg_locks WHERE NOT granted AND mode = 'RowShareLock'"
                )
                if cursor.fetchone()[0]:
                    break
        order.append("redaction")
    thread.join()

    assert order == ["redaction", "save"]
