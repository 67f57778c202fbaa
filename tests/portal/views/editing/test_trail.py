"""The audit trail is shown to administrators, searched and taken along."""

from django.urls import reverse

from portal.audit.models import Entry
from portal.views.editing import trail
from tests.builders import make_account


def test_the_trail_is_shown_searched_and_taken_along(client, report):
    client.force_login(make_account("ada", "administrator"))

    page = client.get(reverse("trail"), {"by": "an", "key": report.slug})
    csv = b"".join(client.get(reverse("trail-csv"), {"by": "nobody"})).decode()

    assert [one.deed for one in page.context["page_obj"]] == [
        "Filled",
        "Read from “seminar.txt”",
    ]
    assert csv.splitlines() == [
        "\ufeffpk,at,by_key,by_name,deed,kind,key,name,before,after,comment"
    ]


def test_the_whole_trail_is_sent_step_by_step(client, report, monkeypatch):
    monkeypatch.setattr(trail, "ENTRIES_AT_ONCE", 2)
    client.force_login(make_account("ada", "administrator"))
    keys = list(Entry.objects.order_by("-pk").values_list("pk", flat=True))

    lines = b"".join(client.get(reverse("trail-csv"))).decode().splitlines()[1:]

    assert len(keys) > 2
    assert [int(line.partition(",")[0]) for line in lines] == keys
