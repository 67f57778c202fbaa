"""Values of columns become JSON and the same values again; anything else is refused."""

import json
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from hypothesis import given
from hypothesis import strategies as st

from portal.operations.backup.column_types import COLUMN_TYPES, column_type_of

VALUES = {
    "text": st.text(),
    "number": st.integers(-(2**63), 2**63 - 1),
    "boolean": st.booleans(),
    "json": st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    ),
    "moment": st.datetimes(timezones=st.timezones(), allow_imaginary=False),
    "day": st.dates(),
    "uuid": st.uuids(),
    "bytes": st.binary(),
}


@pytest.mark.parametrize("name", COLUMN_TYPES)
@given(data=st.data())
def test_a_value_is_the_same_after_writing_and_reading(name, data):
    kind, value = COLUMN_TYPES[name], data.draw(VALUES[name])

    assert kind.decode(json.loads(json.dumps(kind.encode(value)))) == value


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("text", 1),
        ("number", True),
        ("number", "1"),
        ("boolean", 1),
        ("moment", "tomorrow"),
        ("day", "2026-02-30"),
        ("uuid", "1"),
        ("bytes", "no base64!"),
    ],
)
def test_a_value_of_another_kind_is_refused(name, text):
    with pytest.raises(ValueError):  # noqa: PT011 -- its message is Python's own
        COLUMN_TYPES[name].decode(text)


def test_every_column_of_the_portal_has_a_kind():
    columns = [
        column
        for model in apps.get_models(include_auto_created=True)
        for column in model._meta.local_concrete_fields
    ]

    assert {column_type_of(column).name for column in columns} == set(COLUMN_TYPES)


def test_moments_are_written_in_utc_and_days_as_days():
    assert COLUMN_TYPES["moment"].encode(datetime(2026, 11, 30, 8, tzinfo=UTC)).endswith("+00:00")
    assert COLUMN_TYPES["day"].encode(date(2026, 11, 30)) == "2026-11-30"
