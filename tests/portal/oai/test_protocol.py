"""Each error of the protocol."""

import pytest
from lxml import etree

from portal.oai.resumption import Progress, write_token
from reports import publishing
from tests.builders.records import make_report
from tests.harness.harvester import identifier

pytestmark = pytest.mark.django_db
OAI = {"oai": "http://www.openarchives.org/OAI/2.0/"}


def error_of(client, **arguments):
    root = etree.fromstring(client.get("/oai", arguments).content)
    (error,) = root.findall("oai:error", OAI)
    return error.get("code")


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
        ("badArgument", {**LIST, "metadataPrefix": "marc 21"}),
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
        "oai:127.0.0.1:reports/0",
        "oai:127.0.0.1:reports/999999999999999999",
        "oai:127.0.0.1:reports/9999999999999999999999",
        "oai:elsewhere.org:reports/1",
        "https://example.org/",
    ],
)
def test_an_unknown_identifier_does_not_exist(client, report, wrong):
    arguments = {"verb": "GetRecord", "metadataPrefix": "oai_dc"}

    assert error_of(client, identifier=wrong, **arguments) == "idDoesNotExist"


@pytest.mark.parametrize("wrong", ["", "x", "oai:a b", "oai:100%", "oai:ü", "oai:[", "http://a:b/"])
def test_an_identifier_that_is_no_uri_is_a_bad_argument_in_any_request(client, report, wrong):
    requests = (
        {"verb": "GetRecord", "metadataPrefix": "oai_dc"},
        {"verb": "GetRecord", "metadataPrefix": "marc21"},
        {"verb": "ListMetadataFormats"},
    )

    codes = [error_of(client, identifier=wrong, **arguments) for arguments in requests]

    assert codes == ["badArgument"] * 3


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

    unknown = {"verb": "GetRecord", "identifier": "oai:x", "metadataPrefix": "oai_dc"}

    assert request_of(**unknown) == unknown
    assert request_of(verb="Identify", x="y") == request_of(verb="x") == {}
