"""Errors sent to a Sentry server, if SENTRY_DSN names one: what failed where, and nothing personal."""

from importlib.util import find_spec
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.config.logging import CLIENT_ERRORS, exception_of
from portal.config.request_record import current_record
from portal.operations.program import program_version

Event = dict[str, Any]


def send_errors() -> None:
    """Send errors of this process from now on, if a server is configured."""
    if not settings.SENTRY_DSN:
        return
    if not find_spec("sentry_sdk"):
        raise ImproperlyConfigured(
            "SENTRY_DSN is set, but sentry-sdk is not installed. Run: "
            ".venv/bin/pip install --require-hashes -r requirements-sentry.txt"
        )
    import sentry_sdk  # noqa: PLC0415 -- an optional dependency
    from sentry_sdk.integrations.atexit import AtexitIntegration  # noqa: PLC0415 -- the same
    from sentry_sdk.integrations.dedupe import DedupeIntegration  # noqa: PLC0415 -- the same
    from sentry_sdk.integrations.django import DjangoIntegration  # noqa: PLC0415 -- the same
    from sentry_sdk.integrations.logging import LoggingIntegration  # noqa: PLC0415 -- the same

    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        send_default_pii=False,
        # Only the integrations named here: others would record requests, queries and the machine.
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            AtexitIntegration(callback=lambda pending, timeout: None),
            DedupeIntegration(),
            DjangoIntegration(transaction_style="function_name", middleware_spans=False),
            LoggingIntegration(event_level="ERROR"),
        ],
        max_request_body_size="never",
        # Variables hold texts, names and addresses.
        include_local_variables=False,
        max_breadcrumbs=0,
        auto_session_tracking=False,
        release=program_version(),
        before_send=keep_impersonal,
    )


def keep_impersonal(event: Event, hint: Event) -> Event | None:
    """Return the event without the request, the account and the texts of messages.

    Return None for malformed requests, which are not errors of the portal.
    """
    if isinstance(exception_of(hint), CLIENT_ERRORS):
        return None
    current = current_record(None)
    for name in ("request", "user", "breadcrumbs", "extra", "server_name", "transaction"):
        event.pop(name, None)
    if current:
        event["transaction"] = current.route
        event["tags"] = {"request": current.id, "route": current.route}
    # Messages may quote what somebody typed; the log on the machine has them, under the same id.
    for error in event.get("exception", {}).get("values", ()):
        error["value"] = ""
    if entry := event.get("logentry"):
        event["logentry"] = {"message": entry.get("message", "")}
    return event
