"""The archive of all public data: what is in it, when it is written, and when it is offered."""

import csv
import hashlib
import io
import json
import sqlite3
import zipfile
from contextlib import closing

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.documents.formula_escaping import unescape_formula
from portal.exports.public_data import package
from portal.exports.public_data.data_tables import TABLES
from portal.follow_up import rounds
from reports import publishing
from reports.models import Report
from tests.builders.follow_up import make_round
from tests.builders.gate_workshop import UNPUBLISHED, WORD, make_workshop
from tests.builders.lineage import make_line, make_link
from tests.builders.records import (
    make_cross_reference,
    make_membership,
    make_organization,
    make_paragraph,
    make_rationale_link,
    make_recommendation,
    make_report,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.PUBLIC_DATA_DIR = tmp_path / "public-data"


def unpacked(written):
    with zipfile.ZipFile(written.path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def csv_rows(content):
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def json_rows(content):
    return [json.loads(line) for line in content.decode().split("\n")[:-1]]


def test_csv_json_lines_and_database_have_the_same_rows(tmp_path):
    make_workshop("published", WORD)
    make_recommendation(Report.objects.get(), text='=1+1\n"quoted", ü', reference="9")
    files = unpacked(package.write_package())
    (tmp_path / "copy.sqlite3").write_bytes(files[package.DATABASE])

    with closing(sqlite3.connect(tmp_path / "copy.sqlite3")) as database:
        database.row_factory = sqlite3.Row
        for table in TABLES:
            rows = database.execute(f'SELECT * FROM "{table.name}"')  # noqa: S608 -- our own name
            stored = [dict(row) for row in rows]
            texts = [
                {name: "" if value is None else str(value) for name, value in row.items()}
                for row in stored
            ]
            assert json_rows(files[f"jsonl/{table.name}.jsonl"]) == stored
            assert [
                {name: unescape_formula(value) for name, value in row.items()}
                for row in csv_rows(files[f"csv/{table.name}.csv"])
            ] == texts
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []


def test_every_row_is_public_and_every_public_recommendation_is_in_it():
    make_workshop("published", WORD)

    rows = json_rows(unpacked(package.write_package())["jsonl/recommendations.jsonl"])

    assert [(row["report"], row["text"]) for row in rows] == [(WORD.lower(), f"{WORD} wish")]
    assert rows[0]["url"].endswith(f"/recommendations/{WORD.lower()}/R1/")


def test_cross_references_and_memberships_are_in_it_unless_rejected_or_not_public():
    report = make_report(slug="manila", status="published")
    source, target = (make_paragraph(report=report, anchor=anchor) for anchor in ("p1", "p2"))
    recommendation = make_recommendation(report, reference="R1", paragraph=target)
    make_cross_reference(source, target, "2", status="confirmed")
    make_cross_reference(recommendation, source, "1", status="suggested")
    make_cross_reference(source, recommendation, "3", status="rejected")
    group, member, unknown = (make_organization(name) for name in ("ASEAN", "Laos", "Nowhere"))
    make_recommendation(report, reference="R2", addressees=[group, member])
    make_membership(group, member, "1997")
    make_membership(group, unknown)

    files = unpacked(package.write_package())

    places = ("paragraph", "recommendation", "target_paragraph", "words", "status")
    assert [
        tuple(row[name] for name in places)
        for row in json_rows(files["jsonl/cross_references.jsonl"])
    ] == [("p1", None, "p2", "2", "confirmed"), (None, "R1", "p1", "1", "suggested")]
    assert [
        (row["group"], row["member"], row["since"], row["until"])
        for row in json_rows(files["jsonl/memberships.jsonl"])
    ] == [("asean", "laos", "1997", "")]


def test_confirmed_statements_that_led_to_recommendations_are_in_it():
    report = make_report(slug="manila", status="published")
    said, other = (make_paragraph(report=report, anchor=anchor) for anchor in ("p1", "p2"))
    first, second = (make_recommendation(report, reference=name) for name in ("R1", "R2"))
    make_rationale_link(first, said)
    make_rationale_link(first, other, "rejected")
    make_rationale_link(second)
    make_rationale_link(make_recommendation(make_report()))

    files = unpacked(package.write_package())

    assert [
        (row["report"], row["recommendation"], row["paragraph"])
        for row in json_rows(files["jsonl/rationale_links.jsonl"])
    ] == [("manila", "R1", "p1"), ("manila", "R2", None)]


def test_confirmed_lineage_is_in_it_if_both_ends_are_public():
    first, second = make_line(2009, 2012)
    (draft,) = make_line(2015, status="draft")
    make_link(second)
    make_link(first, draft)

    rows = json_rows(unpacked(package.write_package())["jsonl/lineage.jsonl"])

    places = ("report", "recommendation", "later_report", "later_recommendation", "kind")
    assert [tuple(row[name] for name in places) for row in rows] == [
        ("meeting-2009", "9.1", "meeting-2012", "12.1", "repeated"),
        ("meeting-2012", "12.1", None, None, "none"),
    ]


@pytest.mark.parametrize("status", UNPUBLISHED)
def test_nothing_of_an_unpublished_report_is_in_it(status):
    make_workshop("published", "Manila")
    make_workshop(status, WORD)

    files = unpacked(package.write_package())

    assert [name for name, content in files.items() if WORD.encode() in content] == []
    assert [name for name, content in files.items() if WORD.lower().encode() in content] == []


def test_hashes_and_description_fit_the_files():
    make_workshop("published", WORD)
    files = unpacked(package.write_package())

    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    description = json.loads(files["datapackage.json"])

    assert sums == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in files.items()
        if name != "SHA256SUMS"
    }
    for resource in description["resources"]:
        content = files[resource["path"]]
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{sums[resource['path']]}"
        assert resource["rows"] == len(csv_rows(content))
        header = csv.reader(io.StringIO(content.decode("utf-8-sig")))
        assert [field["name"] for field in resource["schema"]["fields"]] == next(header)


def test_it_is_written_anew_only_after_a_change_of_public_content():
    make_workshop("published", WORD)

    first, again = package.write_if_changed(), package.write_if_changed()
    publishing.transition(make_report(status="in_review"), "published")
    second = package.write_if_changed()

    assert (again, second.rows["reports"]) == (None, 2)
    assert first.sha256 != second.sha256


def test_equal_data_give_an_equal_archive():
    make_workshop("published", WORD)

    assert package.write_package().sha256 == package.write_package().sha256


def test_an_archive_with_a_report_that_is_public_no_longer_is_not_offered():
    make_workshop("published", WORD)
    written = package.write_package()
    assert package.current_package() == written

    publishing.transition(Report.objects.get(), "withdrawn")

    assert package.current_package() is None


def test_an_archive_with_a_round_that_is_a_draft_again_is_not_offered():
    review = make_round(reports=[make_report(status="published")])
    written = package.write_package()
    assert package.current_package() == written

    rounds.change_status(follow_up_round=review, version=review.version, to="draft")

    assert package.current_package() is None


def test_what_was_withdrawn_is_not_offered_again_after_another_publication():
    make_workshop("published", WORD)
    package.write_package()
    report = Report.objects.get()
    for status in ("withdrawn", "draft", "in_review", "published"):
        publishing.transition(report, status)

    assert package.current_package() is None
    assert package.write_if_changed() == package.current_package()


@pytest.mark.parametrize("manifest", ["", "[]", '{"name": "x"}', "\0"])
def test_an_unreadable_manifest_is_replaced(manifest, settings):
    make_workshop("published", WORD)
    settings.PUBLIC_DATA_DIR.mkdir()
    (settings.PUBLIC_DATA_DIR / package.MANIFEST).write_text(manifest)

    assert package.current_package() is None
    assert package.write_if_changed() == package.current_package()


def test_it_is_written_anew_when_the_license_changes(settings):
    make_workshop("published", WORD)
    package.write_package()
    settings.DATA_LICENSE = "CC BY 4.0"

    written = package.write_if_changed()

    assert b"CC BY 4.0" in unpacked(written)["README.txt"]


@pytest.mark.django_db(transaction=True)
def test_it_reads_as_of_one_moment_without_keeping_anybody_from_saving():
    make_workshop("published", WORD)

    with CaptureQueriesContext(connection) as queries:
        package.write_package()
    statements = [query["sql"] for query in queries]

    begins = [text for text in statements if text.startswith(("BEGIN", "SET TRANSACTION"))]
    one_moment = {
        "sqlite": ["BEGIN DEFERRED"],
        "postgresql": ["BEGIN", "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"],
    }
    assert begins == one_moment[connection.vendor]


def test_a_failure_leaves_the_archive_before_as_it_was(monkeypatch, settings):
    make_workshop("published", WORD)
    written = package.write_package()
    monkeypatch.setattr(package, "readme", lambda *facts: 1 / 0)

    with pytest.raises(ZeroDivisionError):
        package.write_package()

    assert package.current_package() == written
    assert sorted(path.name for path in settings.PUBLIC_DATA_DIR.iterdir()) == [
        package.MANIFEST,
        written.name,
    ]


def test_the_queries_do_not_grow_with_the_data(django_assert_max_num_queries):
    make_workshop("published", WORD)
    make_workshop("published", "Manila")

    with django_assert_max_num_queries(len(TABLES) + 10):
        package.write_package()
