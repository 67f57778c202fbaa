"""Identifiers of records."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.oai.identifiers import Address, RecordKind, identifier, parse_identifier

HOST = "outcomes.example.org"


@pytest.mark.parametrize(
    ("address", "kind", "text"),
    [
        (Address(12), RecordKind.REPORTS, "oai:outcomes.example.org:reports/12"),
        (
            Address(12, "recommendations/21.C.3.(b)"),
            RecordKind.RECOMMENDATIONS,
            "oai:outcomes.example.org:reports/12/recommendations/21.C.3.(b)",
        ),
        (
            Address(12, "paragraphs/p3"),
            RecordKind.PARAGRAPHS,
            "oai:outcomes.example.org:reports/12/paragraphs/p3",
        ),
    ],
)
def test_an_identifier_leads_back_to_its_record(address, kind, text):
    assert identifier(HOST, address) == text
    assert parse_identifier(HOST, text) == address
    assert address.kind == kind


@given(st.text())
def test_any_other_text_is_no_identifier(text):
    assert parse_identifier(HOST, text) is None


@pytest.mark.parametrize(
    "name", ["reports/0", "reports/1/", "reports/1/speakers/ana", "reports/1/paragraphs/a/b", "1"]
)
def test_no_record_has_an_identifier_of_another_form(name):
    assert parse_identifier(HOST, f"oai:{HOST}:{name}") is None
