"""The permission table, checked for every URL, method, role and state of a report.

STATES=all tries those without a role in every state as well (`make claims CLAIMS=C5`).
"""

import os

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.db import transaction
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import PERMISSION_TABLE, Permission, Role
from portal.content import draft_version, workflow
from reports import publishing
from reports.models import Report
from tests.builders import edits
from tests.builders.follow_up import (
    make_evidence_file,
    make_record,
    make_round,
    make_submission,
)
from tests.builders.records import make_account, make_attachment
from tests.builders.seminar import fill, seminar
from tests.harness.admin_pages import address
from tests.harness.url_access import EDITOR_URLS

# May answer 404 for lack of a PDF page, a merge, two chosen revisions or an action.
MAY_MISS = {
    "editor:page-image",
    "editor:unmerge",
    "editor:revisions-compare",
    "editor:workbench-item",
    "editor:redaction",
}
STATES = [
    "draft",
    "in_review",
    "published",
    "withdrawn",
    "next draft",
    "next in review",
]
IS_EVERY_STATE = os.environ.get("STATES") == "all"
# Their answers should depend on no state: CI tries two.
WITHOUT_ROLE = ["visitor", "nobody"]
ACCESS = [
    *((who, state) for who in Role.values for state in STATES),
    *(
        (who, state)
        for who in WITHOUT_ROLE
        for state in (STATES if IS_EVERY_STATE else STATES[3:5])
    ),
]


def in_state(state):
    """Return the report in that state, and its draft version or itself."""
    report = fill(seminar(publish=state not in {"draft", "in_review"}))
    make_attachment(report)
    file = make_evidence_file()
    make_record(make_submission(make_round([report])), status="done", evidence_file=file.pk)
    if state == "in_review":
        publishing.transition(report, "in_review")
    if state == "withdrawn":
        publishing.transition(report, "withdrawn")
    if state.startswith("next"):
        draft_version.begin_draft(report)
        if state == "next in review":
            publishing.transition(draft_version.current_draft(report), "in_review")
    return report, draft_version.current_draft(report)


def request_status(client, method, name, report):
    """Send a request, roll back its changes, and return the status."""
    root = [report.root.slug] if EDITOR_URLS[name].of_report else []
    url = reverse(name, args=[*root, *EDITOR_URLS[name].arguments(report)])
    with transaction.atomic():
        status = getattr(client, method)(url, {"version": report.version}).status_code
        transaction.set_rollback(True)
    return status


def expected(who, method, name, report):
    """Return the status that the permission table requires; 0 if access is allowed."""
    permission = EDITOR_URLS[name].read if method == "get" else EDITOR_URLS[name].write
    if permission is None:
        return 405
    if who == "visitor":
        return 302
    states = PERMISSION_TABLE[permission][Role.values.index(who)] if who in Role.values else ()
    if not states:
        return 403
    status = report.root.status if EDITOR_URLS[name].of_root else report.status
    fits = status in states or not EDITOR_URLS[name].of_report
    return 0 if fits else 409


@pytest.mark.parametrize(("who", "state"), ACCESS)
def test_every_editor_url_enforces_the_permission_table(client, db, who, state):
    _, report = in_state(state)
    if who != "visitor":
        client.force_login(make_account(who, who if who in Role.values else ""))

    wrong = []
    for name in EDITOR_URLS:
        for method in ("get", "post"):
            status = request_status(client, method, name, report)
            expected_status = expected(who, method, name, report)
            let_in = status in {200, 302, 422} or (status == 404 and name in MAY_MISS)
            if not (status == expected_status or (expected_status == 0 and let_in)):
                wrong.append((name, method, status, expected_status))

    assert wrong == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", Role.values)
def test_every_transition_enforces_the_permission_table(client, db, settings, who, state):
    settings.AUTHORS_MAY_PUBLISH = True
    root, _ = in_state(state)
    root.refresh_from_db()
    client.force_login(make_account(who, who))

    taken = set()
    for to in Report.Status.values:
        target = workflow.transition_target(root, to)
        with transaction.atomic():
            form_data = {"to": to, "version": target.version, "open_notes": "on"}
            form_data |= {"confirmed": "yes"}
            client.post(reverse("editor:transition", args=[root.slug]), form_data)
            after = Report.objects.filter(pk=target.pk).first()
            if after is None or after.status != target.status:
                taken.add((target.status, to))
            transaction.set_rollback(True)

    role_index = Role.values.index(who)
    assert taken == {
        (str(before), str(to))
        for (before, to), permission in roles.TRANSITION_PERMISSIONS.items()
        if before == workflow.transition_target(root, to).status
        and before in PERMISSION_TABLE[permission][role_index]
    }


def test_an_author_cannot_publish_their_own_work(client, db):
    rita, eva = make_account("rita", "reviewer"), make_account("eva", "reviewer")
    report = seminar(by=rita)
    publishing.transition(report, "in_review")
    form_data = {"to": "published", "version": report.version}
    url = reverse("editor:transition", args=[report.slug])

    client.force_login(rita)
    page = client.post(url, form_data, follow=True).content.decode()
    report.refresh_from_db()
    assert (report.status, workflow.OWN_WORK in page) == ("in_review", True)
    client.force_login(eva)
    client.post(url, form_data)

    report.refresh_from_db()
    assert report.status == "published"


def test_authors_of_the_published_version_are_not_authors_of_the_draft_version(client, db):
    rita = make_account("rita", "reviewer")
    report = seminar(by=rita, publish=True)
    draft = draft_version.begin_draft(report)

    assert workflow.authors(draft) == set()


def test_authors_of_a_discarded_draft_version_are_not_authors_of_the_next_one(db):
    ana, eva = make_account("ana", "editor"), make_account("eva", "editor")
    report = seminar(publish=True)
    for account in (ana, eva):
        draft = workflow.begin(report, account)
        key = f"recommendation-{draft.recommendations.first().pk}"
        edits.set_level(draft, draft.version, [key], "all", by=account)
        if account == ana:
            draft_version.discard_draft(draft)

    assert workflow.authors(draft) == {eva.pk}


def test_the_author_of_a_restored_revision_is_an_author_of_the_draft_version(db):
    rita, ana = make_account("rita", "reviewer"), make_account("ana", "editor")
    report = seminar(publish=True)
    draft = workflow.begin(report, rita)
    key = f"recommendation-{draft.recommendations.first().pk}"
    edits.set_level(draft, draft.version, [key], "all", by=rita)
    revision = report.revisions.newest_first().first()
    draft_version.discard_draft(draft)
    draft = workflow.begin(report, ana)

    edits.restore_revision(draft, draft.version, revision, by=ana)

    assert workflow.authors(draft) == {rita.pk, ana.pk}


# The permission that opens the admin pages of each model; a new model must be added here.
RECORDS = {
    "reports.Person": Permission.EDIT_ENTITIES,
    "reports.Organization": Permission.EDIT_ENTITIES,
    "reports.Theme": Permission.EDIT_ENTITIES,
    "reports.Instrument": Permission.EDIT_ENTITIES,
    "auth.User": Permission.ACCOUNTS,
}
ADMIN_PAGES = ("changelist", "add", "change", "delete", "history")


def test_every_model_of_the_admin_is_in_the_permission_tests():
    assert {model._meta.label for model in site._registry} == set(RECORDS)


@pytest.mark.parametrize("who", [*WITHOUT_ROLE, *Role.values])
def test_every_admin_page_enforces_the_permission_table(client, db, who):
    fill(seminar())
    other = make_account("other")
    if who != "visitor":
        client.force_login(make_account(who, who if who in Role.values else ""))

    wrong = []
    for label, permission in RECORDS.items():
        record = other if label == "auth.User" else first_of(label)
        may = who in Role.values and bool(PERMISSION_TABLE[permission][Role.values.index(who)])
        for page in ADMIN_PAGES:
            for method in ("get", "post"):
                with transaction.atomic():
                    response = getattr(client, method)(address(record, page))
                    transaction.set_rollback(True)
                # Accounts without any access to the admin are redirected to the login page.
                is_sent_away = response.status_code == 302 and "login" in response["Location"]
                if may == (is_sent_away or response.status_code == 403):
                    wrong.append((label, page, method, response.status_code))

    assert wrong == []


def first_of(label):
    return apps.get_model(label)._base_manager.order_by("pk").first()


def test_a_deactivated_account_has_no_permissions(client, db):
    ana = make_account("ana", "administrator")
    client.force_login(ana)
    ana.is_active = False
    ana.save()

    assert client.get(reverse("editor:dashboard")).status_code == 302
    assert not any(roles.may(ana, permission) for permission in Permission)
