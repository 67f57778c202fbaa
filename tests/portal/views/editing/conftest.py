"""An editor, and a draft to correct."""

import pytest

from portal.history import recording
from portal.importing.intake import File, take_in_file
from tests.builders import make_account
from tests.portal.history.conftest import fill, seminar

TEXT = b"""ARF Seminar on Skills
10 March 2019, Bangkok

Introduction

1. Ms. Ana Cruz, Director, noted this. Skills travel with people.

Session 1: Training

2. Training is dear.
3. Participants recommended to:
- train more;
- ask employers.
"""


@pytest.fixture
def editor(client, db):
    client.force_login(make_account("ana", "editor"))
    return client


@pytest.fixture
def draft(db):
    report, _ = take_in_file(File("seminar.txt", TEXT))
    return report


@pytest.fixture
def ana(db):
    return make_account("ana", "editor")


@pytest.fixture
def report(ana):
    made = fill(seminar(by=ana))
    recording.record(made, "Filled", by=ana)
    return made


@pytest.fixture
def desk(client, ana):
    client.force_login(ana)
    return client
