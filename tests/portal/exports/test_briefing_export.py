"""Downloads of briefings: the same rows as the list, within bounds."""

import io

import docx
import pytest
from django.core.exceptions import BadRequest

from portal.exports import briefing_export
from portal.exports.briefing import pdf
from portal.exports.briefing_export import (
    MAX_ITEMS,
    offered_briefings,
    only_one,
    refuse_too_many,
)
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


@pytest.mark.parametrize(("ending", "most"), MAX_ITEMS.items())
def test_a_briefing_has_an_end(ending, most):
    assert refuse_too_many(ending, most) is None
    assert ending not in offered_briefings(most + 1)

    with pytest.raises(BadRequest, match=f"at most {most} texts .* match {most + 1}"):
        refuse_too_many(ending, most + 1)


@pytest.mark.django_db
def test_texts_that_are_too_long_together_are_refused(client, monkeypatch):
    make_two_workshops()
    monkeypatch.setitem(briefing_export.MAX_CHARACTERS, "docx", 60)

    assert client.get("/recommendations/briefing.docx").status_code == 400
    assert client.get("/recommendations/briefing.docx?q=train").status_code == 200


@pytest.mark.django_db
def test_one_briefing_at_a_time_is_written(client):
    make_two_workshops()

    with only_one() as is_free:
        answer = client.get("/recommendations/briefing.docx")
    after = client.get("/recommendations/briefing.docx")

    assert (is_free, answer.status_code, after.status_code) == (True, 503, 200)
    assert answer["Retry-After"] == "10"


@pytest.mark.django_db
def test_without_its_libraries_no_pdf_is_offered(client, monkeypatch):
    monkeypatch.setattr(pdf, "is_available", lambda: False)

    assert offered_briefings(1) == ["docx"]
    assert client.get("/recommendations/briefing.pdf").status_code == 404
