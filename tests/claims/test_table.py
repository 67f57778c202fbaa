"""`make claims` and docs/claims.md say the same, and every test that they name exists."""

import re

import pytest
from django.conf import settings

from tests.claims.__main__ import judge
from tests.claims.table import CLAIMS

ROWS = re.compile(r"^\| ([CX]\d+) \| ([^|]+) \|", re.MULTILINE)


def test_the_guide_has_a_row_for_every_claim():
    guide = (settings.BASE_DIR / "docs/claims.md").read_text(encoding="utf-8")

    assert ROWS.findall(guide) == [(claim.name, claim.sentence) for claim in CLAIMS]
    assert [claim.name for claim in CLAIMS if claim.name.startswith("C")] == [
        f"C{number}" for number in range(1, 31)
    ]


def test_every_test_of_a_claim_exists():
    paths = [path for claim in CLAIMS for tests in claim.tests for path in tests.paths]
    missing = []
    for path in paths:
        file, _, name = path.partition("::")
        place = settings.BASE_DIR / file
        if not place.exists() or f"def {name}" not in (place.read_text() if name else "def "):
            missing.append(path)

    assert missing == []


def test_a_claim_without_tests_says_why():
    assert [claim.name for claim in CLAIMS if not claim.tests and not claim.gap] == []


@pytest.mark.parametrize(
    ("output", "code", "outcome"),
    [
        ("figure: 9 kills\n3 passed in 1.2s", 0, ("9 kills; 3 passed", True)),
        ("figure below goal: 9 s\n1 passed in 9s", 0, ("BELOW GOAL: 9 s; 1 passed", False)),
        ("2 passed, 1 skipped in 1s", 0, ("2 passed; 1 skipped", False)),
        ("1 failed, 2 passed in 1s", 1, ("1 failed; 2 passed", False)),
        ("", 4, ("no result", False)),
    ],
)
def test_a_claim_is_reached_if_nothing_failed_was_skipped_or_is_below_its_goal(
    output, code, outcome
):
    judged = judge(output, code)

    assert (judged.figure, judged.is_reached) == outcome
