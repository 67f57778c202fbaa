"""The speaker list and the speaker pages."""

import pytest

from portal.site import speakers
from tests.builders.records import make_contribution, make_paragraph, make_person, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def _people(monkeypatch):
    monkeypatch.setattr(speakers.SpeakerList, "paginate_by", 2)
    monkeypatch.setattr(speakers, "RECORDS_SHOWN", 2)
    report = make_report(status="published")
    for name, times in (("Ana Cruz", 3), ("Bo Diaz", 1), ("Cy Ana", 0)):
        person = make_person(name)
        for _ in range(times or 1):
            paragraph = make_paragraph(report=report, voice="named")
            contribution = make_contribution(paragraph, person=person)
        if not times:
            contribution.delete()


def people_of(page):
    return [(person.name, person.contribution_count) for person in page.context["people"]]


@pytest.mark.usefixtures("_people")
def test_the_speaker_list_is_sorted_by_name_and_paginated_with_counts(client):
    pages = [client.get(f"/speakers/?page={number}") for number in (1, 2)]

    assert [people_of(page) for page in pages] == [
        [("Cy Ana", 0), ("Ana Cruz", 3)],
        [("Bo Diaz", 1)],
    ]
    assert client.get("/speakers/?page=3").status_code == 404


@pytest.mark.usefixtures("_people")
def test_the_speaker_list_is_searched_by_part_of_a_name(client):
    assert people_of(client.get("/speakers/?q=cruz")) == [("Ana Cruz", 3)]


@pytest.mark.usefixtures("_people")
def test_the_speaker_list_says_that_no_person_was_found(client):
    assert "No people found." in client.get("/speakers/?q=zed").content.decode()


@pytest.mark.usefixtures("_people")
def test_a_speaker_page_shows_the_latest_contributions_and_links_to_all(client):
    page = client.get("/speakers/ana-cruz/")

    assert len(page.context["contributions"]) == 2
    assert '<a href="/contributions/?speaker=ana-cruz">See all</a>' in page.content.decode()
