"""A separate program: many editors send the same forms to one portal concurrently.

Prints the results as JSON. Argument: the name of a race: saves, publications, unions, imports.
"""

import json
import os
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from portal.audit.models import AuditEntry  # noqa: E402
from portal.editor.item_types import ITEM_TYPES  # noqa: E402
from reports import publishing  # noqa: E402
from reports.models import MergeRecord, Report  # noqa: E402
from tests.builders.item_forms import fill_form  # noqa: E402
from tests.builders.records import make_account  # noqa: E402
from tests.builders.seminar import TEXT, seminar  # noqa: E402

EDITORS = 50
ROUNDS = int(os.environ["ROUNDS"])
IDENTICAL = 20
PARAGRAPHS = ("p1", "p2", "p3", "p4", "p5")


def run_concurrently(number, action):
    """Start the action in so many threads at the same moment; return their results."""
    together = Barrier(number)

    def begin(index):
        together.wait()
        try:
            return action(index)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(begin, range(number)))


def client_for(account):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(account)
    return client


def saves():
    """Fifty editors save in each round, all on the same version, ten of them on the same paragraph."""
    report = seminar()
    accounts = [make_account(f"editor-{n}", "editor") for n in range(EDITORS)]
    clients = [client_for(account) for account in accounts]
    return [save_round(report, clients, number) for number in range(ROUNDS)]


def save_round(report, clients, number):
    report.refresh_from_db()
    forms = {anchor: form_values(report, anchor) for anchor in PARAGRAPHS}

    def save(index):
        anchor = PARAGRAPHS[index % len(PARAGRAPHS)]
        text = f"Round {number}, editor {index}."
        url = f"/editing/reports/{report.slug}/paragraphs/{anchor}/"
        answer = clients[index].post(url, forms[anchor] | {"text": text})
        is_reported = answer.status_code == 409 and text in answer.content.decode()
        return anchor, text, answer.status_code, is_reported

    outcomes = run_concurrently(EDITORS, save)
    revision_texts = " ".join(revision.text for revision in report.revisions.all())
    stored = [outcome for outcome in outcomes if outcome[2] == 302]
    current_texts = dict(report.paragraphs.values_list("anchor", "text"))
    return {
        "stored": len(stored),
        "told": sum(outcome[3] for outcome in outcomes),
        "in a revision": sum(text in revision_texts for _, text, _, _ in stored),
        "stand": sum(current_texts[anchor] == text for anchor, text, _, _ in stored),
        "statuses": sorted({outcome[2] for outcome in outcomes}),
    }


def form_values(report, anchor):
    values = fill_form(report, (ITEM_TYPES["paragraphs"], anchor))
    filled = {name: value or "" for name, value in values.items()}
    return filled | {"version": report.version, "do": "save"}


def publications():
    report = seminar()
    publishing.transition(report, "in_review")
    client = client_for(make_account("rita", "reviewer"))
    form_data = {"to": "published", "version": report.version}
    url = f"/editing/reports/{report.slug}/step/"
    statuses = run_concurrently(IDENTICAL, lambda _: client.post(url, form_data).status_code)
    return {
        "statuses": sorted(set(statuses)),
        "published revisions": report.revisions.exclude(published_at=None).count(),
        "in the trail": AuditEntry.objects.filter(action="In review → Published").count(),
        "status": Report.objects.get().status,
    }


def merges():
    report = seminar(publish=True)
    first, second = report.participations.order_by("pk")
    client = client_for(make_account("ana", "editor"))
    form_data = {"do": "unite", "goes": second.person.version, "stays": first.person.version}
    url = f"/editing/alike/person/{second.person.slug}/{first.person.slug}/"
    statuses = run_concurrently(IDENTICAL, lambda _: client.post(url, form_data).status_code)
    return {
        "statuses": sorted(set(statuses)),
        "unions": MergeRecord.objects.count(),
        "participations": report.participations.count(),
    }


def imports():
    client = client_for(make_account("ana", "editor"))

    def send(_):
        file = SimpleUploadedFile("seminar.txt", TEXT)
        return client.post("/editing/imports/", {"file": file, "language": "en"}).status_code

    statuses = run_concurrently(IDENTICAL, send)
    return {
        "statuses": sorted(set(statuses)),
        "taken in": statuses.count(302),
        "reports": Report.objects.count(),
        "revisions": Report.objects.get().revisions.count(),
    }


RACES = {
    "saves": saves,
    "publications": publications,
    "unions": merges,
    "imports": imports,
}
json.dump(RACES[sys.argv[1]](), sys.stdout)
