"""python -m bench --sizes 40000,400000,1000000 [--quick]: speed, printed as Markdown tables."""

import argparse
import json
import os
import platform
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from bench import tables

ROOT = Path(__file__).resolve().parent.parent
SIZES = "40000,400000,1000000"
KIB_IN_MB = 1024


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--sizes", default=SIZES, help="recommendations, with commas")
    parser.add_argument("--quick", action="store_true", help="ask again once only")
    arguments = parser.parse_args()
    sizes = sorted({int(size) for size in arguments.sizes.split(",")})
    if sizes[0] < 1:
        parser.error("Each size is one recommendation at least.")
    if os.environ.get("DATABASE_URL") and len(sizes) > 1:
        parser.error("DATABASE_URL names one database: it holds one size.")
    print(header(arguments), flush=True)
    results = {}
    for size in sizes:
        results[size] = run_size(size, quick=arguments.quick)
        print(
            f"\n### {size:,} recommendations\n\n{tables.kinds(results[size])}",
            flush=True,
        )
    print(f"\n### Sizes\n\n{tables.costs(results)}")
    if len(results) > 1:
        print(f"\n### Growth\n\n{tables.growth(results)}")


def header(arguments: argparse.Namespace) -> str:
    quick = " --quick" if arguments.quick else ""
    return (
        f"{datetime.now(UTC):%Y-%m-%d}, `python -m bench --sizes {arguments.sizes}{quick}`, "
        f"{os.cpu_count()} cores, Python {platform.python_version()}. Milliseconds. "
        "Ratios compare medians of the same run; “>” marks what was given up as too slow."
    )


def run_size(size: int, *, quick: bool) -> dict:
    """Load, index and measure one size in its own data folder."""
    sys.stderr.write(f"{size:,} recommendations\n")
    folder = Path(os.environ.get("DATA_DIR") or ROOT / "data") / f"bench-{size}"
    environment = os.environ | {"DATA_DIR": str(folder.absolute()), "DEBUG": "no"}
    options = ["--quick"] if quick else []
    load = run(environment, "-m", "bench.step", "load", str(size))
    commands = run(environment, "manage.py", "help", "--commands")["printed"].split()
    reindex = None
    if "reindex" in commands:
        reindex = run(environment, "manage.py", "reindex")
    measured = run(environment, "-m", "bench.step", "measure", str(size), *options)
    return json.loads(measured["printed"]) | {"load": load, "reindex": reindex}


def run(environment: dict[str, str], *arguments: str) -> dict:
    """Run Python; return its output, duration in seconds and peak memory in MB."""
    begin = time.monotonic()
    with subprocess.Popen(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        printed = child.stdout.read()
        # wait4 returns the resource usage of this child only.
        _, status, used = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        sys.exit(f"python {' '.join(arguments)} ended with {child.returncode}.")
    return {
        "printed": printed,
        "seconds": time.monotonic() - begin,
        "memory": used.ru_maxrss / KIB_IN_MB,
    }


if __name__ == "__main__":
    main()
