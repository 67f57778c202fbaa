"""The audit trail is shown to administrators, searched and taken along."""

import csv

from django.urls import reverse

from portal.audit import trail
from portal.audit.models import Entry
from portal.audit.trail import Thing
from portal.views.editing import trail as page_of_trail
from tests.builders import make_account


def test_the_trail_is_shown_searched_and_taken_along(client, report):
    client.force_login(make_account("ada", "administrator"))

    page = client.get(reverse("trail"), {"by": "an", "key": report.slug})
    sent = b"".join(client.get(reverse("trail-csv"), {"by": "nobody"})).decode()

    assert [one.deed for one in page.context["page_obj"]] == [
        "Filled",
        "Read from “seminar.txt”",
    ]
    columns = [
        *("pk", "at", "by_key", "by_name", "deed", "kind", "key", "name"),
        *("before", "after", "comment"),
    ]
    assert list(csv.reader(sent.removeprefix("\ufeff").splitlines())) == [columns]


def test_no_cell_of_the_trail_taken_along_is_a_formula(client, db):
    ada = make_account("ada", "administrator")
    trail.note(ada, "Swept", Thing("index", "all", "\uff1d1+1"), comment="So;\u00a0@A1")
    client.force_login(ada)

    sent = b"".join(client.get(reverse("trail-csv"), {"key": "all"})).decode()

    (row,) = csv.DictReader(sent.removeprefix("\ufeff").splitlines())
    assert (row["name"], row["comment"]) == ("'\uff1d1+1", "So;'\u00a0@A1")


def test_the_whole_trail_is_sent_step_by_step(client, report, monkeypatch):
    monkeypatch.setattr(page_of_trail, "ENTRIES_AT_ONCE", 2)
    client.force_login(make_account("ada", "administrator"))
    keys = list(Entry.objects.order_by("-pk").values_list("pk", flat=True))

    lines = b"".join(client.get(reverse("trail-csv"))).decode().splitlines()[1:]

    assert len(keys) > 2
    assert [int(line.partition(",")[0].strip('"')) for line in lines] == keys
