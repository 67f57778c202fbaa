"""The seminar report, as a draft and published."""

import pytest

from portal.content import revisions
from tests.builders.seminar import fill, published_seminar, seminar


@pytest.fixture
def report(db):
    filled_report = fill(seminar())
    revisions.save_revision(filled_report, "Filled")
    return filled_report


@pytest.fixture
def published(db):
    return published_seminar()
