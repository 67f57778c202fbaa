"""Schedulers that mail digests and notices at once send each of them once."""

import json

import pytest

from tests.harness.own_portal import own_portal

pytestmark = pytest.mark.slow


@pytest.fixture
def portal(tmp_path, request):
    yield from own_portal(tmp_path, request.config.getoption("database"))


def test_four_schedulers_at_once_send_each_digest_and_notice_once(portal):
    portal.environment["PYTHONPATH"] = "."

    code, printed, complaints = portal.run("tests/portal/notifications/concurrent_digests.py")

    assert code == 0, complaints[-3000:]
    assert sorted(json.loads(printed)) == sorted(
        f"{name}{n}@example.org" for name in ("editor", "reader") for n in range(20)
    )
