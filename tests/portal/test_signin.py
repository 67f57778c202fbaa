"""Signing in: how often one may try, and how long it holds."""

import time

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from portal.signin import SINCE

pytestmark = pytest.mark.django_db
RIGHT = "a long enough password"


@pytest.fixture
def _editor():
    User.objects.create_superuser("ana", password=RIGHT)


def sign_in(client, password, name="ana"):
    typed = {"username": name, "password": password}
    return client.post(reverse("admin:login"), typed, follow=True)


def is_in(client):
    return client.get(reverse("admin:index")).status_code == 200


@pytest.mark.usefixtures("_editor")
def test_the_right_password_lets_in(client):
    sign_in(client, RIGHT)

    assert is_in(client)


@pytest.mark.usefixtures("_editor")
def test_after_five_wrong_tries_the_right_password_has_to_wait(client, monkeypatch):
    monkeypatch.setattr("portal.signin.time.time", lambda: 1_000_000.0)
    for _ in range(5):
        sign_in(client, "wrong")

    answer = sign_in(client, RIGHT)

    assert "Too many tries" in answer.content.decode()
    assert not is_in(client)


@pytest.mark.usefixtures("_editor")
def test_an_unknown_account_gets_the_answer_of_a_known_one(client):
    pages = [sign_in(client, "wrong", name) for name in ("ana", "nobody")]

    known, unknown = (page.context["form"].non_field_errors() for page in pages)
    assert known == unknown


@pytest.mark.usefixtures("_editor")
def test_a_sign_in_ends_after_twelve_hours_however_busy(client):
    sign_in(client, RIGHT)
    session = client.session
    session[SINCE] = int(time.time()) - 12 * 60 * 60 - 1
    session.save()

    assert not is_in(client)
