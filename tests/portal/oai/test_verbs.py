"""What a harvester gets for each verb."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone
from oaipmh_scythe import exceptions

from portal.content import draft_version, workflow
from portal.search.models import IndexChange
from reports import publishing
from reports.models import RemovedUrl, Report
from tests.builders import edits
from tests.builders.records import make_paragraph, make_recommendation, make_report
from tests.builders.seminar import published_seminar
from tests.harness.harvester import harvest, harvester, identifier

pytestmark = pytest.mark.django_db


def test_identify_says_what_a_harvester_may_rely_on(scythe, report):
    identity = scythe.identify()

    assert identity.protocolVersion == "2.0"
    assert identity.baseURL == "http://127.0.0.1:8000/oai"
    assert identity.deletedRecord == "persistent"
    assert identity.granularity == "YYYY-MM-DDThh:mm:ssZ"
    assert identity.adminEmail == "webmaster@127.0.0.1"
    assert identity.earliestDatestamp == f"{report.published_at:%Y-%m-%dT%H:%M:%SZ}"


def test_formats_are_those_of_the_repository_or_of_a_record(scythe, report):
    def prefixes(**arguments):
        return [one.metadataPrefix for one in scythe.list_metadata_formats(**arguments)]

    part = identifier(report, "/recommendations/1.A.1")

    assert prefixes() == prefixes(identifier=identifier(report)) == ["oai_dc", "datacite"]
    assert prefixes(identifier=part) == ["oai_dc"]


def test_sets_are_those_that_have_public_records(scythe, report):
    make_report(status="draft", series="Secret")

    assert [one.setSpec for one in scythe.list_sets()] == [
        *("kind", "kind:reports", "kind:recommendations", "kind:paragraphs"),
        *("series", "series:ARF", "level", "level:regional"),
        *("theme", "theme:recruitment", "theme:work"),
    ]


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_records_describe_reports_and_their_parts(report, method):
    with harvester(method) as scythe:
        records = harvest(scythe)

    described = {key: record.metadata for key, record in records.items()}
    recommendation = described[identifier(report, "/recommendations/1.A.1")]
    paragraph = described[identifier(report, "/paragraphs/p1")]
    assert len(described) == 3
    assert described[identifier(report)]["title"] == [report.title]
    assert described[identifier(report)]["identifier"] == [
        "http://127.0.0.1:8000/reports/workshop-1/",
        "https://doi.org/10.1234/arf",
    ]
    assert recommendation["title"] == [f"Recommendation 1.A.1, {report.title}"]
    assert recommendation["creator"] == ["Participants"]
    assert recommendation["subject"] == ["Recruitment"]
    assert recommendation["description"][0] == "Lower the fees."
    assert recommendation["relation"] == ["http://127.0.0.1:8000/reports/workshop-1/"]
    assert paragraph["description"][0] == "Fees & costs are <high>."


def test_headers_say_of_which_sets_a_record_is(scythe, report):
    sets = {one.identifier: one.setSpecs for one in scythe.list_identifiers()}

    assert sets == {
        identifier(report): ["kind:reports", "series:ARF"],
        identifier(report, "/recommendations/1.A.1"): [
            *("kind:recommendations", "series:ARF", "level:regional"),
            *("theme:recruitment", "theme:work"),
        ],
        identifier(report, "/paragraphs/p1"): ["kind:paragraphs", "series:ARF"],
    }


@pytest.mark.parametrize(
    ("oai_set", "paths"),
    [
        ("kind:paragraphs", ["/paragraphs/p1"]),
        ("series:ARF", ["", "/paragraphs/p1", "/recommendations/1.A.1"]),
        ("series", ["", "/paragraphs/p1", "/recommendations/1.A.1"]),
        ("level:regional", ["/recommendations/1.A.1"]),
        ("level", ["/recommendations/1.A.1"]),
        ("theme:work", ["/recommendations/1.A.1"]),
        ("theme", ["/recommendations/1.A.1"]),
    ],
)
def test_a_set_has_its_records_only(scythe, report, oai_set, paths):
    other = make_report(status="published", series="Bali Process")
    make_recommendation(make_report(status="draft"), level="regional")

    found = sorted(harvest(scythe, set_=oai_set))

    if oai_set == "series":
        found.remove(identifier(other))
    assert found == [identifier(report, path) for path in paths]


def test_a_series_with_blanks_is_written_with_tildes(scythe, report):
    other = make_report(status="published", series="Bali Process")

    assert list(harvest(scythe, set_="series:Bali~20Process")) == [identifier(other)]


def test_datacite_describes_reports_only(scythe, report):
    assert list(harvest(scythe, metadata_prefix="datacite")) == [identifier(report)]


def test_from_and_until_select_by_day_and_by_second(scythe, report):
    stamp = next(scythe.list_identifiers()).datestamp
    day, now = stamp[:10], datetime.now(UTC).year

    assert len(harvest(scythe, from_=stamp, until=stamp)) == 3
    assert len(harvest(scythe, from_=day, until=day)) == 3
    assert len(harvest(scythe, until=f"{now + 1}-01-01")) == 3
    for window in ({"from_": f"{now + 1}-01-01"}, {"until": f"{now - 1}-12-31T23:59:59Z"}):
        with pytest.raises(exceptions.NoRecordsMatch):
            harvest(scythe, **window)


def test_a_withdrawn_report_and_its_parts_are_deleted_records(scythe, report):
    publishing.transition(report, "withdrawn")
    report.recommendations.update(text="Rewritten in secret.", level="national")
    make_paragraph(report=report, text="Added in secret.")

    records = harvest(scythe)

    assert {key: record.deleted for key, record in records.items()} == {
        identifier(report): True,
        identifier(report, "/recommendations/1.A.1"): True,
        identifier(report, "/paragraphs/p1"): True,
    }
    assert list(harvest(scythe, set_="level:regional")) == [
        identifier(report, "/recommendations/1.A.1")
    ]
    assert scythe.get_record(identifier(report)).deleted
    with pytest.raises(exceptions.NoMetadataFormats):
        list(scythe.list_metadata_formats(identifier(report)))
    with pytest.raises(exceptions.NoRecordsMatch):
        harvest(scythe, set_="level:national")
    with pytest.raises(exceptions.IdDoesNotExist):
        scythe.get_record(identifier(report, "/paragraphs/p2"))


def test_a_report_that_is_published_again_is_no_deleted_record_any_more(scythe, report):
    for status in ("withdrawn", "draft", "in_review", "published"):
        publishing.transition(report, status)

    assert [record.deleted for record in harvest(scythe).values()] == [False] * 3


def test_what_a_newer_version_removes_is_a_deleted_record_since_then(scythe):
    published = published_seminar()
    kept = published.recommendations.exclude(reference="4.2").first()
    removed = identifier(published, "/recommendations/4.2")
    assert not scythe.get_record(removed).deleted
    draft = draft_version.begin_draft(published)
    block = next(one for one in edits.blocks_of(draft) if one.text == "ask employers.")
    edits.retype(draft, draft.version, block.key, "paragraph")
    workflow.publish(draft)

    records = harvest(scythe)

    assert [key for key, record in records.items() if record.deleted] == [removed]
    assert scythe.get_record(removed).deleted
    gone_at = IndexChange.objects.latest("pk").at
    assert records[removed].header.datestamp == f"{gone_at:%Y-%m-%dT%H:%M:%SZ}"
    assert not scythe.get_record(
        identifier(published, f"/recommendations/{kept.reference}")
    ).deleted


def test_a_deletion_keeps_its_datestamp_when_the_report_changes_later(scythe, report):
    path = "recommendations/9"
    long_ago = timezone.now() - timedelta(days=9)
    url = RemovedUrl.objects.create(report=report, path=path, text="Old words.")
    RemovedUrl.objects.filter(pk=url.pk).update(removed_at=long_ago - timedelta(seconds=2))
    change = IndexChange.objects.create(report_key=report.pk)
    IndexChange.objects.filter(pk=change.pk).update(at=long_ago)
    IndexChange.objects.create(report_key=report.pk)

    record = scythe.get_record(identifier(report, f"/{path}"))

    assert record.header.datestamp == f"{long_ago:%Y-%m-%dT%H:%M:%SZ}"
    stamps = {"from_": record.header.datestamp, "until": record.header.datestamp}
    assert list(harvest(scythe, **stamps)) == [identifier(report, f"/{path}")]


def test_an_identifier_stays_the_same_if_the_address_of_the_report_changes(scythe, report):
    before = sorted(harvest(scythe))
    Report.objects.filter(pk=report.pk).update(slug="another")

    assert sorted(harvest(scythe)) == before
    assert scythe.get_record(identifier(report)).metadata["identifier"][0].endswith("/another/")


def test_the_licence_of_the_texts_is_in_every_record(scythe, report, settings):
    settings.DATA_LICENSE = "CC BY 4.0"

    assert [one.metadata["rights"] for one in harvest(scythe).values()] == [["CC BY 4.0"]] * 3
