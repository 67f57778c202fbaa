"""A separate program: reads and saves while the database takes no writes. Argument: locked, read-only.

Prints, as JSON, the statuses of reads and saves, whether the saves gave the reason and the typed
text, and the status of a save afterwards.
"""

import json
import sqlite3
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager

import django
from django.conf import settings

django.setup()
# Pages are tested without collecting static files first.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}

import psycopg2  # noqa: E402
from django.db import connection  # noqa: E402
from django.db.backends.signals import connection_created  # noqa: E402
from django.test import Client  # noqa: E402

from portal.imports.importer import ImportOptions, Upload, import_file  # noqa: E402
from reports.models import Report  # noqa: E402
from tests.builders.item_forms import PARAGRAPH, fill_form  # noqa: E402
from tests.builders.records import make_account  # noqa: E402
from tests.builders.seminar import TEXT, seminar  # noqa: E402

AT_ONCE = 20
IS_SQLITE = connection.vendor == "sqlite"
TYPED = "Typed in vain"
PAGES = ("/", "/recommendations/?q=train", "/api/v1/recommendations/", "/healthz")


@contextmanager
def locked():
    """Let another program hold the lock that every save needs."""
    if IS_SQLITE:
        with closing(sqlite3.connect(settings.DATABASES["default"]["NAME"])) as other:
            other.execute("BEGIN IMMEDIATE")
            yield
    else:
        with closing(psycopg2.connect(**connection.get_connection_params())) as other:
            other.cursor().execute("LOCK TABLE reports_report IN EXCLUSIVE MODE")
            yield


@contextmanager
def read_only():
    """Let the database refuse every write of a new connection."""
    connection_created.connect(refuse_writes)
    connection.close()
    yield
    connection_created.disconnect(refuse_writes)
    connection.close()


def refuse_writes(connection, **signal):
    with connection.cursor() as cursor:
        cursor.execute(
            "PRAGMA query_only = ON"
            if IS_SQLITE
            else "SET SESSION CHARACTERISTICS AS TRANSACTION READ ONLY"
        )


def at_once(action):
    """Do it in many threads, each with a connection of its own."""

    def act(number):
        try:
            return action(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(act, range(AT_ONCE)))


def new_client():
    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)


def main(condition):
    other = Upload("wages.txt", TEXT.replace(b"Skills", b"Wages"))
    import_file(other, ImportOptions(publish=True))
    report = seminar()
    editor = new_client()
    editor.force_login(make_account("ana", "editor"))
    values = fill_form(report, PARAGRAPH, text=TYPED)
    form = {name: "" if value is None else value for name, value in values.items()}
    form |= {"version": report.version, "do": "save"}
    url = f"/editing/reports/{report.slug}/paragraphs/p3/"
    # The index of an empty portal is built on the first request.
    new_client().get(PAGES[1])
    with condition():
        saves = at_once(lambda _: save(editor, url, form))
        reads = at_once(lambda number: new_client().get(PAGES[number % len(PAGES)]).status_code)
    unchanged = Report.objects.get(pk=report.pk).version == report.version
    print(  # noqa: T201
        json.dumps(
            {
                "reads": Counter(reads),
                "saves": Counter(status for status, _ in saves),
                "typed text is shown": all(TYPED in page for _, page in saves),
                "is unchanged": unchanged,
                "afterwards": save(editor, url, form)[0],
                "page": saves[0][1],
            }
        )
    )


def save(editor, url, form):
    client = new_client()
    client.cookies = editor.cookies
    answer = client.post(url, form)
    return answer.status_code, " ".join(answer.content.decode().split())


main({"locked": locked, "read-only": read_only}[sys.argv[1]])
