"""What a harvester gets for each verb, and each error of the protocol."""

import re
from datetime import UTC, datetime

import pytest
from lxml import etree
from oaipmh_scythe import exceptions

from portal.content import draft_version, workflow
from portal.oai.resumption import Progress, write_token
from reports import publishing
from reports.models import RemovedUrl, Report
from tests.builders import edits
from tests.builders.records import make_paragraph, make_recommendation, make_report, make_theme
from tests.builders.seminar import published_seminar
from tests.harness.harvester import harvest, harvester

pytestmark = pytest.mark.django_db
HOST = "127.0.0.1"
OAI = {"oai": "http://www.openarchives.org/OAI/2.0/"}


@pytest.fixture
def scythe():
    with harvester() as client:
        yield client


@pytest.fixture
def report():
    """A public report with a recommendation and a paragraph."""
    themes = [make_theme("Recruitment", broader=make_theme("Work"))]
    report = make_report(doi="10.1234/arf")
    paragraph = make_paragraph(report=report, text="Fees & costs\nare <high>.", voice="agreed")
    make_recommendation(
        report,
        paragraph=paragraph,
        text="Lower the fees.",
        level="regional",
        reference="1.A.1",
        themes=themes,
    )
    publishing.transition(report, "in_review")
    publishing.transition(report, "published")
    return report


def identifier(report, path=""):
    return f"oai:{HOST}:reports/{report.pk}{path}"


def error_of(client, **arguments):
    root = etree.fromstring(client.get("/oai", arguments).content)
    (error,) = root.findall("oai:error", OAI)
    return error.get("code")


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
    removed_at = RemovedUrl.objects.get().removed_at
    assert records[removed].header.datestamp == f"{removed_at:%Y-%m-%dT%H:%M:%SZ}"
    assert not scythe.get_record(
        identifier(published, f"/recommendations/{kept.reference}")
    ).deleted


def test_an_identifier_stays_the_same_if_the_address_of_the_report_changes(scythe, report):
    before = sorted(harvest(scythe))
    Report.objects.filter(pk=report.pk).update(slug="another")

    assert sorted(harvest(scythe)) == before
    assert scythe.get_record(identifier(report)).metadata["identifier"][0].endswith("/another/")


LIST = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("badVerb", {}),
        ("badVerb", {"verb": "Delete"}),
        ("badVerb", {"verb": ["Identify", "Identify"]}),
        ("badArgument", {"verb": "Identify", "page": "2"}),
        ("badArgument", {"verb": "GetRecord", "metadataPrefix": "oai_dc"}),
        ("badArgument", {"verb": "ListRecords"}),
        ("badArgument", {**LIST, "metadataPrefix": ["oai_dc", "oai_dc"]}),
        ("badArgument", {**LIST, "resumptionToken": "x"}),
        ("badArgument", {**LIST, "from": "yesterday"}),
        ("badArgument", {**LIST, "from": "2026-02-30"}),
        ("badArgument", {**LIST, "from": "2026-01-01", "until": "2026-01-01T00:00:00Z"}),
        ("badArgument", {**LIST, "from": "2026-01-02", "until": "2026-01-01"}),
        ("badArgument", {**LIST, "set": "series:a b"}),
        ("badArgument", {**LIST, "set": "series:~00"}),
        ("badArgument", {**LIST, "set": ""}),
        ("badResumptionToken", {"verb": "ListRecords", "resumptionToken": "x"}),
        ("badResumptionToken", {"verb": "ListSets", "resumptionToken": "x"}),
        ("cannotDisseminateFormat", {**LIST, "metadataPrefix": "marc21"}),
        ("noRecordsMatch", {**LIST, "set": "series:ASEAN"}),
        ("noRecordsMatch", {**LIST, "set": "theme:unknown"}),
        ("noRecordsMatch", {**LIST, "set": "shelf:3"}),
        ("noRecordsMatch", {**LIST, "metadataPrefix": "datacite", "set": "level:regional"}),
        ("noRecordsMatch", {**LIST, "from": "9999-12-31"}),
    ],
)
def test_a_request_that_is_not_valid_or_finds_nothing_is_told_so(client, report, code, arguments):
    assert error_of(client, **arguments) == code


@pytest.mark.parametrize(
    "wrong",
    [
        "",
        "oai:127.0.0.1:reports/0",
        "oai:127.0.0.1:reports/999999999999999999",
        "oai:127.0.0.1:reports/9999999999999999999999",
        "oai:elsewhere.org:reports/1",
        "https://example.org/",
    ],
)
def test_an_unknown_identifier_does_not_exist(client, report, wrong):
    arguments = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}
    expected = "idDoesNotExist" if wrong else "badArgument"

    assert error_of(client, identifier=wrong, **arguments) == expected


def test_a_part_is_not_described_in_a_format_for_reports(client, report):
    part = identifier(report, "/paragraphs/p1")

    code = error_of(client, verb="GetRecord", identifier=part, metadataPrefix="datacite")

    assert code == "cannotDisseminateFormat"


def test_a_deleted_record_has_no_formats(client, report):
    publishing.transition(report, "withdrawn")

    code = error_of(client, verb="ListMetadataFormats", identifier=identifier(report))

    assert code == "noMetadataFormats"


def test_without_public_records_there_are_no_sets(client):
    make_report(status="draft")

    assert error_of(client, verb="ListSets") == "noSetHierarchy"


def test_a_token_is_valid_for_its_verb_only(client, report):
    token = write_token(Progress("ListRecords", {"metadataPrefix": "oai_dc"}))

    code = error_of(client, verb="ListIdentifiers", resumptionToken=token)

    assert code == "badResumptionToken"
    assert error_of(client, verb="ListRecords", resumptionToken=token[:-1]) == "badResumptionToken"


def test_an_error_repeats_the_arguments_unless_they_are_at_fault(client, report):
    def request_of(**arguments):
        root = etree.fromstring(client.get("/oai", arguments).content)
        return dict(root.find("oai:request", OAI).attrib)

    unknown = {"verb": "GetRecord", "identifier": "x", "metadataPrefix": "oai_dc"}

    assert request_of(**unknown) == unknown
    assert request_of(verb="Identify", x="y") == request_of(verb="x") == {}


def test_an_answer_is_xml_of_this_moment_that_no_cache_keeps(client, report):
    answer = client.get("/oai", {"verb": "Identify"})

    root = etree.fromstring(answer.content)
    assert answer["Content-Type"] == "text/xml; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert "ETag" not in answer
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", root.find("oai:responseDate", OAI).text)


def test_a_form_needs_no_cookie_and_has_a_limit(report):
    with harvester("POST") as scythe:
        sent = scythe.client.post(scythe.endpoint, data={"verb": "Identify"})
        long = scythe.client.post(scythe.endpoint, data={"verb": "x" * 70_000})

    assert (sent.status_code, long.status_code) == (200, 413)
    assert sent.cookies == long.cookies == {}


def test_other_methods_are_refused(client):
    answer = client.put("/oai")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD, POST")


def test_the_licence_of_the_texts_is_in_every_record(scythe, report, settings):
    settings.DATA_LICENSE = "CC BY 4.0"

    assert [one.metadata["rights"] for one in harvest(scythe).values()] == [["CC BY 4.0"]] * 3
