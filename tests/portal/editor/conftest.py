"""A signed-in editor, and drafts to edit."""

import pytest

from portal.content import revisions
from portal.imports.importer import Upload, import_file
from tests.builders.records import make_account
from tests.builders.seminar import fill, seminar
from tests.builders.seminar_texts import BRIEF_SEMINAR


@pytest.fixture
def editor(client, db):
    client.force_login(make_account("ana", "editor"))
    return client


@pytest.fixture
def draft(db):
    report, _ = import_file(Upload("seminar.txt", BRIEF_SEMINAR))
    return report


@pytest.fixture
def ana(db):
    return make_account("ana", "editor")


@pytest.fixture
def report(ana):
    filled_report = fill(seminar(by=ana))
    revisions.save_revision(filled_report, "Filled", by=ana)
    return filled_report


@pytest.fixture
def editor_client(client, ana):
    client.force_login(ana)
    return client
