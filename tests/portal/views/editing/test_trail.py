"""The audit trail is shown to administrators, searched and taken along."""

from django.urls import reverse

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
