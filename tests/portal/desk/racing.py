"""A program of its own: many editors send the same forms of one portal at the same moment.

Prints as JSON what became of it. Run with the name of a race: saves, publications, unions, imports.
"""

import json
import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import django

django.setup()

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from portal.audit.models import Entry  # noqa: E402
from portal.desk import pieces  # noqa: E402
from portal.desk.pieces import PLACES  # noqa: E402
from portal.registers.models import Union  # noqa: E402
from reports import publishing  # noqa: E402
from reports.models import Report  # noqa: E402
from tests.builders import make_account  # noqa: E402
from tests.portal.history.conftest import TEXT, seminar  # noqa: E402

EDITORS = 50
ROUNDS = 10
IDENTICAL = 20
PARAGRAPHS = ("p1", "p2", "p3", "p4", "p5")


def at_once(number, deed):
    """Return what each of so many threads got that began the deed together."""
    together = Barrier(number)

    def begin(place):
        together.wait()
        try:
            return deed(place)
        finally:
            connection.close()

    with ThreadPoolExecutor(number) as threads:
        return list(threads.map(begin, range(number)))


def signed_in(account):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(account)
    return client


def saves():
    """Let fifty editors save ten times, each on top of what all saw, ten on the same paragraph."""
    report = seminar()
    accounts = [make_account(f"editor-{n}", "editor") for n in range(EDITORS)]
    clients = [signed_in(one) for one in accounts]
    return [one_round(report, clients, number) for number in range(ROUNDS)]


def one_round(report, clients, number):
    report.refresh_from_db()
    forms = {anchor: as_shown(report, anchor) for anchor in PARAGRAPHS}

    def save(place):
        anchor = PARAGRAPHS[place % len(PARAGRAPHS)]
        text = f"Round {number}, editor {place}."
        address = f"/editing/reports/{report.slug}/paragraphs/{anchor}/"
        answer = clients[place].post(address, forms[anchor] | {"text": text})
        is_told = answer.status_code == 409 and text in answer.content.decode()
        return anchor, text, answer.status_code, is_told

    outcomes = at_once(EDITORS, save)
    kept = " ".join(one.text for one in report.revisions.all())
    stored = [one for one in outcomes if one[2] == 302]
    now = dict(report.paragraphs.values_list("anchor", "text"))
    return {
        "stored": len(stored),
        "told": sum(one[3] for one in outcomes),
        "in a revision": sum(text in kept for _, text, _, _ in stored),
        "stand": sum(now[anchor] == text for anchor, text, _, _ in stored),
        "statuses": sorted({one[2] for one in outcomes}),
    }


def as_shown(report, anchor):
    place = PLACES["paragraphs"]
    row = pieces.row_at(report, place, anchor)
    fields = pieces.fields_at(report, place, row)
    form = place.form(instance=row, initial=fields, report=report)
    shown = {name: fields.get(name) or "" for name in form.fields}
    return shown | {"version": report.version, "do": "save"}


def publications():
    report = seminar()
    publishing.move(report, "in_review")
    client = signed_in(make_account("rita", "reviewer"))
    sent = {"to": "published", "version": report.version}
    address = f"/editing/reports/{report.slug}/step/"
    statuses = at_once(IDENTICAL, lambda _: client.post(address, sent).status_code)
    return {
        "statuses": sorted(set(statuses)),
        "published revisions": report.revisions.exclude(published_at=None).count(),
        "in the trail": Entry.objects.filter(deed="In review → Published").count(),
        "status": Report.objects.get().status,
    }


def unions():
    report = seminar(publish=True)
    one, other = report.participations.order_by("pk")
    client = signed_in(make_account("ana", "editor"))
    sent = {"do": "unite", "goes": other.person.version, "stays": one.person.version}
    address = f"/editing/alike/person/{other.person.slug}/{one.person.slug}/"
    statuses = at_once(IDENTICAL, lambda _: client.post(address, sent).status_code)
    return {
        "statuses": sorted(set(statuses)),
        "unions": Union.objects.count(),
        "participations": report.participations.count(),
    }


def imports():
    client = signed_in(make_account("ana", "editor"))

    def send(_):
        file = SimpleUploadedFile("seminar.txt", TEXT)
        return client.post(
            "/editing/imports/", {"file": file, "language": "en"}
        ).status_code

    statuses = at_once(IDENTICAL, send)
    return {
        "statuses": sorted(set(statuses)),
        "taken in": statuses.count(302),
        "reports": Report.objects.count(),
        "revisions": Report.objects.get().revisions.count(),
    }


RACES = {
    "saves": saves,
    "publications": publications,
    "unions": unions,
    "imports": imports,
}
json.dump(RACES[sys.argv[1]](), sys.stdout)
