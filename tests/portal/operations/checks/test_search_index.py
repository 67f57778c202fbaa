"""The check of the search index."""

import pytest

from portal.operations.checks.finding import State
from portal.operations.checks.search_index import check_index
from portal.search.index import writer
from portal.search.models import IndexChange
from tests.builders.records import make_recommendation, make_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def _indexed():
    make_recommendation(make_report(status="published"))
    writer.rebuild(lambda reports: None)


@pytest.mark.usefixtures("_indexed")
def test_an_index_with_every_change_is_in_order():
    assert check_index().state is State.OK


@pytest.mark.usefixtures("_indexed")
def test_an_index_that_lags_is_a_warning_that_counts_the_changes():
    IndexChange.objects.create(report_key=1, is_public=False)

    finding = check_index()

    assert (finding.state, finding.message[:16]) == (State.WARNING, "1 changes behind")


@pytest.mark.usefixtures("_indexed")
def test_a_damaged_file_is_named():
    file = next(writer.index_folder().glob("*.store"))
    file.write_bytes(b"no" + file.read_bytes()[2:])

    finding = check_index()

    assert (finding.state, file.name in finding.message) == (State.ERROR, True)


@pytest.mark.usefixtures("_indexed")
def test_a_missing_index_is_an_error():
    writer.delete_index()

    assert (check_index().state, check_index().remedy) == (State.ERROR, "Run `reindex`.")
