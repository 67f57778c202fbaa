"""The audit trail is shown to administrators, searched and taken along."""

import csv

from django.urls import reverse

from portal.audit import trail
from portal.audit.trail import Thing
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
