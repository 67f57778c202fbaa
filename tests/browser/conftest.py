"""A portal with the seed report, and accounts of an editor and a reviewer."""

import pytest

from tests.builders.records import PASSWORD, make_account
from tests.builders.seeded_portal import copy_first_report


@pytest.fixture
def _seeds(transactional_db):
    copy_first_report()


@pytest.fixture
def _editors(_seeds):
    make_account("ana", "editor", password=PASSWORD)
    make_account("rita", "reviewer", password=PASSWORD)
