"""A round about two recommendations, and clients of an editor and of a reviewer."""

import pytest
from django.test import Client

from tests.builders.follow_up import make_round
from tests.builders.records import make_account, make_organization, make_recommendation, make_report


@pytest.fixture
def editor(db):
    return signed_in("ana", "editor")


@pytest.fixture
def reviewer(db):
    return signed_in("rita", "reviewer")


def signed_in(name, role):
    client = Client()
    client.force_login(make_account(name, role))
    return client


@pytest.fixture
def review(db):
    report = make_report(status="published", slug="skills-2015", title="Workshop on Skills")
    make_recommendation(report, reference="1.A", text="Train more people.")
    make_recommendation(report, reference="1.B", text="Compare wages.")
    return make_round([report], name="Review 2017")


@pytest.fixture
def thailand(db):
    return make_organization("Thailand", acronym="TH")
