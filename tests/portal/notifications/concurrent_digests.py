"""A separate program: schedulers mail digests and notices of one portal at once. Prints the recipients as JSON."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import django

django.setup()

from django.db import connection  # noqa: E402
from django.test import override_settings  # noqa: E402
from django.utils import timezone  # noqa: E402

from portal.notifications.digests import send_digests  # noqa: E402
from portal.notifications.models import Notice  # noqa: E402
from portal.notifications.notices import send_notices  # noqa: E402
from tests.builders.records import make_account, make_report  # noqa: E402
from tests.builders.subscriptions import make_subscription  # noqa: E402
from tests.harness.mail_server import Mailboxes, running_server  # noqa: E402

SCHEDULERS, READERS = 4, 20


def schedule(together):
    together.wait()
    try:
        send_notices()
        send_digests()
    finally:
        connection.close()


def send_at_once():
    together = Barrier(SCHEDULERS)
    with ThreadPoolExecutor(SCHEDULERS) as threads:
        for run in [threads.submit(schedule, together) for _ in range(SCHEDULERS)]:
            run.result()


if __name__ == "__main__":
    for number in range(READERS):
        make_subscription(f"reader{number}@example.org", list_name="reports")
        account = make_account(f"editor{number}", email=f"editor{number}@example.org")
        Notice.objects.create(account=account, kind=Notice.Kind.PASSWORD)
    make_report(status="published", published_at=timezone.now() - timedelta(hours=1))
    received = Mailboxes()
    with running_server(received) as own_settings, override_settings(**own_settings):
        send_at_once()
    print(json.dumps([mail["To"] for mail in received.mails]))  # noqa: T201 -- the result
