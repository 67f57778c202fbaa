"""The offline copy of the first report, written once for a module of tests."""

from contextlib import contextmanager

from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, transaction

from portal.site_pages.saving import save_page
from tests.builders.records import make_account


@contextmanager
def exported_first_report(django_db_blocker, folder):
    """Write the copy; the records are there until the end, and rolled back: no test may write."""
    atomic = transaction.atomic()
    # Like that of a TestCase: the portal reads no file within a transaction of its own.
    atomic._from_testcase = True
    with django_db_blocker.unblock(), atomic:
        call_command("load_seeds", verbosity=0)
        terms = "Texts may be quoted. [Reports](/reports/), [about](/about/), [privacy](/privacy/)"
        save_page("terms", "en", terms, seen=0, by=make_account("ada", "administrator"))
        save_page("about", "en", "The secretariat.", seen=0, by=User.objects.get())
        if connection.vendor == "postgresql":
            connection.cursor().execute("ANALYZE")
        call_command("export_site", str(folder), verbosity=0)
        yield folder
        transaction.set_rollback(True)
