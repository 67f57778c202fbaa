"""python -m tests.claims [C3 C11 …]: shows the claims at full size, which takes hours for all.

Prints `C3: figure / goal` for each, and exits with 1 if one is below its goal or has no test.
"""

import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.claims.claim import Claim, Tests
from tests.claims.figures import BEGIN, BELOW_GOAL
from tests.claims.table import CLAIMS

ROOT = Path(__file__).resolve().parent.parent.parent
# Of the output of a failed run.
SHOWN_LINES = 60


@dataclass(frozen=True)
class Outcome:
    figure: str
    is_reached: bool


def main(names: Sequence[str]) -> int:
    unknown = set(names) - {claim.name for claim in CLAIMS}
    if unknown:
        print(f"There is no claim {', '.join(sorted(unknown))}.")
        return 2
    chosen = [claim for claim in CLAIMS if not names or claim.name in names]
    print(f"{datetime.now(UTC):%Y-%m-%d}, {os.cpu_count()} cores", flush=True)
    reached = {claim.name: show(claim) for claim in chosen}
    below = [name for name, is_reached in reached.items() if not is_reached]
    print(f"{len(chosen) - len(below)} of {len(chosen)} reached their goal.", end="")
    print(f" Not: {', '.join(below)}." if below else "")
    return 1 if below else 0


def show(claim: Claim) -> bool:
    """Run the tests of a claim, print the figures, and return whether its goal is reached."""
    if not claim.tests:
        print(f"{claim.name}: not run ({claim.gap}) / {claim.goal}", flush=True)
        return False
    outcomes = []
    for tests in claim.tests:
        for database in tests.databases:
            outcome = run(tests, database)
            print(f"{claim.name}: {database}: {outcome.figure} / {claim.goal}", flush=True)
            outcomes.append(outcome.is_reached)
    if claim.gap:
        print(f"{claim.name}: not shown: {claim.gap}", flush=True)
    return all(outcomes)


def run(tests: Tests, database: str) -> Outcome:
    started_at = time.monotonic()
    completed = subprocess.run(
        tests.command(sys.executable, database),
        cwd=ROOT,
        env=os.environ | {"ACCESS_LOG": "no"} | tests.sizes,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if completed.returncode:
        print(*completed.stdout.splitlines()[-SHOWN_LINES:], sep="\n")
    outcome = judge(completed.stdout, completed.returncode)
    return Outcome(f"{outcome.figure} in {time.monotonic() - started_at:.0f} s", outcome.is_reached)


def judge(output: str, code: int) -> Outcome:
    """Return the figures in the output of pytest; what was skipped was not shown."""
    lines = output.splitlines()
    below = [line.removeprefix(BELOW_GOAL) for line in lines if line.startswith(BELOW_GOAL)]
    figures = [line.removeprefix(BEGIN) for line in lines if line.startswith(BEGIN)]
    counts = re.findall(r"\d+ (?:passed|failed|skipped|errors?)\b", lines[-1] if lines else "")
    is_reached = code == 0 and not below and not any("skipped" in count for count in counts)
    stated = [*(f"BELOW GOAL: {figure}" for figure in below), *figures]
    return Outcome("; ".join([*stated, *counts]) or "no result", is_reached)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
