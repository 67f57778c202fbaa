"""The file of a report is stored with its text and its comparison, which never change."""

from dataclasses import replace

import pytest

from portal.imports.source_documents import get_or_create_document
from portal.parsing.disagreement import Disagreement, DisagreementKind
from portal.parsing.source import Source
from tests.builders.records import make_report

pytestmark = pytest.mark.django_db
SOURCE = Source("a.txt", "text/plain", "One.", disagreements=())
DIFFERENCE = Disagreement(DisagreementKind.MISSING, 0, 4, theirs="Two")


def test_the_disagreements_of_a_file_are_stored():
    document = get_or_create_document(
        make_report(), replace(SOURCE, disagreements=(DIFFERENCE,)), b"One."
    )
    document.refresh_from_db()

    assert document.disagreements == [
        {
            "kind": "missing",
            "start": 0,
            "end": 4,
            "page": 0,
            "ours": "",
            "theirs": "Two",
            "other_page": 0,
        }
    ]


@pytest.mark.parametrize("disagreements", [None, (), (DIFFERENCE,)])
def test_a_file_with_the_same_text_and_comparison_is_stored_once(disagreements):
    report, source = make_report(), replace(SOURCE, disagreements=disagreements)

    first = get_or_create_document(report, source, b"One.")

    assert get_or_create_document(report, source, b"One.") == first


def test_a_file_that_is_compared_for_the_first_time_is_stored_again():
    report = make_report()
    earlier = get_or_create_document(report, replace(SOURCE, disagreements=None), b"One.")

    compared = get_or_create_document(report, SOURCE, b"One.")

    assert (earlier.disagreements, compared.disagreements, compared.reading) == (None, [], 2)
