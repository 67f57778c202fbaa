"""A portal with the seed report, and accounts of an editor and a reviewer."""

import pytest
from django.core.management import call_command

from tests.builders.records import PASSWORD, make_account


@pytest.fixture
def _seeds(transactional_db):
    call_command("load_seeds", verbosity=0)


@pytest.fixture
def _editors(_seeds):
    make_account("ana", "editor", password=PASSWORD)
    make_account("rita", "reviewer", password=PASSWORD)
