"""Forms sent after the session expired: for which account they are stored, how many, how long."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.urls import reverse
from django.utils import timezone

from portal.accounts.models import UnsavedForm
from tests.builders.records import make_account

FORM = "/editing/new/"


@pytest.fixture
def signed_out(client, ana):
    """A browser whose session has expired, as after an hour without a request."""
    client.force_login(ana)
    client.get(reverse("editor:dashboard"))
    Session.objects.all().delete()
    del client.cookies["sessionid"]
    return client


def stored_forms():
    return list(UnsavedForm.objects.order_by("saved_at").values_list("path", "text"))


@pytest.mark.parametrize("path", ["/editing/", FORM, "/editing/imports/", "/admin/"])
def test_no_form_of_an_anonymous_visitor_is_stored(client, db, path):
    client.post(path, {"title": "x" * 10_000})

    assert (stored_forms(), Session.objects.count()) == ([], 0)


def test_no_form_of_a_deactivated_account_is_stored(signed_out, ana):
    ana.is_active = False
    ana.save()

    signed_out.post(FORM, {"title": "Typed"})

    assert stored_forms() == []


def test_an_unsaved_form_is_stored_for_its_account_and_restored_once(signed_out, ana):
    signed_out.post(FORM, {"title": "Typed"})
    stored = stored_forms()
    signed_out.force_login(ana)

    pages = [signed_out.get(FORM).content.decode() for _ in range(2)]

    assert stored == [(FORM, "title=Typed")]
    assert ["Typed" in page for page in pages] == [True, False]
    assert stored_forms() == []


def test_an_unsaved_form_is_not_shown_to_another_account(signed_out):
    signed_out.post(FORM, {"title": "Typed"})
    signed_out.force_login(make_account("ben", "editor"))

    assert "Typed" not in signed_out.get(FORM).content.decode()
    assert stored_forms() == [(FORM, "title=Typed")]


def test_only_the_last_five_unsaved_forms_are_stored(signed_out):
    for number in range(8):
        signed_out.post(f"/editing/reports/r/paragraphs/p{number}/", {"text": "x"})

    assert [path for path, _ in stored_forms()] == [
        f"/editing/reports/r/paragraphs/p{number}/" for number in range(3, 8)
    ]


def test_a_form_sent_twice_is_stored_as_it_was_sent_last(signed_out):
    for text in ("first", "second"):
        signed_out.post(FORM, {"title": text})

    assert stored_forms() == [(FORM, "title=second")]


@pytest.mark.parametrize(("length", "number"), [(299_000, 1), (301_000, 0)])
def test_an_unsaved_form_over_the_size_limit_is_not_stored(signed_out, length, number):
    signed_out.post(FORM, {"title": "x" * length})

    assert len(stored_forms()) == number


def test_unsaved_forms_are_deleted_after_a_day(signed_out):
    signed_out.post(FORM, {"title": "Typed"})
    UnsavedForm.objects.update(saved_at=timezone.now() - timedelta(hours=25))

    signed_out.force_login(make_account("ben"))

    assert stored_forms() == []
