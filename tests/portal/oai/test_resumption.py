"""Resumption tokens."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.oai.protocol import OaiError
from portal.oai.resumption import Progress, read_token, write_token
from portal.oai.selection import Position

PROGRESS = Progress(
    "ListRecords", {"metadataPrefix": "oai_dc", "set": "series:ARF"}, Position(7, 3, 2, 41), 300
)


def test_a_token_leads_back_to_the_request_and_its_place():
    assert read_token(write_token(PROGRESS), "ListRecords") == PROGRESS


@given(place=st.integers(0, 60), character=st.characters(codec="ascii"))
def test_a_token_that_was_changed_is_refused(place, character):
    token = write_token(PROGRESS)
    changed = token[:place] + character + token[place + 1 :]

    if changed != token:
        with pytest.raises(OaiError):
            read_token(changed, "ListRecords")


@given(st.text())
def test_any_other_text_is_refused(text):
    with pytest.raises(OaiError):
        read_token(text, "ListRecords")
