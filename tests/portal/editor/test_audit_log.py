"""The audit log is shown to administrators, filtered and exported as CSV."""

import csv

from django.urls import reverse

from portal.audit import log
from portal.audit.log import AuditTarget
from portal.audit.models import AuditEntry
from portal.editor import audit_log as audit_log_page
from tests.builders.records import make_account


def test_the_audit_log_is_shown_filtered_and_exported_as_csv(client, report):
    client.force_login(make_account("ada", "administrator"))

    page = client.get(reverse("editor:audit-log"), {"by": "an", "key": report.slug})
    csv_text = b"".join(client.get(reverse("editor:audit-log-csv"), {"by": "nobody"})).decode()

    assert [entry.action for entry in page.context["page_obj"]] == [
        "Filled",
        "Read from “seminar.txt”",
    ]
    columns = [
        *("pk", "at", "by_key", "by_name", "deed", "kind", "key", "name"),
        *("before", "after", "comment"),
    ]
    assert list(csv.reader(csv_text.removeprefix("\ufeff").splitlines())) == [columns]


def test_no_cell_of_the_audit_log_csv_is_a_formula(client, db):
    ada = make_account("ada", "administrator")
    log.log(ada, "Swept", AuditTarget("index", "all", "\uff1d1+1"), comment="So;\u00a0@A1")
    client.force_login(ada)

    csv_text = b"".join(client.get(reverse("editor:audit-log-csv"), {"key": "all"})).decode()

    (row,) = csv.DictReader(csv_text.removeprefix("\ufeff").splitlines())
    assert (row["name"], row["comment"]) == ("'\uff1d1+1", "So;'\u00a0@A1")


def test_the_audit_log_csv_contains_all_entries_across_batches(client, report, monkeypatch):
    monkeypatch.setattr(audit_log_page, "EXPORT_BATCH_SIZE", 2)
    client.force_login(make_account("ada", "administrator"))
    keys = list(AuditEntry.objects.order_by("-pk").values_list("pk", flat=True))

    lines = b"".join(client.get(reverse("editor:audit-log-csv"))).decode().splitlines()[1:]

    assert len(keys) > 2
    assert [int(line.partition(",")[0].strip('"')) for line in lines] == keys
