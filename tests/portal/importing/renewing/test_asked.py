"""The recommendations of a newer version: old addresses, new numbers, and what editors have said."""

import re

import pytest

from portal.correcting import corrections, speakers
from portal.importing.check import stored_faults
from portal.importing.outline import outline
from reports.models import Theme
from tests.builders import make_organization
from tests.portal.exports.test_tables import rows_of
from tests.portal.importing.in_process import brought, imported

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


def asked(report):
    return {
        one.reference: (one.number, one.level, one.text)
        for one in report.recommendations.as_printed()
    }


def test_an_address_stays_and_the_number_is_the_newer_version_s():
    report = imported(TEXT)

    now = brought(report, TEXT.replace(BEFORE, INSERTED))

    assert [(one, number) for one, (number, _, _) in asked(now).items()] == [
        ("2.A.1-2", "2.A.1"),
        ("2.A.1", "2.A.2"),
        ("2.A.1.a", "2.A.2.a"),
        ("2.A.2", "2.A.3"),
        ("2.B.1", "2.B.1"),
    ]
    assert stored_faults(now) == []


def test_the_outline_gives_the_numbers_that_the_newer_version_prints():
    fresh = outline(imported(TEXT.replace(BEFORE, INSERTED)))
    imported_before = imported(TEXT.replace("10 March", "11 March"))

    now = outline(
        brought(
            imported_before,
            TEXT.replace(BEFORE, INSERTED).replace("10 March", "11 March"),
        )
    )

    assert now["recommendations"] == fresh["recommendations"]


def test_readers_find_the_number_on_every_page(client):
    report = imported(TEXT, publish=True)

    brought(report, TEXT.replace(BEFORE, INSERTED), publish=True)

    page = client.get(f"/recommendations/{report.slug}/2.A.1/").content.decode()
    assert "2.A.2: train more people in the trades" in page
    rows = client.get("/recommendations/?sort=oldest").content.decode()
    assert f'href="/recommendations/{report.slug}/2.A.2/">2.A.3</a>' in rows
    data = client.get("/api/v1/recommendations/?q=survey").json()["results"]
    assert [(one["reference"], one["number"]) for one in data] == [("2.A.1-2", "2.A.1")]
    (row,) = rows_of(client, "recommendation-csv", "?q=employers")
    assert (row["reference"], row["number"]) == ("2.A.2", "2.A.3")
    for address in ("", f"v/{report.revisions.newest_first()[0].number}/"):
        page = client.get(f"/reports/{report.slug}/{address}").content.decode()
        shown = re.findall(r'class="reference"[^>]*>([^<]+)<', page)
        assert shown == ["2.A.1", "2.A.2", "2.A.2.a", "2.A.3", "2.B.1"]


def test_the_level_is_the_newer_version_s_unless_an_editor_has_set_it():
    report = imported(TEXT)
    wages = report.recommendations.get(reference="2.B.1")
    ask = report.recommendations.get(reference="2.A.2")
    corrections.set_level(
        report, report.version, [f"recommendation-{wages.pk}"], "bilateral"
    )

    now = brought(
        report,
        TEXT.replace("A. National Level", "A. Bilateral Level").replace(
            "B. Regional Level", "B. National Level"
        ),
    )

    levels = dict(now.recommendations.values_list("pk", "level"))
    assert (levels[ask.pk], levels[wages.pk]) == ("bilateral", "bilateral")
    assert levels[now.recommendations.get(reference="2.A.1.a").pk] == "bilateral"


def test_a_point_stays_where_an_editor_has_put_it():
    report = imported(TEXT)
    ask = report.recommendations.get(reference="2.A.2")
    train = report.recommendations.get(reference="2.A.1")
    keys = (f"recommendation-{ask.pk}", f"recommendation-{train.pk}")
    corrections.nest(report, report.version, *keys)

    now = brought(report, TEXT.replace("Training is dear", "Training is quite dear"))

    assert now.recommendations.get(pk=ask.pk).parent_id == train.pk
    assert stored_faults(now) == []


def test_new_words_are_made_by_whom_they_name_unless_an_editor_has_said_so():
    bodies = [make_organization(name) for name in ("Norway", "Sweden", "Cambodia")]
    report = imported(TEXT)
    other = imported(TEXT.replace("10 March", "11 March"))
    said = other.recommendations.get(reference="2.A.2")
    speakers.add_issuer(
        other, other.version, f"recommendation-{said.pk}", "Cambodia", bodies[2].slug
    )

    now = brought(report, TEXT.replace("(Norway)", "(Sweden)"))
    then = brought(
        other, TEXT.replace("(Norway)", "(Sweden)").replace("10 March", "11 March")
    )

    made_by = [
        [str(body) for body in one.recommendations.get(reference="2.A.2").issuers]
        for one in (now, then)
    ]
    assert made_by == [["Sweden"], ["Norway", "Cambodia"]]


def test_what_editors_added_to_unchanged_words_stays():
    theme = Theme.objects.create(slug="care", label="Nothing printed", definition="A.")
    report = imported(TEXT)
    key = f"recommendation-{report.recommendations.get(reference='2.A.1.a').pk}"
    corrections.set_themes(report, report.version, key, ["care"])

    now = brought(report, TEXT.replace(BEFORE, INSERTED))

    point = now.recommendations.get(reference="2.A.1.a")
    assert (list(point.themes.all()), point.number) == ([theme], "2.A.2.a")
