"""An editor's account."""

import pytest

from tests.builders.records import make_account


@pytest.fixture
def ana(db):
    return make_account("ana", "editor")
