"""C24: 200 slow connections, and how long another visitor waits meanwhile."""

import pytest

from bench.slow_connections import (
    DEFAULT_COMMAND,
    KINDS,
    measure,
    running_attacks,
    running_server,
)
from tests.claims.figures import p95, report_figure

pytestmark = [pytest.mark.slow, pytest.mark.once]
CONNECTIONS = 200
REQUESTS = 100


def test_slow_connections_do_not_delay_other_visitors():
    failed = 0
    with running_server(DEFAULT_COMMAND) as port:
        # Let the pages be cached, as they are for every later visitor.
        measure(port, REQUESTS)
        alone = p95(measure(port, REQUESTS).times)
        for kind in KINDS:
            with running_attacks([kind], port, CONNECTIONS):
                beside = measure(port, REQUESTS)
            failed += beside.failed
            slowest = p95(beside.times)
            report_figure(
                f"{CONNECTIONS} {kind}: p95 {slowest:.0f} ms, alone {alone:.0f} ms",
                is_reached=slowest < 1000,
            )

    assert failed == 0
