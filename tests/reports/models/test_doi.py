"""The DOI of a report."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from reports.models import Report
from tests.builders.records import make_report


@pytest.mark.parametrize("doi", ["", "10.1234/abc", "10.12345/ARF.(2015)_1;a:b/c-d"])
def test_a_doi_is_accepted_as_agencies_recommend_it(db, doi):
    report = make_report(doi=doi)

    report.full_clean(exclude=["published_keys"])

    assert Report.objects.get().doi == doi


@pytest.mark.parametrize(
    "doi", ["https://doi.org/10.1234/abc", "10.12/abc", "10.1234/a b", "10.1234/{x}", "10.1234/"]
)
def test_anything_else_is_refused_by_form_and_database(db, doi):
    report = make_report()
    report.doi = doi

    with pytest.raises(ValidationError, match="is not a DOI"):
        report.full_clean(exclude=["published_keys"])
    with pytest.raises(IntegrityError), transaction.atomic():
        report.save()
