"""Split, join and retype lose no field of the schema, those that come later included."""

from typing import Annotated, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.content.edits import attribution, carried_fields
from portal.content.edits.carried_fields import RECORDS, SUBJECTS, WITH_RULES, own_fields
from portal.content.refusals import SaveRefusedError
from portal.content.schema import (
    BY_RECORD,
    Paragraph,
    Part,
    Recommendation,
    RecordType,
    Session,
    Spans,
)
from portal.content.schema_fields import Column, Entities, EntityRows, Parent, entities, theme_rows
from reports import models

SHARED = {
    "deadline": (str, Column("Deadline")),
    "votes": (int | None, Column("Votes")),
    "is_urgent": (bool, Column("Urgent")),
    "annex": (int | None, Parent("Annex", record_type="annex")),
    "consulted": (tuple, entities("Consulted", "organization")),
    "themes": (tuple, theme_rows(models.ParagraphTheme, "paragraph")),
}
DEFAULTS = {"deadline": "", "votes": None, "is_urgent": False, "annex": None}


def later_version_of(record, fields):
    """Return a record type with more fields of every kind than the type has today."""
    annotated = {name: Annotated[kind, field] for name, (kind, field) in fields.items()}
    later = NamedTuple(record.__name__, [("text", str), *annotated.items(), ("spans", Spans)])
    later._field_defaults = {name: DEFAULTS.get(name, ()) for name in fields}
    later.__new__.__defaults__ = (*later._field_defaults.values(), ())
    return later


LATER_PARAGRAPH = later_version_of(Paragraph, SHARED)
LATER_RECOMMENDATION = later_version_of(
    Recommendation, SHARED | {"quorum": (str, Column("Quorum")), "annex": (str, Column("Annex"))}
)
TODAY = (Part, Session, Paragraph, Recommendation)


@pytest.fixture(autouse=True, scope="module")
def later_types():
    with pytest.MonkeyPatch.context() as patch:
        for later, model in (
            (LATER_PARAGRAPH, models.Paragraph),
            (LATER_RECOMMENDATION, models.Paragraph),
        ):
            record_type = RecordType(later.__name__.lower(), "", later, model)
            patch.setitem(BY_RECORD, later, record_type)
        patch.setitem(RECORDS, "later paragraph", LATER_PARAGRAPH)
        patch.setitem(RECORDS, "later recommendation", LATER_RECOMMENDATION)
        yield


TEXTS = st.sampled_from(["", "by 2020", "by 2030"])


def values_of(name, field):
    """Return a strategy for the values of a field, empty ones included."""
    keys = st.lists(st.integers(1, 3), unique=True, max_size=2).map(sorted).map(tuple)
    match field:
        case Entities():
            return keys
        case EntityRows():
            rest = ("",) * (len(field.columns) - 1)
            return keys.map(lambda some: tuple((key, *rest) for key in some))
        case Parent():
            return st.sampled_from([None, 1, 2])
    numbers = {"votes": st.sampled_from([None, 0, 7]), "is_urgent": st.booleans()}
    return numbers.get(name, TEXTS) if name in DEFAULTS else TEXTS


@st.composite
def records(draw, record, *, count):
    """Draw records of one type that differ in every field that editors set."""
    empty = record(*["" for name in record._fields if name not in record._field_defaults])
    return [
        empty._replace(
            **{name: draw(values_of(name, field)) for name, field in own_fields(record).items()}
        )
        for _ in range(count)
    ]


def filled(record):
    return {
        name: getattr(record, name)
        for name in own_fields(type(record))
        if carried_fields.is_filled(record, name)
    }


def outcome(carry, *arguments):
    """Return the carried fields and no refusal, or the refusal."""
    try:
        return carry(*arguments), ""
    except SaveRefusedError as refusal:
        return {}, str(refusal)


def types():
    return st.sampled_from([*TODAY, LATER_PARAGRAPH, LATER_RECOMMENDATION])


@given(st.data())
def test_a_join_keeps_what_both_texts_have_or_is_refused(data):
    record = data.draw(types())
    first, second = data.draw(records(record, count=2))
    columns = own_fields(record).keys() - BY_RECORD[record].links.keys()
    compared = columns - WITH_RULES.get(record, frozenset())

    values, refusal = outcome(carried_fields.joined, first, second)
    if refusal:
        differing = filled(first).keys() & filled(second).keys() & compared
        labels = [
            own_fields(record)[name].label
            for name in differing
            if getattr(first, name) != getattr(second, name)
        ]
        assert any(f"“{label}”" in refusal for label in labels)
        return
    whole = attribution.merge_links(first, second)._replace(**values)
    for half in (first, second):
        for name, value in filled(half).items():
            if name in compared:
                assert getattr(whole, name) == value
            elif name in BY_RECORD[record].links:
                identity = getattr(own_fields(record)[name], "identity", 1)
                assert places(value, identity) <= places(getattr(whole, name), identity)


def places(rows, identity):
    return {row[:identity] if isinstance(row, tuple) else row for row in rows}


@given(st.data())
def test_a_split_gives_both_halves_every_field_that_is_no_link(data):
    record = data.draw(types())
    (first,) = data.draw(records(record, count=1))

    kept = {
        name: value for name, value in filled(first).items() if name not in BY_RECORD[record].links
    }
    assert kept.items() <= carried_fields.divided(first).items()


@given(st.data())
def test_another_type_keeps_every_field_or_is_refused(data):
    record = data.draw(types())
    to = data.draw(st.sampled_from([*RECORDS, "discard"]))
    (text,) = data.draw(records(record, count=1))
    expected = {
        name: value
        for name, value in filled(text).items()
        if name not in WITH_RULES.get(record, frozenset())
    }

    values, refusal = outcome(carried_fields.retyped, text, to)
    if refusal:
        labels = [own_fields(record)[name].label for name in expected]
        assert any(f"“{label}” is filled in, but a {to}" in refusal for label in labels)
        return
    lost = expected.items() - values.items()
    assert {name for name, _ in lost} <= SUBJECTS
    assert not lost or to not in {"paragraph", "recommendation"}


@pytest.mark.parametrize("record", TODAY)
def test_fields_with_rules_are_fields_of_the_record(record):
    named = carried_fields.READ_FROM_SOURCE[record] | WITH_RULES.get(record, frozenset())

    assert named - BY_RECORD[record].fields.keys() == set()
