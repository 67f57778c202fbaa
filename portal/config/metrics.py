"""The page of the metrics, at its own address: what processes counted, and what is measured now."""

import logging
from collections.abc import Callable, Iterable, Iterator

from django.conf import settings
from django.db import close_old_connections
from prometheus_client import CollectorRegistry, make_wsgi_app
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from portal.accounts import failed_sign_ins
from portal.accounts.sessions import count_open_sessions
from portal.failures.causes import classify_error
from portal.metrics import sharing
from portal.status import measures

logger = logging.getLogger(__name__)
PATH = "/metrics"


def gauge(name: str, help_text: str, value: float) -> GaugeMetricFamily:
    return GaugeMetricFamily(name, help_text, value=value)


def database_gauges() -> Iterator[GaugeMetricFamily]:
    size = measures.measure_database().size
    yield gauge("portal_database_size_bytes", "Size of the database.", size)


def index_gauges() -> Iterator[GaugeMetricFamily]:
    index = measures.measure_index()
    yield gauge("portal_index_records", "Records in the index.", index.records or 0)
    yield gauge(
        "portal_index_lag_changes",
        "Changes of public content that the index lacks.",
        index.waiting_changes,
    )
    yield gauge(
        "portal_index_lag_seconds",
        "Age of the oldest change that the index lacks.",
        index.waiting_seconds,
    )


def job_gauges() -> Iterator[GaugeMetricFamily]:
    success = GaugeMetricFamily(
        "portal_job_last_success_timestamp_seconds",
        "When a periodic job last succeeded; absent while it fails.",
        labels=["job"],
    )
    failing = GaugeMetricFamily(
        "portal_job_failing", "Whether the last run of a periodic job failed.", labels=["job"]
    )
    late = GaugeMetricFamily(
        "portal_job_late_seconds", "How long a periodic job has been due.", labels=["job"]
    )
    for job in measures.measure_jobs():
        failing.add_metric([job.label], job.has_failed)
        late.add_metric([job.label], job.late_seconds)
        if job.finished_at and not job.has_failed:
            success.add_metric([job.label], job.finished_at.timestamp())
    yield from (success, failing, late)


def mail_gauges() -> Iterator[GaugeMetricFamily]:
    mail = measures.measure_mail()
    yield gauge("portal_mails_waiting", "Waiting emails to accounts.", mail.waiting)
    yield gauge(
        "portal_mails_waiting_refused", "Waiting emails that the server has refused.", mail.refused
    )


def disk_gauges() -> Iterator[GaugeMetricFamily]:
    disk = measures.measure_disk()
    yield gauge("portal_disk_free_bytes", "Space left in DATA_DIR.", disk.free)
    yield gauge("portal_disk_size_bytes", "Size of the disk of DATA_DIR.", disk.total)


def account_gauges() -> Iterator[GaugeMetricFamily]:
    yield gauge("portal_sessions", "Sessions of accounts.", count_open_sessions())
    yield gauge(
        "portal_failed_sign_ins_today",
        "Refused sign-ins since midnight (UTC), on all machines.",
        failed_sign_ins.failures_today(),
    )


# Measured one by one: if the database fails, what does not need it is still measured.
GAUGES: tuple[Callable[[], Iterable[GaugeMetricFamily]], ...] = (
    *(disk_gauges, database_gauges, index_gauges),
    *(job_gauges, mail_gauges, account_gauges),
)


class Measurements(Collector):
    """What is measured when Prometheus asks."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        is_up = True
        for measure in GAUGES:
            try:
                yield from list(measure())
            except Exception as error:
                is_up = False
                failure = classify_error(error)
                logger.warning("%s: %s", measure.__name__, failure.value if failure else error)
        yield gauge("portal_up", "Whether everything could be measured.", is_up)


def application(environ, start_response):
    """Answer Prometheus. The thread keeps its connection to the database between two requests."""
    if environ["PATH_INFO"] != PATH:
        start_response("404 Not Found", [("Content-Type", "text/plain")])
        return [f"Metrics are at {PATH}\n".encode()]
    registry = CollectorRegistry()
    if settings.METRICS_ADDRESS:
        MultiProcessCollector(registry, path=str(sharing.folder()))
    registry.register(Measurements())
    close_old_connections()
    try:
        return make_wsgi_app(registry)(environ, start_response)
    finally:
        close_old_connections()
