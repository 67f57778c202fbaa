"""Triggers yield to a redaction: for updates, within its transaction, and for nobody else."""

import threading

import pytest
from django.db import IntegrityError, connection, transaction

from portal.audit.models import AuditEntry
from portal.content.models import Revision
from portal.redaction.permit import permit
from recommendations.models import EvidenceFile, FollowUp
from reports.models import RedactionPermit, SourceDocument
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
