"""A pytest plugin: records that are made once for all tests of a module."""

import pytest
from django.db import transaction


@pytest.fixture(scope="module")
def module_db(django_db_setup, django_db_blocker):
    """A transaction around the tests of a module, for records that its fixtures make once.

    What a test changes is rolled back after it, as ever; the records, after the last one. They are
    there for every test of the module, and no test of it may need a transaction of its own.
    """
    atomic = transaction.atomic()
    # Like that of a TestCase: the portal reads no file within a transaction of its own.
    atomic._from_testcase = True
    with django_db_blocker.unblock(), atomic:
        yield
        transaction.set_rollback(True)
