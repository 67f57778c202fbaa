"""Slugs are unique: a slug that is taken gets the next free number."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.person_records import unique_slug
from portal.parsing.unique_slugs import UniqueSlugs
from reports.models import Organization, Person

WANTED = st.lists(st.sampled_from(["a", "b", "a-2", "a-3", "a-2-2"]), max_size=20)


@pytest.mark.parametrize(
    ("taken", "wanted", "slug"),
    [
        ([], "text", "text"),
        (["text"], "text", "text-2"),
        (["text", "text-2"], "text", "text-3"),
        (["text-2"], "text", "text"),
    ],
)
def test_a_taken_slug_gets_the_next_free_number(taken, wanted, slug):
    assert UniqueSlugs(taken).allocate(wanted) == slug


@given(WANTED, WANTED)
def test_no_slug_is_allocated_twice(taken, wanted):
    slugs = UniqueSlugs(taken)

    allocated = [slugs.allocate(slug) for slug in wanted]

    assert len({*taken, *allocated}) == len(set(taken)) + len(wanted)


@pytest.mark.django_db
def test_slugs_are_unique_per_model_and_fall_back_to_the_model_name():
    for name in ("Ana Cruz", "Ana  Cruz.", "\u1019"):
        Person.objects.create(name=name, slug=unique_slug(Person, name))
    Organization.objects.create(name="Ana", slug=unique_slug(Organization, "Ana"))

    assert list(Person.objects.order_by("pk").values_list("slug", flat=True)) == [
        "ana-cruz",
        "ana-cruz-2",
        "person",
    ]
    assert Organization.objects.get().slug == "ana"
