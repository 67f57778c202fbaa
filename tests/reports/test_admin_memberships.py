"""The lists of groups and of members on the admin page of an organization."""

import pytest

from portal.audit.models import AuditEntry
from portal.audit.receivers import fingerprint
from reports.admin.optimistic_locking import STALE_MESSAGE
from reports.models import Membership, Organization
from reports.references import stored_values
from tests.builders.records import (
    make_membership,
    make_organization,
    make_paragraph,
    make_report,
)
from tests.harness.admin_pages import address, as_sent, form_errors, send

pytestmark = pytest.mark.django_db


@pytest.fixture
def asean():
    return make_organization(
        "Association of Southeast Asian Nations", acronym="ASEAN", slug="asean"
    )


@pytest.fixture
def state():
    return make_organization("Lao People's Democratic Republic", slug="laos")


def stored():
    rows = Membership.objects.order_by("group__slug", "member__slug", "since")
    return list(rows.values_list("group__slug", "member__slug", "since", "until"))


@pytest.mark.parametrize(
    ("line", "dates"),
    [
        ("ASEAN", ("", "")),
        ("asean (1997)", ("1997", "")),
        ("Association of  Southeast Asian Nations (since 1997-07-23)", ("1997-07-23", "")),
        ("ASEAN (until 2001)", ("", "2001")),
        ("ASEAN (1997 to 2001-05-01)", ("1997", "2001-05-01")),
        ("ASEAN (since 1997 – 2001)", ("1997", "2001")),
        ("ASEAN (1997-2001)", ("1997", "2001")),
    ],
)
def test_a_membership_is_typed_as_a_line(admin_client, asean, state, line, dates):
    send(admin_client, state, member_of=f"\r\n{line} ")

    assert stored() == [("asean", "laos", *dates)]


def test_memberships_are_added_changed_and_removed_from_either_side(admin_client, asean, state):
    forum, other = make_organization("Forum"), make_organization("Bolivia (Plurinational State of)")
    make_membership(asean, state, "1996")
    make_membership(forum, state)

    send(admin_client, state, member_of="ASEAN (since 1997)")
    send(admin_client, asean, members=f"laos (since 1997)\n{other} (1998 to 2000)")

    assert stored() == [
        ("asean", other.slug, "1998", "2000"),
        ("asean", "laos", "1997", ""),
    ]


def test_saving_an_organization_unchanged_keeps_its_memberships(admin_client, asean, state):
    make_membership(asean, state, "1967-08-08", "2001")
    make_membership(asean, state, "2002")
    make_membership(asean, make_organization("Forum"), "", "1999")
    before = list(Membership.objects.order_by("pk").values())

    send(admin_client, asean)
    send(admin_client, state)

    assert list(Membership.objects.order_by("pk").values()) == before


@pytest.mark.parametrize(
    ("line", "error"),
    [
        ("Atlantis", "No organization is called “Atlantis”. Add it first."),
        (
            "ASEAN (since 97)",
            "No organization is called “ASEAN (since 97)”. Add it first.",
        ),
        ("ASEAN (2001-02-30)", "ASEAN (since 2001-02-30): there is no 2001-02-30."),
        ("ASEAN (2001 to 1997)", "ASEAN (2001 to 1997): it ends before it begins."),
        ("ASEAN\nasean", "A membership is listed twice."),
        ("laos", "An organization cannot be a member of itself."),
        ("AF", "Several organizations are called “AF”. Write the whole name."),
    ],
)
def test_a_line_that_cannot_be_stored_is_refused_with_its_reason(
    admin_client, asean, state, line, error
):
    for name in ("Asian Forum", "African Forum"):
        make_organization(name, acronym="AF")

    page = send(admin_client, state, member_of=line)

    assert form_errors(page) == [error]
    assert stored() == []


def test_an_organization_cannot_become_a_member_of_itself(admin_client, asean, state):
    forum = make_organization("Forum")
    make_membership(asean, state)
    make_membership(forum, asean)

    page = send(admin_client, state, members="Forum")

    assert form_errors(page) == ["It would be a member of itself through its members."]


def test_two_people_cannot_save_memberships_over_each_other_from_two_pages(
    admin_client, asean, state
):
    mine = as_sent(admin_client.get(address(asean))) | {"acronym": "AS"}
    send(admin_client, state, member_of="ASEAN (since 1997)")

    page = admin_client.post(address(asean), mine)

    assert page.context["adminform"].form.errors == {
        "__all__": [STALE_MESSAGE],
        "acronym": ["Stored value: ASEAN"],
        "members": [f"Stored value: {state} (since 1997)"],
    }
    assert stored() == [("asean", "laos", "1997", "")]


def test_a_new_organization_is_added_with_its_memberships(admin_client, asean, state):
    typed = {"name": "Forum", "slug": "forum", "members": "ASEAN", "member_of": "laos (1999)"}

    send(admin_client, asean, "add", **typed)

    assert stored() == [("forum", "asean", "", ""), ("laos", "forum", "1999", "")]


def test_the_audit_log_has_an_entry_for_both_organizations(admin_client, asean, state):
    before = {record.slug: fingerprint(stored_values(record)) for record in (asean, state)}

    send(admin_client, asean, members="laos (1997)")

    entries = AuditEntry.objects.filter(target_type="organization")
    assert {entry.target_key: (entry.before, entry.after) for entry in entries} == {
        record.slug: (before[record.slug], fingerprint(stored_values(record)))
        for record in Organization.objects.all()
    }
    assert stored_values(state)["memberships"] == [
        {"group__slug": "asean", "member__slug": "laos", "since": "1997", "until": ""}
    ]


def test_lists_count_a_membership_as_soon_as_it_is_saved(admin_client, client, asean, state):
    paragraph = make_paragraph(report=make_report(status="published"), voice="named")
    paragraph.speaking_organizations.add(state)
    link = "/api/v1/statements/?group=asean"
    make_membership(asean, state, "2016")

    counts = []
    for members in ("laos (since 2016)", "laos (since 2015)", "", "laos"):
        send(admin_client, asean, members=members)
        answer = client.get(link)
        counts.append(answer.json()["count"] if answer.status_code == 200 else answer.status_code)

    assert counts == [0, 1, 400, 1]


def test_a_deleted_group_counts_no_longer(admin_client, client, asean, state):
    paragraph = make_paragraph(report=make_report(status="published"), voice="named")
    paragraph.speaking_organizations.add(state)
    make_membership(asean, state)
    before = client.get("/statements/").content.decode().count("?group=asean")

    admin_client.post(address(asean, "delete"), {"post": "yes"})

    after = client.get("/statements/").content.decode().count("?group=asean")
    assert (before, after) == (1, 0)
    assert Organization.objects.filter(slug="asean").count() == 0


def test_a_membership_is_turned_round_in_one_save(admin_client, asean, state):
    make_membership(asean, state)

    send(admin_client, asean, members="", member_of=state.name)

    assert stored() == [("laos", "asean", "", "")]


def test_an_organization_whose_name_ends_in_a_year_is_listed_without_dates(admin_client, state):
    forum = make_organization("World Forum (2016)", slug="forum-2016")
    make_organization("World Forum", slug="forum")
    make_membership(forum, state)

    send(admin_client, state, acronym="LAO")

    assert stored() == [("forum-2016", "laos", "", "")]
