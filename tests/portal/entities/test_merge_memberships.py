"""Merging organizations carries their memberships over, and can be undone."""

import pytest

from portal.content.refusals import SaveRefusedError
from portal.entities import merge, unmerge
from reports.models import Membership, MergeRecord, Organization
from tests.builders.filterset_pairs import build_pair
from tests.builders.records import (
    make_membership,
    make_organization,
    make_paragraph,
    make_report,
)

pytestmark = pytest.mark.django_db


def stored():
    rows = Membership.objects.order_by("group__slug", "member__slug", "since")
    return list(rows.values_list("group__slug", "member__slug", "since", "until"))


@pytest.fixture
def pair():
    """A duplicate and the organization that remains."""
    return make_organization("Duplicate"), make_organization("Target")


def test_memberships_and_members_move_to_the_remaining_organization(pair):
    duplicate, target = pair
    group, state = make_organization("Group"), make_organization("State")
    make_membership(group, duplicate, "1997", "2001")
    make_membership(group, target, "2005")
    make_membership(duplicate, state, "1990")
    before = stored()

    merge_record = merge.merge("organization", pair)

    assert stored() == [
        ("group", "target", "1997", "2001"),
        ("group", "target", "2005", ""),
        ("target", "state", "1990", ""),
    ]
    unmerge.unmerge(merge_record)
    assert stored() == before


def test_a_membership_that_both_have_remains_once(pair):
    duplicate, target = pair
    group = make_organization("Group")
    make_membership(group, duplicate, "1997", "2001")
    make_membership(group, target, "1997")
    before = stored()

    merge_record = merge.merge("organization", pair)

    assert stored() == [("group", "target", "1997", "")]
    unmerge.unmerge(merge_record)
    assert stored() == before


@pytest.mark.parametrize("is_group", [True, False])
def test_an_organization_can_be_merged_with_its_own_group(pair, is_group):
    duplicate, _ = pair
    make_membership(*(pair if is_group else reversed(pair)), "1997")
    make_membership(duplicate, make_organization("State"))
    before = stored()

    merge_record = merge.merge("organization", pair)

    assert stored() == [("target", "state", "", "")]
    unmerge.unmerge(merge_record)
    assert stored() == before


def test_organizations_that_would_become_members_of_themselves_are_not_merged(pair):
    duplicate, target = pair
    between = make_organization("Between")
    make_membership(duplicate, between)
    make_membership(between, target)
    before = stored()

    with pytest.raises(SaveRefusedError, match="member of itself through “Between”"):
        merge.merge("organization", pair)

    assert (stored(), MergeRecord.objects.count()) == (before, 0)


def test_a_membership_changed_since_the_merge_stays_with_the_remaining_organization(pair):
    duplicate, _ = pair
    group = make_organization("Group")
    make_membership(group, duplicate, "1997")
    merge_record = merge.merge("organization", pair)
    Membership.objects.update(since="1998")

    unmerge.unmerge(merge_record)

    assert stored() == [("group", "target", "1998", "")]


def test_lists_count_what_members_said_after_a_merge_of_groups_and_after_it_is_undone(pair):
    duplicate, _ = pair
    state = make_organization("State")
    make_membership(duplicate, state)
    paragraph = make_paragraph(report=make_report(status="published"), voice="named")
    paragraph.speaking_organizations.add(state)

    def counts():
        indexed, queried = build_pair("statements", "?")
        assert dict(indexed.counts("group")) == dict(queried.counts("group"))
        return dict(indexed.counts("group"))

    merge_record = merge.merge("organization", pair)
    merged = counts()
    unmerge.unmerge(merge_record)

    assert (merged, counts()) == ({"target": 1}, {"duplicate": 1})
    assert Organization.objects.get(slug="duplicate").members.get().member == state
