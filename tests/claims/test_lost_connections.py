"""C13: PostgreSQL ends all connections ten times, and visitors get their pages."""

from collections import Counter

import pytest

from tests.claims.figures import report_figure
from tests.claims.own_server import fetch, served_portal
from tests.harness.own_portal import execute_postgres, server_url

pytestmark = [pytest.mark.slow, pytest.mark.once]
TIMES = 10
REQUESTS = 10


@pytest.fixture
def server(tmp_path):
    with served_portal(tmp_path, "postgres") as (portal, port, _):
        yield portal, port


def test_visitors_do_not_notice_that_connections_have_ended(server):
    portal, port = server
    statuses = Counter()
    end_all = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{portal.database}'"  # noqa: S608 -- a name of our own
    for time in range(TIMES):
        execute_postgres(server_url(), end_all)
        for number in range(REQUESTS):
            # Of its own, so that no cache answers it.
            statuses[fetch(port, f"/recommendations/?q=word{time}x{number}")[0]] += 1

    report_figure(f"{TIMES} times, {statuses.total()} requests: {dict(statuses)}")
    assert set(statuses) == {200}
