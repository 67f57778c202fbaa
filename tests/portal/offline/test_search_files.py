"""The index of the offline copy."""

import json

import pytest

from portal.offline.search_files import SearchFiles
from portal.offline.url_mapping import target_of
from tests.builders.records import make_report

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("slug", ["manila", "mid_term", "Bali", "con"])
def test_a_result_links_to_the_file_of_its_report(slug):
    report = make_report(slug=slug, status="published")

    content = dict(SearchFiles().files())["index/filters.js"].decode()

    filters = json.loads(content.removeprefix("offlineCopy.filters(").removesuffix(");\n"))
    (stated,) = [row[0] for row in filters["reports"]]
    assert stated == target_of(report.get_absolute_url()).file
