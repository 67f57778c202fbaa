"""C28, X1: every form of the desk, sent as it is and with fields that it does not have.

The extra fields change nothing, and whatever a form changes is in the audit log. FORMS=all tries
the forms of every page (`make claims CLAIMS=X1`).
"""

import os

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse
from lxml import html

from tests.builders.follow_up import make_evidence_file, make_record, make_round, make_submission
from tests.builders.records import make_account, make_attachment
from tests.builders.seminar import fill, seminar
from tests.claims.figures import report_figure
from tests.harness.url_access import EDITOR_URLS

STEP = 1 if os.environ.get("FORMS") == "all" else 8
# Names of columns that no form of an editor has, and what somebody would set them to.
EXTRA = {
    **dict.fromkeys(("is_superuser", "is_staff", "is_active", "is_public", "confirmed"), "on"),
    **dict.fromkeys(("status", "report_status"), "published"),
    **dict.fromkeys(("pk", "report", "report_id", "root", "root_id", "by_id"), "1"),
    **dict.fromkeys(("groups", "user_permissions", "version_of", "order", "revision"), "1"),
    **dict.fromkeys(("published_at", "created_at", "withdrawn_at"), "2001-01-01"),
    **dict.fromkeys(("sha256", "before", "after", "anchor", "html", "source_text"), "extra"),
    **dict.fromkeys(("password", "username", "by_name", "role_name", "owner"), "extra"),
}
AUDIT = "audit.AuditEntry"
# Sessions and counters of sign-ins are no content.
NOT_CONTENT = ("sessions.", "accounts.", "usersessions.")


def make_report():
    """Return a draft, to which everything that has a form is linked."""
    report = fill(seminar())
    make_attachment(report)
    file = make_evidence_file()
    make_record(make_submission(make_round([report])), status="done", evidence_file=file.pk)
    return report


def buttons_of_pages(client, report):
    """Yield address, values, a button and names of every form that posts, on the pages of the desk."""
    pages = [(name, url) for name, url in EDITOR_URLS.items() if url.read is not None]
    for name, url in pages[::STEP]:
        root = [report.root.slug] if url.of_report else []
        page = client.get(reverse(name, args=[*root, *url.arguments(report)]))
        if page.status_code == 200 and page["Content-Type"].startswith("text/html"):
            yield from buttons_of(page)


def buttons_of(page):
    address = page.wsgi_request.get_full_path()
    for form in html.fromstring(page.content).forms:
        action = form.get("action") or address
        if form.method.lower() == "post" and action.startswith("/editing/"):
            # A form without named buttons is sent as it is.
            for button in form.xpath(".//button[@name]") or [None]:
                added = () if button is None else (button.get("name"), button.get("value", ""))
                yield action, form.form_values(), added, set(form.fields)


def rows():
    """Return the rows of all tables of content, without times and keys of random choice."""
    return {
        model._meta.label: sorted(
            str([value_of(field, value) for field, value in zip(fields, row, strict=True)])
            for row in model._base_manager.values_list(*(field.attname for field in fields))
        )
        for model in apps.get_models()
        if not model._meta.label_lower.startswith(NOT_CONTENT)
        for fields in [model._meta.concrete_fields]
    }


def value_of(field, value):
    if field.get_internal_type() in {"DateTimeField", "UUIDField"}:
        return ""
    # A password that nobody can enter is random.
    return "!" if field.attname == "password" and value.startswith("!") else value


def effect(client, action, typed):
    """Send a form, roll back what it changed, and return the status and all rows."""
    with transaction.atomic():
        answer = client.post(action, typed)
        after = rows()
        transaction.set_rollback(True)
    return answer.status_code, after


def as_sent(values, button):
    sent = {}
    for name, value in [*values, *([button] if button else [])]:
        sent.setdefault(name, []).append(value)
    return sent


@pytest.mark.once
@pytest.mark.django_db
def test_fields_that_a_form_does_not_have_change_nothing_and_every_change_is_in_the_audit_log():
    report = make_report()
    client = Client(raise_request_exception=False)
    client.force_login(make_account("ana", "administrator"))
    before, wrong, unlogged, changing, tried = rows(), [], [], 0, set()
    for action, values, button, names in buttons_of_pages(client, report):
        if (action, button) in tried:
            continue
        tried.add((action, button))
        sent = as_sent(values, button)
        status, after = effect(client, action, sent)
        extra = {name: value for name, value in EXTRA.items() if name not in names}
        if effect(client, action, extra | sent) != (status, after):
            wrong.append((action, button))
        if after != before:
            changing += 1
            if after[AUDIT] == before[AUDIT]:
                unlogged.append((action, button))

    report_figure(
        f"{len(tried)} buttons with {len(EXTRA)} extra fields, {changing} change something"
    )
    assert (wrong, unlogged) == ([], [])
    assert changing > 0
