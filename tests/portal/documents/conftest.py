"""Every request starts a worker here, where the worker is tested."""

import pytest

from portal.documents import sandbox
from tests.harness import parse_cache


@pytest.fixture(autouse=True)
def _every_request_starts_a_worker(monkeypatch):
    monkeypatch.setattr(sandbox, "start_worker", parse_cache.start_worker)
