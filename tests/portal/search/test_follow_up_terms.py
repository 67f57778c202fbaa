"""Terms of follow-up records: a record has one of the chosen terms if it has the chosen values."""

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.search.follow_up_terms import (
    DIMENSIONS,
    RecordValues,
    chosen_terms,
    path_of,
    terms_of,
)

VALUES = {name: [f"{name} {number}" for number in range(3)] for name in DIMENSIONS}
RECORDS = st.builds(
    RecordValues,
    round=st.sampled_from(VALUES["round"]),
    side=st.sampled_from(VALUES["side"]),
    response=st.sampled_from(["", *VALUES["response"]]),
    status=st.sampled_from(["", *VALUES["status"]]),
    is_latest=st.booleans(),
)
CHOICES = st.fixed_dictionaries(
    {},
    optional={
        name: st.lists(st.sampled_from(values), min_size=1, unique=True).map(tuple)
        for name, values in VALUES.items()
    },
)


@settings(max_examples=100)
@given(record=RECORDS, choices=CHOICES)
def test_a_record_has_a_chosen_term_if_it_has_a_value_of_every_chosen_facet(record, choices):
    terms = set(terms_of(record, at_least=0))

    has_values = all(getattr(record, name) in values for name, values in choices.items())
    counts = record.is_latest or "round" in choices
    assert bool(terms & set(chosen_terms(choices))) is (has_values and counts)


@given(terms=st.lists(st.text(max_size=20), unique=True))
def test_terms_have_paths_of_their_own_that_need_no_quotation(terms):
    paths = {path_of(term) for term in terms}

    assert len(paths) == len(terms)
    assert all(path.isalnum() and path.isascii() for path in paths)
