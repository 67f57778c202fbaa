"""python -m bench.offline_copy: an offline copy of the whole site, and the memory that it takes.

Copies the configured database, which `python -m bench.step load SIZE` has filled, in the process of
the measurement. Memory is the peak of the process after a thousand pages and after all.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

import django

from bench.harvest import peak_memory

WARM_UP = 1000
BYTES_IN_MB = 1_000_000
HEAD = (
    "| recommendations | files | MB | minutes | ms per page | MB of memory after 1,000 pages | after all |\n"
    "|--:|--:|--:|--:|--:|--:|--:|"
)


class Measured(NamedTuple):
    recommendations: int
    files: int
    megabytes: float
    seconds: float
    pages: int
    memory_after_warm_up: float
    memory: float


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    django.setup()
    with tempfile.TemporaryDirectory() as folder:
        measured = export(Path(folder) / "copy")
    print(HEAD)
    print(row(measured))


def export(folder: Path) -> Measured:
    # Both import models.
    from portal.management.progress import progress_bar  # noqa: PLC0415
    from portal.offline.export import export_site  # noqa: PLC0415
    from recommendations.models import Recommendation  # noqa: PLC0415

    pages, early = 0, 0.0
    bars = []

    def start(total):
        bars.append(progress_bar(total=total, unit=" pages", stream=sys.stderr))
        return count

    def count(number):
        nonlocal pages, early
        pages += number
        bars[-1].update(number)
        if pages == WARM_UP:
            early = peak_memory()

    begin = time.perf_counter()
    files = export_site(folder, start)
    seconds = time.perf_counter() - begin
    size = sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
    recommendations = Recommendation.objects.published().count()
    return Measured(
        recommendations, files, size / BYTES_IN_MB, seconds, pages, early, peak_memory()
    )


def row(done: Measured) -> str:
    return (
        f"| {done.recommendations:,} | {done.files:,} | {done.megabytes:.0f} "
        f"| {done.seconds / 60:.1f} | {done.seconds * 1000 / done.pages:.1f} "
        f"| {done.memory_after_warm_up:.0f} | {done.memory:.0f} |"
    )


if __name__ == "__main__":
    main()
