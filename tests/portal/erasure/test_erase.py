"""Erasing an account: nothing of the person remains but a pseudonym."""

import io
import json
from zipfile import ZipFile

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import models
from django.urls import reverse

from portal.accounts.identity_provider.admission import admit
from portal.accounts.identity_provider.identity import identity_of
from portal.accounts.identity_provider.links import link_account, unlink_account
from portal.accounts.identity_provider.logged_identity import logged_subject
from portal.accounts.models import UnsavedForm
from portal.audit.models import AuditEntry
from portal.content.models import Presence
from portal.erasure.account_data import export_account
from portal.erasure.author_columns import AUTHOR_COLUMNS
from portal.erasure.erase import ErasureRefusedError, erase_account
from portal.redaction.service import confirm
from tests.builders.follow_up import make_record, make_round, make_submission
from tests.builders.records import make_account, make_attachment
from tests.builders.redactions import propose, stored_texts
from tests.builders.seminar import fill, seminar

pytestmark = pytest.mark.django_db
AUTHOR_NAMES = {"by_name", "added_by", "created_by", "recorded_by", "decided_by", "proposed_by"}


@pytest.fixture
def zoe():
    return make_account(
        "zoe.quill", "editor", first_name="Zoë", last_name="Quill", email="zoe@example.org"
    )


def work_as(account, client):
    """Leave a trace of the account in every table that keeps one."""
    client.force_login(account)
    client.get(reverse("editor:dashboard"))
    report = fill(seminar(by=account))
    make_attachment(report, added_by="Zoë Quill")
    make_record(make_submission(make_round([report]), by=account), by=account, status="done")
    UnsavedForm.objects.create(account=account, path="/editing/", text="zoe@example.org")
    Presence.objects.create(account=account, report=report, item="p3")
    Authenticator.objects.create(user=account, type="totp", data={"secret": "zoe@example.org"})
    EmailAddress.objects.create(user=account, email=account.email)
    account.notices.create(kind="submitted", report=report)
    confirm(propose("Omar Haddad", by=account), make_account("rita", "reviewer"))
    propose("Ana Cruz", by=account)
    return report


def places_with(*words):
    return {place for place, text in stored_texts() if any(word in text for word in words)}


def test_no_table_has_the_name_or_the_address_afterwards(client, zoe):
    report = work_as(zoe, client)
    key = zoe.pk
    names = "Quill", "quill", "Zoë", "zoe@example.org"
    assert {"auth.User.last_name", "auth.User.email"} <= places_with(*names)

    pseudonym = erase_account(zoe, make_account("ada", "administrator"))

    assert pseudonym == f"Former editor {key}"
    assert places_with(*names) == set()
    assert not User.objects.filter(pk=key).exists()
    assert not Session.objects.exists()
    assert not UserSession.objects.exists()
    assert report.revisions.first().by_name == pseudonym
    assert set(AuditEntry.objects.filter(by_key=key).values_list("by_name", flat=True)) == {
        pseudonym
    }
    assert AuditEntry.objects.get(action="Account erased").by_name == "ada"


@pytest.mark.parametrize("subject", ["subject-of-zoe", "zoe@example.org"])
def test_no_entry_has_an_identifier_at_the_provider_afterwards(zoe, settings, subject):
    settings.OIDC_ISSUER, settings.OIDC_NAME = "https://id.example.org", "Staff login"
    ada = make_account("ada", "administrator")
    identity = identity_of({"sub": subject, "email": zoe.email}, "groups")
    admit(identity)
    link_account(zoe, subject, ada)
    unlink_account(zoe, ada)
    link_account(zoe, "later-subject-of-zoe", ada)
    admit(identity_of({"sub": "subject-of-somebody-else"}, "groups"))
    names = {logged_subject(subject), "later-subject-of-zoe"}
    exported = json.loads(ZipFile(io.BytesIO(export_account(zoe))).read("account.json"))
    assert "Sign-in with Staff login refused" in str(exported["tables"]["audit.AuditEntry"])

    erase_account(zoe, ada)

    assert places_with(*names) == set()
    assert places_with("subject-of-somebody-else")


def test_the_only_administrator_is_not_erased():
    ada = make_account("ada", "administrator")

    with pytest.raises(ErasureRefusedError, match="only administrator"):
        erase_account(ada, ada)

    assert User.objects.filter(pk=ada.pk).exists()


def test_a_namesake_keeps_the_name(zoe):
    other = make_account("zoe.two", "editor", first_name="Zoë", last_name="Quill")
    report = seminar(by=other)
    attached = make_attachment(report, added_by="Zoë Quill")

    erase_account(zoe)

    attached.refresh_from_db()
    assert (attached.added_by, report.revisions.first().by_name) == ("Zoë Quill", "Zoë Quill")


def test_every_column_with_the_name_of_an_account_is_known():
    columns = {
        (model._meta.label, field.name)
        for model in apps.get_models()
        if model._meta.app_label not in {"auth", "admin"}
        for field in model._meta.concrete_fields
        if field.name in AUTHOR_NAMES and isinstance(field, models.CharField | models.TextField)
    }

    assert columns == {(column.path, column.name) for column in AUTHOR_COLUMNS}
