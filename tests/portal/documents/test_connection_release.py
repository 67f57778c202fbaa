"""While a file is read, no transaction is open and no database connection is held."""

import gc
import os

import psycopg2
import psycopg2.extensions
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction

from portal.documents import sandbox
from portal.documents.connection_release import InTransactionError
from portal.imports.importer import ImportOptions, Upload, import_file
from portal.imports.reimport.run import reimport_file
from reports.models import Report, SeededRecord
from tests.builders.pdf_files import paragraphs, printed
from tests.builders.records import make_account

TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this.
2. Training is dear.
"""
SLUG = "arf-seminar-skills-2019"


@pytest.mark.django_db
def test_reading_a_file_inside_a_transaction_is_rejected():
    with transaction.atomic(), pytest.raises(InTransactionError, match="Read the file"):
        sandbox.read_document("a.txt", b"Words.")

    assert sandbox.read_document("a.txt", b"Words.").text == "Words."


def count_open_connections():
    """Return how many connections this program holds, and end all sessions in the database.

    They are counted here: the database lists a session until it has noticed that it was closed.
    """
    count = sum(
        not candidate.closed
        for candidate in gc.get_objects()
        if isinstance(candidate, psycopg2.extensions.connection)
    )
    watching = psycopg2.connect(os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"])
    with watching, watching.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
            "datname = current_database() AND pid <> pg_backend_pid()"
        )
    watching.close()
    return count


@pytest.fixture
def connection_counts(monkeypatch):
    """Return how many connections were open each time that a file was read; all were then ended."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could close a connection")
    counts = []
    start_worker = sandbox.start_worker

    def counting_start(*arguments):
        counts.append(count_open_connections())
        return start_worker(*arguments)

    monkeypatch.setattr(sandbox, "start_worker", counting_start)
    return counts


@pytest.mark.django_db(transaction=True)
def test_an_import_survives_the_loss_of_its_database_connections(connection_counts):
    report, _ = import_file(Upload("a.txt", TEXT.encode()))
    assert report.paragraphs.count() == 2

    import_file(
        Upload("a.txt", TEXT.replace("dear", "cheap").encode()),
        ImportOptions(replace=True),
    )
    longer = Upload("a.txt", f"{TEXT}3. Skills travel.\n".encode())
    reimport_file(longer, SLUG)
    reimport_file(longer, SLUG, confirmed=True)

    assert report.paragraphs.count() == 3
    # The replacing import does not know the people of the earlier import: the file is read twice.
    assert connection_counts == [0, 0, 0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_commands_hold_no_database_connection_while_reading_a_file(connection_counts, tmp_path):
    call_command("load_seeds", verbosity=0)
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    call_command("import_report", tmp_path, workers=1)
    call_command("check_source", SLUG)

    assert Report.objects.count() == 2
    assert SeededRecord.objects.filter(file="reports").count() == 1
    assert connection_counts == [0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_the_workbench_holds_no_database_connection_while_reading_a_file(connection_counts, client):
    """An upload, the image of a page, a reimport, its plan and its confirmation."""
    client.force_login(make_account("ana", "editor"))
    pages = paragraphs("ARF Seminar", "10 March 2019", "1. The one paragraph of it.")
    upload = SimpleUploadedFile("a.pdf", printed(pages))
    newer_upload = SimpleUploadedFile("a.txt", TEXT.encode())

    client.post("/editing/imports/", {"file": upload})
    workbench_url = f"/editing/imports/{Report.objects.get().slug}/"
    assert client.get(f"{workbench_url}pages/1.png").status_code == 200
    client.post(f"{workbench_url}renew/", {"file": newer_upload})
    plan_token = client.get(f"{workbench_url}renew/").context["plan_token"]
    client.post(f"{workbench_url}renew/", {"do": "confirm", "seen": plan_token})

    assert Report.objects.get().paragraphs.count() == 2
    assert connection_counts == [0, 0, 0, 0, 0]
