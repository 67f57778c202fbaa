"""Downloads of briefings: the same rows as the list, within bounds."""

import io

import docx
import pytest
from django.core.exceptions import BadRequest

from portal.exports.briefing import pdf
from portal.exports.briefing_export import MAX_ITEMS, offered_briefings, refuse_too_many
from tests.builders.briefings import make_two_workshops

QUERIES = ("", "level=regional", "not_level=regional", "q=train", "level=none")


@pytest.mark.django_db
@pytest.mark.parametrize("query", QUERIES)
def test_a_briefing_has_the_rows_that_the_api_has(client, query):
    make_two_workshops()

    rows = client.get(f"/api/v1/recommendations/?{query}").json()["results"]
    response = client.get(f"/recommendations/briefing.docx?{query}")
    lines = docx.Document(io.BytesIO(response.content)).paragraphs

    assert response["Content-Disposition"] == 'attachment; filename="briefing-recommendations.docx"'
    assert sorted(line.text for line in lines if line.style.name == "Item") == sorted(
        f"{row['reference']} {row['text']}" for row in rows
    )


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["recommendations", "contributions", "statements"])
@pytest.mark.parametrize("ending", ["docx", "pdf"])
def test_every_list_of_texts_has_briefings(client, path, ending):
    make_two_workshops()

    assert f"{path}/briefing.{ending}" in client.get(f"/{path}/").content.decode()
    assert client.get(f"/{path}/briefing.{ending}").status_code == 200


@pytest.mark.django_db
def test_an_unknown_filter_value_is_refused(client):
    assert client.get("/recommendations/briefing.docx?level=lunar").status_code == 400


def test_a_briefing_has_an_end():
    assert refuse_too_many(MAX_ITEMS) is None
    assert offered_briefings(MAX_ITEMS + 1) == []

    with pytest.raises(BadRequest, match="at most 500 texts, and these filters match 501"):
        refuse_too_many(MAX_ITEMS + 1)


@pytest.mark.django_db
def test_without_its_libraries_no_pdf_is_offered(client, monkeypatch):
    monkeypatch.setattr(pdf, "is_available", lambda: False)

    assert offered_briefings(1) == ["docx"]
    assert client.get("/recommendations/briefing.pdf").status_code == 404
