"""Where the offline copy has the pages of the site."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.offline.url_mapping import Target, file_name, target_of
from recommendations.models import REFERENCE


@pytest.mark.parametrize(
    ("address", "file", "fragment"),
    [
        ("/", "index.html", ""),
        ("/reports/manila/", "reports/manila.html", ""),
        ("/reports/manila/#p21", "reports/manila.html", "p21"),
        ("/reports/manila/sessions/session-1/", "reports/manila.html", "session-1"),
        ("/reports/manila/paragraphs/p21/", "reports/manila.html", "p21"),
        ("/reports/manila/cite.bib", "reports/manila/cite.bib", ""),
        ("/recommendations/manila/21.C.3.b/", "recommendations/manila/21._C.3.b.html", ""),
        ("/recommendations/", "recommendations.html", ""),
        ("/recommendations/?page=2", "lists/recommendations/2.html", ""),
        ("/recommendations/?theme=wages", "lists/recommendations/theme/wages.html", ""),
        ("/statements/?theme=wages&page=3", "lists/statements/theme/wages/3.html", ""),
        ("/statements/?report=manila", "reports/manila.html", ""),
        ("/contributions/?speaker=ana", "lists/contributions/speaker/ana.html", ""),
        (
            "/recommendations/?level=all&theme=wages",
            "recommendations.html",
            "level=all&theme=wages",
        ),
        ("/recommendations/export.csv?report=manila", "reports/manila/recommendations.csv", ""),
        ("/organizations/con/", "organizations/con_.html", ""),
        ("/terms/", "pages/terms.html", ""),
    ],
)
def test_pages_have_files(address, file, fragment):
    assert target_of(address) == Target(file, fragment)


@pytest.mark.parametrize(
    "address",
    [
        "/nowhere/",
        "/follow/?list=recommendations",
        "/compare/",
        "/api/",
        "/editing/",
        "/contributions/",
        "/recommendations/?level=all&level=regional",
        "/recommendations/?group=asean",
        "/recommendations/?page=abc",
        "/recommendations/export.csv",
        "/reports/manila/v/1/",
        "/reports/manila/cite.jsonld",
        "/recommendations/manila/21.C/cite/",
    ],
)
def test_what_works_on_the_live_site_only_has_no_file(address):
    assert target_of(address) is None


@given(st.from_regex(REFERENCE, fullmatch=True), st.from_regex(REFERENCE, fullmatch=True))
def test_references_have_different_files_whatever_case_means_to_the_file_system(one, other):
    is_same_file = file_name(one).lower() == file_name(other).lower()

    assert is_same_file == (one == other)
    assert file_name(one.lower()).lower() != file_name(one.upper()).lower() or not any(
        letter.isalpha() for letter in one
    )
