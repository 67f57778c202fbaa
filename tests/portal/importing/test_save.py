"""What was read is stored whole, whatever its length, on either database."""

import pytest

from portal.importing.intake import take_in
from portal.importing.outline import outline

pytestmark = pytest.mark.django_db
LONG = "Long " * 50


def test_no_text_is_too_long_to_be_stored(tmp_path):
    name = "Ana " + "Maria" * 60
    path = tmp_path / "long.txt"
    path.write_text(
        f"ARF Workshop on {LONG}\n\n10 March 2019\n\n{LONG}\n\n"
        f"## Session 1: {LONG}{LONG}\n\n1. Ms. {name}, {LONG}{LONG}Director, noted this.\n",
        encoding="utf-8",
    )

    found = outline(take_in(path)[0])

    long = LONG.strip()
    (session,) = found["sessions"]
    (person,) = found["people"]
    assert (found["title"], found["place"]) == (f"ARF Workshop on {long}", long)
    assert (session["title"], person["name"]) == (f"{long} {long}", name)
    assert person["position"] == f"{long} {long} Director"
