"""Any two people or organizations can be picked by search and merged."""

import pytest
from django.urls import reverse

from reports.models import Organization, Person
from tests.builders.records import make_organization, make_person


def pick(client, entity_type, **terms):
    return client.get(reverse("editor:merge-pick", args=[entity_type]), terms)


@pytest.fixture
def people(db):
    return [
        make_person("Ana Cruz", aliases="Ms. A. Cruz"),
        make_person("Zin Mar Oo"),
        make_person("Ana Lim"),
    ]


def test_a_record_is_found_by_name_alias_or_address(editor_client, people):
    found = [
        [record.name for record in pick(editor_client, "person", q=words).context["matches"]]
        for words in ("ana", "ms. a.", "zin-mar", "nobody")
    ]

    assert found == [["Ana Cruz", "Ana Lim"], ["Ana Cruz"], ["Zin Mar Oo"], []]


def test_the_second_search_leaves_the_first_record_out_and_leads_to_the_comparison(
    editor_client, people
):
    page = pick(editor_client, "person", first="ana-cruz", q="an")

    assert [record.name for record in page.context["matches"]] == ["Ana Lim"]
    url = reverse("editor:merge-preview", args=["person", "ana-lim", "ana-cruz"])
    assert url in page.content.decode()


def test_two_unlike_people_are_merged(editor_client, people):
    url = reverse("editor:merge-preview", args=["person", "zin-mar-oo", "ana-cruz"])

    editor_client.post(url, {"do": "unite", "goes": "1", "stays": "1"})

    assert list(Person.objects.order_by("name").values_list("name", flat=True)) == [
        "Ana Cruz",
        "Ana Lim",
    ]
    assert "Zin Mar Oo" in Person.objects.get(name="Ana Cruz").aliases


@pytest.mark.parametrize("model", [Person, Organization])
def test_the_page_of_a_register_leads_to_the_search(editor_client, db, model):
    record = make_person("Ana") if model is Person else make_organization("Ana")
    name = model._meta.model_name
    page = editor_client.get(reverse(f"admin:reports_{name}_change", args=[record.pk]))

    assert page.context["merge_url"] == f"/editing/alike/{name}/?first=ana"
    assert pick(editor_client, name, first="ana").context["first"] == record


def test_an_unknown_kind_of_record_is_not_found(editor_client):
    assert pick(editor_client, "theme").status_code == 404
