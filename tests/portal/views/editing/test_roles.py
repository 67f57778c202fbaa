"""The table of roles, asked at every address, in every way, by everybody, in every state of a report."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.apps import apps
from django.contrib.admin import site
from django.db import transaction
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import TABLE, Deed, Role
from portal.correcting import corrections
from portal.desk import steps
from portal.history import nextdraft, restoring
from reports import publishing
from reports.models import Report
from tests.admin_pages import address
from tests.builders import make_account
from tests.portal.history.conftest import fill, seminar


@dataclass(frozen=True)
class Url:
    """What reading and writing there is a deed of (None: it is not offered), and where it is."""

    read: Deed | None
    write: Deed | None
    more: Callable[[Report], list] = lambda report: []
    of_report: bool = True


# A new address fails until it stands here.
URLS = {
    "desk": Url(Deed.READ, None, of_report=False),
    "desk-new": Url(Deed.IMPORT, Deed.IMPORT, of_report=False),
    "imports": Url(Deed.READ, Deed.IMPORT, of_report=False),
    "alike": Url(Deed.REGISTERS, None, of_report=False),
    "pair": Url(
        Deed.REGISTERS,
        Deed.REGISTERS,
        lambda report: ["person", "ana-cruz", "ben-otto"],
        of_report=False,
    ),
    "union-undo": Url(None, Deed.REGISTERS, lambda report: [1], of_report=False),
    "trail": Url(Deed.TRAIL, None, of_report=False),
    "trail-csv": Url(Deed.TRAIL, None, of_report=False),
    "desk-report": Url(Deed.READ, None),
    "desk-step": Url(None, Deed.READ),
    "desk-begin": Url(None, Deed.BEGIN),
    "desk-discard": Url(None, Deed.DISCARD),
    "desk-confirm-themes": Url(None, Deed.CORRECT),
    "desk-about": Url(Deed.CORRECT, Deed.CORRECT),
    "desk-piece": Url(Deed.CORRECT, Deed.CORRECT, lambda report: ["paragraphs", "p3"]),
    "desk-add": Url(Deed.CORRECT, Deed.CORRECT, lambda report: ["paragraphs"]),
    "desk-revisions": Url(Deed.READ, None),
    "desk-chosen": Url(Deed.READ, None),
    "desk-revision": Url(Deed.READ, None, lambda report: [1]),
    "desk-raw": Url(Deed.READ, None, lambda report: [1]),
    "desk-differences": Url(Deed.READ, None, lambda report: [1, 1]),
    "desk-restore": Url(None, Deed.CORRECT, lambda report: [1]),
    "bench": Url(Deed.READ, None),
    "bench-levels": Url(None, Deed.CORRECT),
    "note": Url(None, Deed.SETTLE, lambda report: [1]),
    "page": Url(Deed.READ, None, lambda report: [1]),
    "renew": Url(Deed.READ, Deed.IMPORT),
    "unit": Url(
        Deed.CORRECT,
        Deed.CORRECT,
        lambda report: [f"paragraph-{report.paragraphs.first().pk}"],
    ),
}
# What may be about nothing: no page of a PDF, no such union, no revisions or deed chosen.
MAY_MISS = {"page", "union-undo", "desk-chosen", "unit"}
STATES = [
    "draft",
    "in_review",
    "published",
    "withdrawn",
    "next draft",
    "next in review",
]
WHO = ["visitor", "nobody", *Role.values]


def in_state(state):
    """Return the report as readers know it, and what editors work on, in that state."""
    report = fill(seminar(publish=state not in {"draft", "in_review"}))
    if state == "in_review":
        publishing.move(report, "in_review")
    if state == "withdrawn":
        publishing.move(report, "withdrawn")
    if state.startswith("next"):
        nextdraft.begin(report)
        if state == "next in review":
            publishing.move(nextdraft.working(report), "in_review")
    return report, nextdraft.working(report)


def answer(client, method, name, report):
    """Ask, and let nothing of it last."""
    root = [report.root.slug] if URLS[name].of_report else []
    address = reverse(name, args=[*root, *URLS[name].more(report)])
    with transaction.atomic():
        status = getattr(client, method)(
            address, {"version": report.version}
        ).status_code
        transaction.set_rollback(True)
    return status


def expected(who, method, name, report):
    """Return the status that the table asks for; 0 where it lets in."""
    deed = URLS[name].read if method == "get" else URLS[name].write
    if deed is None:
        return 405
    if who == "visitor":
        return 302
    states = TABLE[deed][Role.values.index(who)] if who in Role.values else ()
    if not states:
        return 403
    fits = report.status in states or not URLS[name].of_report
    return 0 if fits else 409


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", WHO)
def test_every_address_answers_as_the_table_says(client, db, who, state):
    _, report = in_state(state)
    if who != "visitor":
        client.force_login(make_account(who, who if who in Role.values else ""))

    wrong = []
    for name in URLS:
        for method in ("get", "post"):
            found = answer(client, method, name, report)
            wanted = expected(who, method, name, report)
            let_in = found in {200, 302, 422} or (found == 404 and name in MAY_MISS)
            if not (found == wanted or (wanted == 0 and let_in)):
                wrong.append((name, method, found, wanted))

    assert wrong == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("who", Role.values)
def test_every_step_is_taken_by_whom_the_table_names(client, db, settings, who, state):
    settings.AUTHORS_MAY_PUBLISH = True
    root, _ = in_state(state)
    root.refresh_from_db()
    client.force_login(make_account(who, who))

    taken = set()
    for to in Report.Status.values:
        now = steps.subject(root, to)
        with transaction.atomic():
            sent = {"to": to, "version": now.version, "open_notes": "on"}
            sent |= {"confirmed": "yes"}
            client.post(reverse("desk-step", args=[root.slug]), sent)
            after = Report.objects.filter(pk=now.pk).first()
            if after is None or after.status != now.status:
                taken.add((now.status, to))
            transaction.set_rollback(True)

    place = Role.values.index(who)
    assert taken == {
        (str(before), str(to))
        for (before, to), deed in roles.STEPS.items()
        if before == steps.subject(root, to).status and before in TABLE[deed][place]
    }


def test_who_wrote_does_not_publish(client, db):
    rita, eva = make_account("rita", "reviewer"), make_account("eva", "reviewer")
    report = seminar(by=rita)
    publishing.move(report, "in_review")
    sent = {"to": "published", "version": report.version}
    address = reverse("desk-step", args=[report.slug])

    client.force_login(rita)
    page = client.post(address, sent, follow=True).content.decode()
    report.refresh_from_db()
    assert (report.status, steps.OWN_WORK in page) == ("in_review", True)
    client.force_login(eva)
    client.post(address, sent)

    report.refresh_from_db()
    assert report.status == "published"


def test_who_wrote_what_readers_have_may_publish_what_others_wrote_since(client, db):
    rita = make_account("rita", "reviewer")
    report = seminar(by=rita, publish=True)
    draft = nextdraft.begin(report)

    assert steps.authors(draft) == set()


def test_what_was_given_up_is_nobody_s_part_in_what_follows(db):
    ana, eva = make_account("ana", "editor"), make_account("eva", "editor")
    report = seminar(publish=True)
    for account in (ana, eva):
        draft = steps.begin(report, account)
        key = f"recommendation-{draft.recommendations.first().pk}"
        corrections.set_level(draft, draft.version, [key], "all", by=account)
        if account == ana:
            nextdraft.discard(draft)

    assert steps.authors(draft) == {eva.pk}


def test_who_has_others_bring_back_his_own_words_does_not_publish_them(db):
    rita, ana = make_account("rita", "reviewer"), make_account("ana", "editor")
    report = seminar(publish=True)
    draft = steps.begin(report, rita)
    key = f"recommendation-{draft.recommendations.first().pk}"
    corrections.set_level(draft, draft.version, [key], "all", by=rita)
    hers = report.revisions.newest_first().first()
    nextdraft.discard(draft)
    draft = steps.begin(report, ana)

    restoring.restore(draft, draft.version, hers, by=ana)

    assert steps.authors(draft) == {rita.pk, ana.pk}


# Which deed opens a record's pages in the administration; a new record fails until it stands here.
RECORDS = {
    "reports.Person": Deed.REGISTERS,
    "reports.Organization": Deed.REGISTERS,
    "reports.Theme": Deed.REGISTERS,
    "reports.Instrument": Deed.REGISTERS,
    "auth.User": Deed.ACCOUNTS,
}
ADMIN_PAGES = ("changelist", "add", "change", "delete", "history")


def test_every_record_of_the_administration_is_in_the_table():
    assert {model._meta.label for model in site._registry} == set(RECORDS)


@pytest.mark.parametrize("who", WHO)
def test_every_page_of_the_administration_answers_as_the_table_says(client, db, who):
    fill(seminar())
    other = make_account("other")
    if who != "visitor":
        client.force_login(make_account(who, who if who in Role.values else ""))

    wrong = []
    for label, deed in RECORDS.items():
        record = other if label == "auth.User" else first_of(label)
        may = who in Role.values and bool(TABLE[deed][Role.values.index(who)])
        for page in ADMIN_PAGES:
            for method in ("get", "post"):
                with transaction.atomic():
                    answer = getattr(client, method)(address(record, page))
                    transaction.set_rollback(True)
                # Whom it does not let in at all it sends to the way in.
                is_sent_away = (
                    answer.status_code == 302 and "login" in answer["Location"]
                )
                if may == (is_sent_away or answer.status_code == 403):
                    wrong.append((label, page, method, answer.status_code))

    assert wrong == []


def first_of(label):
    return apps.get_model(label)._base_manager.order_by("pk").first()


def test_an_account_that_is_switched_off_may_nothing(client, db):
    ana = make_account("ana", "administrator")
    client.force_login(ana)
    ana.is_active = False
    ana.save()

    assert client.get(reverse("desk")).status_code == 302
    assert not any(roles.may(ana, deed) for deed in Deed)
