"""Counters are shared: a process goes on with the numbers of one that has ended."""

import os

import pytest
from django.conf import settings

from portal.metrics import sharing
from tests.harness.own_portal import new_portal

COUNT = """
import os, sys
from portal.metrics.counters import IMPORTS
IMPORTS.labels("imported").inc()
if "fork" in sys.argv:
    if child := os.fork():
        os.waitpid(child, 0)
    IMPORTS.labels("imported").inc()
print("counted", flush=True)
sys.stdin.read()
"""
TOTAL = """
from prometheus_client import CollectorRegistry, multiprocess
from portal.metrics import sharing
registry = CollectorRegistry()
multiprocess.MultiProcessCollector(registry, path=str(sharing.folder()))
print(registry.get_sample_value("portal_imports_total", {"result": "imported"}))
"""


@pytest.fixture
def portal(tmp_path):
    portal = new_portal(tmp_path, "sqlite")
    portal.environment["METRICS_ADDRESS"] = "127.0.0.1:9100"
    yield portal
    portal.stop_all()


def count(portal, *arguments):
    program = portal.start("-c", COUNT, *arguments, stdin=-1)
    assert program.stdout.readline() == "counted\n"
    return program


def total(portal):
    return float(portal.run("-c", TOTAL)[1])


def files(portal):
    return sorted(path.name for path in (portal.folder / "data" / "metrics").glob("*.db"))


def test_processes_at_once_count_in_files_of_their_own(portal):
    programs = [count(portal), count(portal)]
    for program in programs:
        program.communicate("")

    assert (files(portal), total(portal)) == (["counter_0.db", "counter_1.db"], 2.0)


def test_processes_one_after_another_count_in_the_same_file(portal):
    for _ in range(3):
        count(portal).communicate("")

    assert (files(portal), total(portal)) == (["counter_0.db"], 3.0)


def test_a_forked_process_takes_files_of_its_own(portal):
    count(portal, "fork").communicate("")

    assert (files(portal), total(portal)) == (["counter_0.db", "counter_1.db"], 3.0)


def test_clearing_deletes_the_counts(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "METRICS_DIR", tmp_path)
    for name in ("counter_0.db", "0.lock"):
        (tmp_path / name).touch()

    sharing.clear()

    assert [path.name for path in tmp_path.iterdir()] == ["0.lock"]


def test_without_an_address_nothing_is_shared():
    assert settings.METRICS_ADDRESS is None
    assert sharing.FOLDER_VARIABLE not in os.environ
