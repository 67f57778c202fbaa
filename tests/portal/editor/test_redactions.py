"""The pages on which redactions are proposed and decided."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portal.audit.models import AuditEntry
from portal.operations.models import PeriodicJob
from portal.redaction.models import Redaction
from reports.models import Person
from tests.builders.records import make_account, make_attachment
from tests.builders.redactions import redact
from tests.builders.seminar import fill, seminar

pytestmark = pytest.mark.django_db


@pytest.fixture
def report():
    return fill(seminar())


@pytest.fixture
def url():
    return reverse("editor:redactions")


@pytest.fixture
def edith(client):
    edith = make_account("edith", "editor")
    client.force_login(edith)
    return edith


def typed(do, **fields):
    return {"do": do, "passages": "Ana Cruz", "reason": "She asked for it."} | fields


def test_the_form_shows_each_place_before_anything_is_stored(client, edith, report, url):
    make_attachment(report, b"Ana Cruz draws.", name="slides.txt")
    make_attachment(report, b"\x89PNG", name="group.png")
    PeriodicJob.objects.create(name="digests", error="Ana Cruz, in an error")

    page = client.post(url, typed("preview")).content.decode()

    assert "<strong>Paragraphs</strong>: 1" in page
    assert "<mark>Ana Cruz</mark>, Director, noted this" in page
    assert "contains the passage" in page
    assert "could not be searched: open it and decide" in page
    assert "not every editor may read these texts" in page
    assert "in an error" not in page
    assert not Redaction.objects.exists()
    entry = AuditEntry.objects.get(action="Redaction previewed")
    assert (entry.by_name, entry.comment) == ("edith", "Passages: 1")


@pytest.mark.django_db(transaction=True)
def test_a_preview_reads_everything_in_a_transaction_with_time(client, url):
    client.force_login(make_account("edith", "editor"))

    with CaptureQueriesContext(connection) as queries:
        client.post(url, typed("preview"))
    begins = [one["sql"] for one in queries if one["sql"].startswith(("BEGIN", "SET "))]

    expected = {"sqlite": ["BEGIN DEFERRED"], "postgresql": ["SET LOCAL statement_timeout = 0"]}
    assert set(expected[connection.vendor]) <= set(begins)


def test_the_forms_of_a_persons_name_are_filled_in(client, edith, report, url):
    slug = Person.objects.get(name="Ana Cruz").slug

    page = client.get(url, {"person": slug}).content.decode()

    assert "Ana Cruz" in page
    assert reverse("admin:reports_person_changelist") in page


def test_a_proposal_is_confirmed_by_a_reviewer(client, edith, report, url):
    attached = make_attachment(report, b"Ana Cruz draws.")
    client.post(url, typed("propose", file=f"reports.Attachment:{attached.pk}"))
    proposed = Redaction.objects.get()
    page = reverse("editor:redaction", args=[proposed.pk])
    assert "Mask it for good" not in client.get(page).content.decode()

    client.force_login(make_account("rita", "reviewer"))
    shown = client.get(page).content.decode()
    answer = client.post(page, {"do": "confirm"}, follow=True)

    assert "Mask it for good" in shown
    assert "Attachment: slides.txt" in shown or "attachment: slides.txt" in shown
    assert "has been masked" in answer.content.decode()
    assert "Cruz" not in answer.content.decode()
    attached.refresh_from_db()
    assert attached.size == 0
    file = reverse("editor:attached-file", args=[report.slug, attached.pk])
    assert client.get(file).status_code == 410


def test_ones_own_proposal_can_only_be_declined(client, report, url):
    client.force_login(make_account("rita", "reviewer"))
    client.post(url, typed("propose"))
    page = reverse("editor:redaction", args=[Redaction.objects.get().pk])

    refused = client.post(page, {"do": "confirm"})
    declined = client.post(page, {"do": "decline"}, follow=True)

    assert (refused.status_code, declined.status_code) == (409, 200)
    assert "Another reviewer or administrator must confirm it" in refused.content.decode()
    assert Redaction.objects.get().status == "declined"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"passages": "ab"}, "fewer than 3 letters"),
        ({"reason": ""}, "Give a reason"),
        ({"reason": "Ana Cruz asked"}, "repeats the words"),
        ({"passages": ""}, "Type the name or passage"),
    ],
)
def test_a_refusal_says_why_and_keeps_what_was_typed(client, edith, url, fields, message):
    answer = client.post(url, typed("propose", **fields))

    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert typed("propose", **fields)["reason"] in page


@pytest.mark.parametrize(
    "file", ["auth.User:1", "reports.Attachment:x", "reports.Attachment:²", "nonsense", ":"]
)
def test_a_made_up_file_is_left_out(client, edith, url, file):
    client.post(url, typed("propose", file=file))

    assert Redaction.objects.get().files == []


@pytest.mark.parametrize(
    ("passages", "message"),
    [
        ("Ana Cruz", "Nothing was masked"),
        ("Ana Cruz\nTraining", "without 1 of the passages"),
    ],
)
def test_who_decides_is_told_what_another_redaction_has_masked_meanwhile(
    client, report, url, passages, message
):
    client.force_login(make_account("edith", "editor"))
    client.post(url, typed("propose", passages=passages))
    page = reverse("editor:redaction", args=[Redaction.objects.get().pk])
    redact("Ana Cruz")
    client.force_login(make_account("rosa", "reviewer"))

    shown = client.get(page).content.decode()
    answer = client.post(page, {"do": "confirm"}, follow=True).content.decode()

    assert "Left out when this is confirmed" in shown
    assert "<li>▮▮▮ ▮▮▮▮</li>" in shown
    assert message in answer
