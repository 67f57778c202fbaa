"""What the provider says of somebody is read carefully, whatever it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.identity_provider.identity import Identity, identity_of

VALUES = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text() | st.integers())


@pytest.mark.parametrize(
    ("claims", "name", "groups"),
    [
        ({"groups": ["a", "b"]}, "groups", {"a", "b"}),
        ({"groups": "a"}, "groups", {"a"}),
        ({"groups": ["a", 1, None]}, "groups", {"a"}),
        ({"groups": {"a": 1}}, "groups", set()),
        ({}, "groups", set()),
        ({"realm_access": {"roles": ["a"]}}, "realm_access.roles", {"a"}),
        ({"realm_access": "a"}, "realm_access.roles", set()),
        ({"https://example.org/groups": ["a"]}, "https://example.org/groups", {"a"}),
    ],
)
def test_groups_are_a_list_or_a_name_in_a_claim_or_inside_one(claims, name, groups):
    assert identity_of({"sub": "s"} | claims, name).groups == groups


def test_names_come_from_their_own_claims_or_from_the_whole_name():
    parts = identity_of({"sub": "s", "given_name": "Ana", "family_name": "Cruz"}, "groups")
    whole = identity_of({"sub": "s", "name": "Ana Cruz Reyes"}, "groups")

    assert (parts.first_name, parts.last_name) == ("Ana", "Cruz")
    assert (whole.first_name, whole.last_name) == ("Ana", "Cruz Reyes")


@pytest.mark.parametrize("address", ["nobody", "a b@example.org", "x" * 300 + "@example.org", 5])
def test_what_is_no_address_is_left_out(address):
    assert identity_of({"sub": "s", "email": address}, "groups").email == ""


@given(st.dictionaries(st.sampled_from(["email", "name", "groups", "given_name"]), VALUES))
def test_any_claims_give_an_identity(claims):
    assert isinstance(identity_of({"sub": "s"} | claims, "groups"), Identity)
