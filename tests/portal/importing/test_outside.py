"""While a file is read no transaction is open and no connection held: the database waits for nobody."""

import gc
import os

import psycopg2
import psycopg2.extensions
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection, transaction

from portal.importing import sandbox
from portal.importing.intake import File, Wishes, renew, take_in_file
from portal.importing.outside import InTransactionError
from reports.models import Report, SeededRecord
from tests.builders import make_account
from tests.portal.importing.printing import paragraphs, printed

TEXT = """ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this.
2. Training is dear.
"""
SLUG = "arf-seminar-skills-2019"


@pytest.mark.django_db
def test_no_file_is_read_inside_a_transaction():
    with transaction.atomic(), pytest.raises(InTransactionError, match="Read the file"):
        sandbox.read("a.txt", b"Words.")

    assert sandbox.read("a.txt", b"Words.").text == "Words."


def held_connections():
    """Return how many connections this program holds, and have the database end every session.

    They are counted here: the database lists a session until it has noticed that it was closed.
    """
    held = sum(
        not one.closed
        for one in gc.get_objects()
        if isinstance(one, psycopg2.extensions.connection)
    )
    watching = psycopg2.connect(
        os.environ["DATABASE_URL"], dbname=connection.settings_dict["NAME"]
    )
    with watching, watching.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
            "datname = current_database() AND pid <> pg_backend_pid()"
        )
    watching.close()
    return held


@pytest.fixture
def held(monkeypatch):
    """Return how many connections were held each time that a file was read. They were all ended."""
    if connection.vendor != "postgresql":
        pytest.skip("SQLite has no server that could close a connection")
    counts = []
    ask = sandbox.ask

    def asked(*given):
        counts.append(held_connections())
        return ask(*given)

    monkeypatch.setattr(sandbox, "ask", asked)
    return counts


@pytest.mark.django_db(transaction=True)
def test_an_import_outlives_every_connection_that_it_had(held):
    report, _ = take_in_file(File("a.txt", TEXT.encode()))
    assert report.paragraphs.count() == 2

    take_in_file(
        File("a.txt", TEXT.replace("dear", "cheap").encode()), Wishes(replace=True)
    )
    longer = File("a.txt", f"{TEXT}3. Skills travel.\n".encode())
    renew(longer, SLUG)
    renew(longer, SLUG, confirmed=True)

    assert report.paragraphs.count() == 3
    # The people of the earlier import are strangers to the one that replaces it: read twice.
    assert held == [0, 0, 0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_the_commands_hold_no_connection_while_they_read(held, tmp_path):
    call_command("load_seeds", verbosity=0)
    file = tmp_path / "a.txt"
    file.write_text(TEXT, encoding="utf-8")
    call_command("import_report", tmp_path, workers=1)
    call_command("check_source", SLUG)

    assert Report.objects.count() == 2
    assert SeededRecord.objects.filter(file="reports").count() == 1
    assert held == [0, 0, 0]


@pytest.mark.django_db(transaction=True)
def test_the_desk_holds_no_connection_while_it_reads(held, client):
    """A file that is sent, one that is proposed, its plan, and the picture of a page."""
    client.force_login(make_account("ana", "editor"))
    pages = paragraphs("ARF Seminar", "10 March 2019", "1. The one paragraph of it.")
    sent = SimpleUploadedFile("a.pdf", printed(pages))
    newer = SimpleUploadedFile("a.txt", TEXT.encode())

    client.post("/editing/imports/", {"file": sent})
    bench = f"/editing/imports/{Report.objects.get().slug}/"
    assert client.get(f"{bench}pages/1.png").status_code == 200
    client.post(f"{bench}renew/", {"file": newer})
    seen = client.get(f"{bench}renew/").context["seen"]
    client.post(f"{bench}renew/", {"do": "confirm", "seen": seen})

    assert Report.objects.get().paragraphs.count() == 2
    assert held == [0, 0, 0, 0, 0]
