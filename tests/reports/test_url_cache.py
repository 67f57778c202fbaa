"""URLs of records."""

from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from reports.url_cache import cached_url, fixed_url

SLUGS = st.from_regex(r"[a-z0-9-]{1,20}", fullmatch=True)
REFERENCES = st.from_regex(r"[A-Za-z0-9(][A-Za-z0-9.()-]{0,20}", fullmatch=True)


@given(slug=SLUGS, reference=REFERENCES)
def test_a_url_is_the_one_that_django_reverses(slug, reference):
    assert cached_url("site:recommendation", slug, reference) == reverse(
        "site:recommendation", args=[slug, reference]
    )


@given(slug=SLUGS)
def test_a_url_with_one_argument_is_the_one_that_django_reverses(slug):
    assert cached_url("site:theme", slug) == reverse("site:theme", args=[slug])


def test_urls_of_files_have_the_ending_of_the_format():
    assert fixed_url("site:recommendation-citations", "bib") == reverse(
        "site:recommendation-citations", args=["bib"]
    )
