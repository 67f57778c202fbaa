"""The offline copy of the first report, written once for a module of tests."""

from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection, transaction


@contextmanager
def exported_first_report(django_db_blocker, folder):
    """Write the copy; the records are there until the end, and rolled back: no test may write."""
    atomic = transaction.atomic()
    # Like that of a TestCase: the portal reads no file within a transaction of its own.
    atomic._from_testcase = True
    with django_db_blocker.unblock(), atomic:
        call_command("load_seeds", verbosity=0)
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        call_command("export_site", str(folder), verbosity=0)
        yield folder
        transaction.set_rollback(True)
