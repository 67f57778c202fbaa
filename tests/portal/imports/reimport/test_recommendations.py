"""Recommendations after a reimport: the same URLs, new numbers, and edits that stay."""

import re

import pytest

from portal.content.stored_coverage import find_text_errors
from portal.exports.json_export import outline
from reports.models import Theme
from tests.builders import edits
from tests.builders.csv_rows import read_rows
from tests.builders.imported_reports import import_text, reimport_text
from tests.builders.records import make_organization

pytestmark = pytest.mark.django_db
TEXT = """ARF Seminar on Skills
10 March 2019
Bangkok, Thailand

Session 1: Training

1. Training is dear in most of the countries that were there.
2. Participants recommended to:

A. National Level:
- train more people in the trades that both sides need;
  - above all in care and in construction;
- ask employers what they need (Norway).

B. Regional Level:
- compare wages in all the countries of the region.
"""
BEFORE = "- train more people"
INSERTED = f"- begin with a survey of what is there;\n{BEFORE}"


def recommendations_by_reference(report):
    return {
        recommendation.reference: (recommendation.number, recommendation.level, recommendation.text)
        for recommendation in report.recommendations.in_document_order()
    }


def test_a_recommendation_keeps_its_url_and_takes_the_number_of_the_newer_version():
    report = import_text(TEXT)

    reimported = reimport_text(report, TEXT.replace(BEFORE, INSERTED))

    assert [
        (reference, number)
        for reference, (number, _, _) in recommendations_by_reference(reimported).items()
    ] == [
        ("2.A.1-2", "2.A.1"),
        ("2.A.1", "2.A.2"),
        ("2.A.1.a", "2.A.2.a"),
        ("2.A.2", "2.A.3"),
        ("2.B.1", "2.B.1"),
    ]
    assert find_text_errors(reimported) == []


def test_the_outline_shows_the_numbers_of_the_newer_version():
    fresh = outline(import_text(TEXT.replace(BEFORE, INSERTED)))
    imported_before = import_text(TEXT.replace("10 March", "11 March"))

    reimported = outline(
        reimport_text(
            imported_before,
            TEXT.replace(BEFORE, INSERTED).replace("10 March", "11 March"),
        )
    )

    assert reimported["recommendations"] == fresh["recommendations"]


def test_the_number_of_the_newer_version_is_shown_on_every_page(client):
    report = import_text(TEXT, publish=True)

    reimport_text(report, TEXT.replace(BEFORE, INSERTED), publish=True)

    page = client.get(f"/recommendations/{report.slug}/2.A.1/").content.decode()
    assert "2.A.2: train more people in the trades" in page
    rows = client.get("/recommendations/?sort=oldest").content.decode()
    assert f'href="/recommendations/{report.slug}/2.A.2/">2.A.3</a>' in rows
    data = client.get("/api/v1/recommendations/?q=survey").json()["results"]
    assert [(result["reference"], result["number"]) for result in data] == [("2.A.1-2", "2.A.1")]
    (row,) = read_rows(client, "site:recommendation-csv", "?q=employers")
    assert (row["reference"], row["number"]) == ("2.A.2", "2.A.3")
    for path in ("", f"v/{report.revisions.newest_first()[0].number}/"):
        page = client.get(f"/reports/{report.slug}/{path}").content.decode()
        shown = re.findall(r'class="reference"[^>]*>([^<]+)<', page)
        assert shown == ["2.A.1", "2.A.2", "2.A.2.a", "2.A.3", "2.B.1"]


def test_the_level_comes_from_the_newer_version_unless_an_editor_has_set_it():
    report = import_text(TEXT)
    wages = report.recommendations.get(reference="2.B.1")
    ask = report.recommendations.get(reference="2.A.2")
    edits.set_level(report, report.version, [f"recommendation-{wages.pk}"], "bilateral")

    reimported = reimport_text(
        report,
        TEXT.replace("A. National Level", "A. Bilateral Level").replace(
            "B. Regional Level", "B. National Level"
        ),
    )

    levels = dict(reimported.recommendations.values_list("pk", "level"))
    assert (levels[ask.pk], levels[wages.pk]) == ("bilateral", "bilateral")
    assert levels[reimported.recommendations.get(reference="2.A.1.a").pk] == "bilateral"


def test_a_recommendation_nested_by_an_editor_stays_nested():
    report = import_text(TEXT)
    ask = report.recommendations.get(reference="2.A.2")
    train = report.recommendations.get(reference="2.A.1")
    keys = (f"recommendation-{ask.pk}", f"recommendation-{train.pk}")
    edits.nest(report, report.version, *keys)

    reimported = reimport_text(report, TEXT.replace("Training is dear", "Training is quite dear"))

    assert reimported.recommendations.get(pk=ask.pk).parent_id == train.pk
    assert find_text_errors(reimported) == []


def test_issuers_come_from_the_changed_text_unless_an_editor_has_set_them():
    bodies = [make_organization(name) for name in ("Norway", "Sweden", "Cambodia")]
    report = import_text(TEXT)
    other = import_text(TEXT.replace("10 March", "11 March"))
    recommendation = other.recommendations.get(reference="2.A.2")
    edits.add_issuer(
        other, other.version, f"recommendation-{recommendation.pk}", "Cambodia", bodies[2].slug
    )

    reimported = reimport_text(report, TEXT.replace("(Norway)", "(Sweden)"))
    other_reimported = reimport_text(
        other, TEXT.replace("(Norway)", "(Sweden)").replace("10 March", "11 March")
    )

    issuers = [
        [str(body) for body in version.recommendations.get(reference="2.A.2").issuers]
        for version in (reimported, other_reimported)
    ]
    assert issuers == [["Sweden"], ["Norway", "Cambodia"]]


def test_themes_set_by_an_editor_stay_on_unchanged_text():
    theme = Theme.objects.create(slug="care", label="Nothing printed", definition="A.")
    report = import_text(TEXT)
    key = f"recommendation-{report.recommendations.get(reference='2.A.1.a').pk}"
    edits.set_themes(report, report.version, key, ["care"])

    reimported = reimport_text(report, TEXT.replace(BEFORE, INSERTED))

    point = reimported.recommendations.get(reference="2.A.1.a")
    assert (list(point.themes.all()), point.number) == ([theme], "2.A.2.a")
