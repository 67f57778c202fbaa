"""The addresses of single records in the API."""

import pytest
from django.urls import reverse

from portal.entities import merge
from tests.builders.records import (
    make_organization,
    make_participation,
    make_person,
    make_report,
)

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", ["organization", "speaker"])
def test_the_id_of_a_merged_record_redirects_to_the_record_it_was_merged_into(client, kind):
    report = make_report(status="published")
    make = make_organization if kind == "organization" else make_person
    source, target = make("Goes"), make("Stays")
    for record in (source, target):
        organizations = [record] if kind == "organization" else []
        person = record if kind == "speaker" else None
        make_participation(report, person, organizations=organizations)
    entity_type = {"speaker": "person"}.get(kind, kind)
    key = source.pk
    merge.merge(entity_type, (source, target))

    answer = client.get(reverse(f"api:{kind}", args=[key]), follow=True)

    assert answer.redirect_chain == [(reverse(f"api:{kind}", args=[target.pk]), 301)]
    assert answer.json()["id"] == target.pk
