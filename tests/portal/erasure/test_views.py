"""The pages on which an account's data are exported and erased."""

import io
import json
import zipfile

import pytest
from django.contrib.auth.models import User
from django.urls import reverse

from portal.audit.models import AuditEntry
from tests.builders.records import PASSWORD, make_account
from tests.builders.seminar import seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe(client):
    zoe = make_account("zoe", "editor", email="zoe@example.org", password=PASSWORD)
    client.post(reverse("account_login"), {"login": "zoe", "password": PASSWORD})
    return zoe


def after_password(client, answer):
    """Type the password that is asked for; the form that was sent before is then handled."""
    if answer.status_code == 302 and "reauthenticate" in answer.url:
        return client.post(answer.url, {"password": PASSWORD})
    return answer


def exported(answer):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        return json.loads(package.read("account.json"))


def test_an_account_gets_everything_that_is_kept_about_it_but_no_secrets(client, zoe):
    seminar(by=zoe)

    answer = client.get(reverse("account_data_export"))

    content = exported(answer)
    assert answer["Content-Type"] == "application/zip"
    assert (content["account"]["username"], content["account"]["role"]) == ("zoe", "editor")
    assert content["account"]["email"] == "zoe@example.org"
    actions = {entry["action"] for entry in content["tables"]["audit.AuditEntry"]}
    assert "Signed in" in actions
    assert content["tables"]["content.Revision"][0]["by_name"] == "zoe"
    assert content["tables"]["usersessions.UserSession"][0]["ip"]
    text = json.dumps(content)
    assert zoe.password not in text
    assert client.session.session_key not in text
    assert AuditEntry.objects.filter(action="Account data exported", by_key=zoe.pk).exists()


def test_an_account_erases_itself_by_its_name(client, zoe):
    url = reverse("account_data")
    assert "reauthenticate" in client.post(url, {"name": "zoe"}).url
    refused = after_password(client, client.post(url, {"name": "zoey"}))
    answer = after_password(client, client.post(url, {"name": "zoe"}))

    assert refused.status_code == 422
    assert "This is not the user name" in refused.content.decode()
    assert answer.url == reverse("account_login")
    assert not User.objects.filter(pk=zoe.pk).exists()
    assert client.get(url).status_code == 302


def test_an_administrator_exports_and_erases_another_account(client, zoe):
    ada = make_account("ada", "administrator")
    client.force_login(ada)
    url = reverse("editor:account-data", args=[zoe.pk])

    export = client.get(reverse("editor:account-export", args=[zoe.pk]))
    shown = client.get(url).content.decode()
    client.post(url, {"name": "zoe"})

    assert exported(export)["account"]["username"] == "zoe"
    assert f"Former editor {zoe.pk}" in shown
    assert list(User.objects.all()) == [ada]


def test_the_only_administrator_is_told_why_the_account_stays(client):
    ada = make_account("ada", "administrator")
    client.force_login(ada)

    answer = client.post(reverse("editor:account-data", args=[ada.pk]), {"name": "ada"})

    assert answer.status_code == 422
    assert "This is the only administrator" in answer.content.decode()
