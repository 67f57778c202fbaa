"""The names of sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.oai.protocol import OaiError
from portal.oai.set_specs import SPEC, OaiSet, SetGroup, parse_spec
from reports.text import clean_line

NAMES = st.text(min_size=1).map(clean_line).filter(bool)


@given(group=st.sampled_from(SetGroup), value=NAMES)
def test_every_set_has_a_valid_name_that_leads_back_to_it(group, value):
    spec = OaiSet(group, value).spec

    assert SPEC.fullmatch(spec)
    assert parse_spec(spec) == OaiSet(group, value)


@pytest.mark.parametrize(
    ("value", "spec"),
    [
        ("ARF", "series:ARF"),
        ("Bali Process", "series:Bali~20Process"),
        ("a~b:c/é", "series:a~7Eb~3Ac~2F~C3~A9"),
        ("", "series"),
    ],
)
def test_characters_that_a_name_does_not_allow_are_written_as_bytes(value, spec):
    assert OaiSet("series", value).spec == spec


@given(st.text())
def test_any_other_text_is_a_bad_argument_or_some_set(text):
    code = "badArgument"
    try:
        parse_spec(text)
    except OaiError as error:
        code = error.code

    assert code == "badArgument"


def test_a_group_holds_the_sets_of_all_its_values():
    sets = (OaiSet("series", "ARF"), OaiSet("level", "regional"))

    held = [
        OaiSet(group, value).holds(sets)
        for group, value in (("series", ""), ("series", "ARF"), ("series", "x"), ("theme", ""))
    ]

    assert held == [True, True, False, False]
