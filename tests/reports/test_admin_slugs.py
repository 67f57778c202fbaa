"""The address of a merged person or organization stays reserved in the registers."""

import pytest

from portal.entities.merge import merge
from portal.entities.unmerge import unmerge
from reports.models import Organization, Person
from tests.builders.records import make_organization, make_person
from tests.harness.admin_pages import form_errors, send

MAKERS = {"person": make_person, "organization": make_organization}


@pytest.mark.parametrize("entity_type", MAKERS)
def test_the_address_of_a_merged_record_is_refused_until_the_merge_is_undone(
    admin_client, db, entity_type
):
    make = MAKERS[entity_type]
    kept, merged, other = make("Ana Cruz"), make("A. Cruz"), make("Somebody else")
    slug = merged.slug
    record = merge(entity_type, (merged, kept))

    page = send(admin_client, other, slug=slug)

    assert form_errors(page) == ["“A. Cruz” had this address and was merged into “Ana Cruz”."]
    unmerge(record)
    model = {"person": Person, "organization": Organization}[entity_type]
    assert model.objects.get(slug=slug).name == "A. Cruz"
