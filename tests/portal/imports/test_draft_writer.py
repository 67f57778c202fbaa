"""Parsed texts of any length are stored completely, on either database."""

import pytest

from portal.exports.json_export import outline
from portal.imports.importer import import_path

pytestmark = pytest.mark.django_db
LONG = "Long " * 50


def test_texts_of_any_length_are_stored_completely(tmp_path):
    name = "Ana " + "Maria" * 60
    path = tmp_path / "long.txt"
    path.write_text(
        f"ARF Workshop on {LONG}\n\n10 March 2019\n\n{LONG}\n\n"
        f"## Session 1: {LONG}{LONG}\n\n1. Ms. {name}, {LONG}{LONG}Director, noted this.\n",
        encoding="utf-8",
    )

    exported = outline(import_path(path)[0])

    long = LONG.strip()
    (session,) = exported["sessions"]
    (person,) = exported["people"]
    assert (exported["title"], exported["place"]) == (f"ARF Workshop on {long}", long)
    assert (session["title"], person["name"]) == (f"{long} {long}", name)
    assert person["position"] == f"{long} {long} Director"
