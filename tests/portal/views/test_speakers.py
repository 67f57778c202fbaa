"""Those who took part: the list of them, and the page of each."""

import pytest

from portal.views import speakers
from tests.builders import make_contribution, make_paragraph, make_person, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def _people(monkeypatch):
    monkeypatch.setattr(speakers.SpeakerList, "paginate_by", 2)
    monkeypatch.setattr(speakers, "SHOWN", 2)
    report = make_report(status="published")
    for name, times in (("Ana Cruz", 3), ("Bo Diaz", 1), ("Cy Ana", 0)):
        person = make_person(name)
        for _ in range(times or 1):
            paragraph = make_paragraph(report=report, voice="named")
            said = make_contribution(paragraph, person=person)
        if not times:
            said.delete()


def listed(page):
    return [(one.name, one.contribution_count) for one in page.context["people"]]


@pytest.mark.usefixtures("_people")
def test_people_stand_by_name_some_to_a_page_with_how_often_they_spoke(client):
    pages = [client.get(f"/speakers/?page={number}") for number in (1, 2)]

    assert [listed(one) for one in pages] == [
        [("Cy Ana", 0), ("Ana Cruz", 3)],
        [("Bo Diaz", 1)],
    ]
    assert client.get("/speakers/?page=3").status_code == 404


@pytest.mark.usefixtures("_people")
def test_people_are_found_by_part_of_their_names(client):
    assert listed(client.get("/speakers/?q=cruz")) == [("Ana Cruz", 3)]


@pytest.mark.usefixtures("_people")
def test_a_name_that_nobody_has_is_said_to_be_nobody_s(client):
    assert "Nobody is called so." in client.get("/speakers/?q=zed").content.decode()


@pytest.mark.usefixtures("_people")
def test_a_speaker_s_page_shows_what_was_said_last_and_leads_to_all_of_it(client):
    page = client.get("/speakers/ana-cruz/")

    assert len(page.context["contributions"]) == 2
    assert (
        '<a href="/contributions/?speaker=ana-cruz">See all</a>'
        in page.content.decode()
    )
