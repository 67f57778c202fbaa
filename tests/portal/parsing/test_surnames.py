"""A surname before a verb of saying names a speaker introduced before."""

import pytest

from portal.parsing.parsed_report import Speaker
from portal.parsing.surnames import surnames_in

LUND = Speaker("Ana Lund", "Ms. Ana Lund")


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        ("Lund replied that fees are high", ["Ana Lund"]),
        ("On fees, Lund said little", ["Ana Lund"]),
        ("The fees of Lund", []),
        ("Reyes replied", []),
        (f"{'As it was late already ' * 5}and Lund replied", []),
    ],
)
def test_a_surname_that_is_a_subject_names_its_only_bearer(sentence, names):
    found = surnames_in(sentence, lambda name: [LUND] if name == "Lund" else [])

    assert [speaker.name for speaker in found] == names
