"""What was typed when the session had ended: kept for whom, how much of it, how long."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from portal.models import UnsavedForm
from tests.builders import make_account

FORM = "/editing/new/"


@pytest.fixture
def signed_out(client, ana):
    """A browser whose session has ended, as it does after an hour without a page."""
    client.force_login(ana)
    client.get(reverse("desk"))
    Session.objects.all().delete()
    del client.cookies["sessionid"]
    return client


def kept():
    return list(UnsavedForm.objects.order_by("at").values_list("path", "text"))


@pytest.mark.parametrize("path", ["/editing/", FORM, "/editing/imports/", "/admin/"])
def test_nothing_is_stored_of_what_strangers_send(client, db, path):
    client.post(path, {"title": "x" * 10_000})

    assert (kept(), Session.objects.count()) == ([], 0)


def test_nothing_is_stored_for_an_account_that_is_closed(signed_out, ana):
    ana.is_active = False
    ana.save()

    signed_out.post(FORM, {"title": "Typed"})

    assert kept() == []


def test_a_form_is_kept_for_its_account_and_given_back_once(signed_out, ana):
    signed_out.post(FORM, {"title": "Typed"})
    stored = kept()
    signed_out.force_login(ana)

    pages = [signed_out.get(FORM).content.decode() for _ in range(2)]

    assert stored == [(FORM, "title=Typed")]
    assert ["Typed" in page for page in pages] == [True, False]
    assert kept() == []


def test_nobody_else_is_given_it(signed_out):
    signed_out.post(FORM, {"title": "Typed"})
    signed_out.force_login(make_account("ben", "editor"))

    assert "Typed" not in signed_out.get(FORM).content.decode()
    assert kept() == [(FORM, "title=Typed")]


def test_of_many_forms_the_last_five_are_kept(signed_out):
    for number in range(8):
        signed_out.post(f"/editing/reports/r/paragraphs/p{number}/", {"text": "x"})

    assert [path for path, _ in kept()] == [
        f"/editing/reports/r/paragraphs/p{number}/" for number in range(3, 8)
    ]


def test_sent_twice_a_form_is_kept_as_it_was_sent_last(signed_out):
    for text in ("first", "second"):
        signed_out.post(FORM, {"title": text})

    assert kept() == [(FORM, "title=second")]


@pytest.mark.parametrize(("length", "number"), [(299_000, 1), (301_000, 0)])
def test_a_form_that_is_kept_has_a_longest_length(signed_out, length, number):
    signed_out.post(FORM, {"title": "x" * length})

    assert len(kept()) == number


def test_what_nobody_came_back_for_is_deleted_after_a_day(signed_out):
    signed_out.post(FORM, {"title": "Typed"})
    UnsavedForm.objects.update(at=timezone.now() - timedelta(hours=25))

    signed_out.force_login(make_account("ben"))

    assert kept() == []
