"""Lines and counters of many requests at once; nobody waits for a reader."""

import json
import os
from io import BytesIO
from pathlib import Path

import pytest
from prometheus_client import REGISTRY

from portal.config import finished_requests
from portal.config.finished_requests import (
    CHUNK_BYTES,
    WRITER,
    FinishedRequest,
    ImpatientFile,
    Output,
    Writer,
    chunks,
)

REQUEST = FinishedRequest(0.0, "a1", None, "GET", "site:home", 200, 0.0301, 2, "made")


def durations(route, **labels):
    name = "portal_http_request_duration_seconds"
    endings = [
        ("_bucket", {"le": "0.025"}),
        ("_bucket", {"le": "0.05"}),
        ("_count", {}),
        ("_sum", {}),
    ]
    return [
        REGISTRY.get_sample_value(name + ending, {"route": route} | more) or 0
        for ending, more in endings
    ]


def test_a_reader_that_has_stopped_loses_lines_and_delays_nobody(monkeypatch):
    reading, writing = os.pipe()
    monkeypatch.setattr(Output, "file", ImpatientFile(writing))
    before = REGISTRY.get_sample_value("portal_access_log_lines_lost_total")

    # Four times as much as a pipe holds.
    for _ in range(4000):
        WRITER.add(REQUEST)
    lost = REGISTRY.get_sample_value("portal_access_log_lines_lost_total") - before
    os.close(writing)
    with os.fdopen(reading) as file:
        kept = [json.loads(line) for line in file]

    assert (0 < len(kept) < 4000, len(kept) + lost) == (True, 4000)


def test_a_line_for_which_there_is_no_space_is_lost_and_the_page_is_not():
    before = REGISTRY.get_sample_value("portal_access_log_lines_lost_total")
    with Path("/dev/full").open("wb", buffering=0) as full:
        ImpatientFile(full.fileno()).write(b"line\n")

    assert REGISTRY.get_sample_value("portal_access_log_lines_lost_total") == before + 1


def test_a_thread_writes_what_there_is_and_the_end_of_the_process_the_rest(monkeypatch):
    written = BytesIO()
    monkeypatch.setattr(Output, "file", written)
    monkeypatch.setattr(finished_requests, "SECONDS_BETWEEN_WRITES", 3600)
    writer = Writer()
    writer.start()

    for _ in range(3):
        writer.add(REQUEST)
    before = written.getvalue()
    writer.write()

    lines = [json.loads(line) for line in written.getvalue().splitlines()]
    assert (before, lines) == (
        b"",
        [
            {
                "at": "1970-01-01T00:00:00.000+00:00",
                "level": "INFO",
                "logger": "access",
                "message": "Request",
                "request": "a1",
                "method": "GET",
                "route": "site:home",
                "status": 200,
                "ms": 30.1,
                "queries": 2,
                "source": "made",
            }
        ]
        * 3,
    )


def test_many_durations_are_added_to_a_histogram_as_one_by_one(monkeypatch):
    monkeypatch.setattr(Output, "file", BytesIO())
    values = (0.025, 0.0251, 0.05, 60)
    finished_requests.DURATIONS.labels("one by one")
    for value in values:
        finished_requests.DURATIONS.labels("one by one").observe(value)

    writer = Writer()
    writer.has_thread = True
    for value in values:
        writer.add(REQUEST._replace(route="at once", seconds=value))
    writer.write()

    assert durations("at once") == pytest.approx(durations("one by one"))
    assert durations("at once")[:3] == [1, 3, 4]


def test_a_route_with_quotes_is_escaped(monkeypatch):
    written = BytesIO()
    monkeypatch.setattr(Output, "file", written)

    WRITER.add(REQUEST._replace(route='a"\n', account=5))

    line = json.loads(written.getvalue())
    assert (line["route"], line["account"]) == ('a"\n', 5)


def test_lines_are_joined_as_far_as_a_pipe_takes_them_at_once():
    lines = [b"%03d" % number * 100 + b"\n" for number in range(50)]

    joined = list(chunks(iter(lines)))

    assert b"".join(joined) == b"".join(lines)
    assert (max(map(len, joined)) <= CHUNK_BYTES, len(joined)) == (True, 4)
