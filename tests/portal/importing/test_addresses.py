"""Addresses are given once; a second one like it gets a number that nothing else has."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.importing.addresses import Addresses
from portal.importing.participations import free_slug
from reports.models import Organization, Person

WANTED = st.lists(st.sampled_from(["a", "b", "a-2", "a-3", "a-2-2"]), max_size=20)


@pytest.mark.parametrize(
    ("taken", "wanted", "address"),
    [
        ([], "text", "text"),
        (["text"], "text", "text-2"),
        (["text", "text-2"], "text", "text-3"),
        (["text-2"], "text", "text"),
    ],
)
def test_an_address_that_is_taken_gets_the_next_number(taken, wanted, address):
    assert Addresses(taken).free(wanted) == address


@given(WANTED, WANTED)
def test_none_is_given_twice(taken, wanted):
    addresses = Addresses(taken)

    given_out = [addresses.free(one) for one in wanted]

    assert len({*taken, *given_out}) == len(set(taken)) + len(wanted)


@pytest.mark.django_db
def test_records_of_a_kind_never_share_an_address_and_one_without_letters_has_one():
    for name in ("Ana Cruz", "Ana  Cruz.", "\u1019"):
        Person.objects.create(name=name, slug=free_slug(Person, name))
    Organization.objects.create(name="Ana", slug=free_slug(Organization, "Ana"))

    assert list(Person.objects.order_by("pk").values_list("slug", flat=True)) == [
        "ana-cruz",
        "ana-cruz-2",
        "person",
    ]
    assert Organization.objects.get().slug == "ana"
