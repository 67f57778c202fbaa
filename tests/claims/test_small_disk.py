"""C22: the data folder is on a file system of its own, which fills up. Needs root."""

import subprocess
from contextlib import contextmanager, suppress

import pytest

from tests.claims.figures import report_figure
from tests.claims.own_server import fetch, served_portal

pytestmark = [pytest.mark.slow, pytest.mark.once]
SIZE = "150m"
PIECE = b"0" * 4096
PAGES = ("/", "/recommendations/", "/reports/", "/healthz")


@contextmanager
def small_disk(folder):
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={SIZE}", "portal-claims", str(folder)]
    subprocess.run(mount, check=True)  # noqa: S603
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)  # noqa: S603, S607


def fill(folder):
    """Write a file until nothing more can be written; return it."""
    path = folder / "filler"
    with path.open("wb", buffering=0) as file, suppress(OSError):
        while True:
            file.write(PIECE)
    return path


def test_on_a_full_file_system_reading_works_and_saving_says_why_it_does_not(tmp_path):
    with (
        small_disk(tmp_path / "disk") as folder,
        served_portal(folder, "sqlite", editors=1) as (_, port, (editor,)),
    ):
        before = [fetch(port, page)[0] for page in PAGES]
        saved = editor.save("Saved before.").status_code
        filler = fill(folder)
        reads = [fetch(port, page)[0] for page in PAGES]
        answers = [editor.save("word " * 20_000) for _ in range(3)]
        # For the record: /readyz is about readers, who are still served.
        ready = fetch(port, "/readyz")[0]
        filler.unlink()
        afterwards = editor.save("Saved after.").status_code

    statuses = [answer.status_code for answer in answers]
    report_figure(f"reads {reads}, saves {statuses}, readyz {ready}; afterwards {afterwards}")
    assert (before, saved, reads) == ([200] * 4, 302, [200] * 4)
    assert {answer.status_code for answer in answers} == {507}
    assert all("is full" in answer.text for answer in answers)
    assert afterwards == 302
