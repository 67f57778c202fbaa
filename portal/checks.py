"""What would make the site unsafe or unable to run, each with the setting and what to write."""

import importlib.util
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.http.request import validate_host

from portal.environment import is_loopback
from portal.failures import Failure, failure_of, root_of

SECRET_KEY_AT_LEAST = 50


@register("portal")
def configuration(app_configs, **options):
    """Return an Error for each rule that the settings break."""
    return [
        Error(sentence, hint=hint, id=f"portal.E{number:03}")
        for number, (broken, sentence, hint) in enumerate(RULES, start=1)
        if broken()
    ]


def refuse_if_unsafe():
    """Raise ImproperlyConfigured with every broken rule."""
    errors = configuration(None)
    if errors:
        raise ImproperlyConfigured(
            " ".join(f"{error.id}: {error.msg} {error.hint}" for error in errors)
        )


def debug_in_public():
    return settings.DEBUG and not (settings.ON_LOOPBACK and is_loopback(settings.HOST))


def weak_key():
    key = settings.SECRET_KEY
    return (
        len(key) < SECRET_KEY_AT_LEAST
        or len(set(key)) < 10
        or key.startswith("django-insecure-")
    )


def any_host():
    # ".org" would let in every host of a whole top-level domain.
    return any(
        host == "*" or (host.startswith(".") and "." not in host[1:])
        for host in settings.ALLOWED_HOSTS
    )


def no_host():
    return not [host for host in settings.ALLOWED_HOSTS if host.strip()]


def own_host_left_out():
    host = settings.BASE_URL_HOST
    bracketed = f"[{host}]" if ":" in host else host
    return not validate_host(bracketed, settings.ALLOWED_HOSTS)


def plain_http_in_public():
    return not settings.OVER_HTTPS and not settings.ON_LOOPBACK


def plain_http_on_open_port():
    return not settings.OVER_HTTPS and not is_loopback(settings.HOST)


def behind_no_proxy():
    return settings.OVER_HTTPS and not settings.TRUSTED_PROXIES


def foreign_host_over_plain_http():
    named = [
        host.strip("[]") for host in settings.ALLOWED_HOSTS if host != "testserver"
    ]
    return not settings.OVER_HTTPS and not all(is_loopback(host) for host in named)


def data_among_static_files():
    data = Path(settings.DATA_DIR).resolve()
    served = [Path(folder).resolve() for folder in settings.STATICFILES_DIRS]
    return any(data == folder or folder in data.parents for folder in served)


def without_write_ahead_log():
    if connection.vendor != "sqlite" or ":memory:" in str(
        connection.settings_dict["NAME"]
    ):
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
    except DatabaseError as error:
        # Of these alone it is the place that is at fault; whatever else it is, is told as that.
        code = getattr(root_of(error), "sqlite_errorcode", 0) & 0xFF
        is_of_place = code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL}
        return is_of_place and failure_of(error) is not Failure.DISK_FULL
    # Tests run in memory, where there is no log to keep.
    return mode not in {"wal", "memory"}


def other_driver_in_the_way():
    return importlib.util.find_spec("psycopg") is not None


RULES = (
    (debug_in_public, "DEBUG is on, and others can reach the site.", "Write DEBUG=no."),
    (
        weak_key,
        f"SECRET_KEY is shorter than {SECRET_KEY_AT_LEAST} characters or a placeholder.",
        "Leave SECRET_KEY out, and one is drawn and kept in DATA_DIR.",
    ),
    (
        any_host,
        "ALLOWED_HOSTS lets in any host.",
        "Write ALLOWED_HOSTS=outcomes.example.org, the names that visitors use.",
    ),
    (
        no_host,
        "ALLOWED_HOSTS is empty.",
        "Write ALLOWED_HOSTS=outcomes.example.org, or leave it out: it follows BASE_URL.",
    ),
    (
        plain_http_in_public,
        "BASE_URL is plain http for a host other than this machine.",
        "Write BASE_URL=https://…, with a proxy in front that speaks https.",
    ),
    (
        plain_http_on_open_port,
        "HOST opens the site to other machines while BASE_URL is plain http.",
        "Write HOST=127.0.0.1, or give BASE_URL its https address.",
    ),
    (
        foreign_host_over_plain_http,
        "ALLOWED_HOSTS names another machine while BASE_URL is plain http.",
        "Write BASE_URL=https://…, or leave ALLOWED_HOSTS out.",
    ),
    (
        data_among_static_files,
        "DATA_DIR lies among the files that are served to everybody.",
        "Write a DATA_DIR outside static/.",
    ),
    (
        without_write_ahead_log,
        "The SQLite file cannot be opened with a write-ahead log, as on a network drive.",
        "Write a DATA_DIR on a local disk, or a DATABASE_URL for PostgreSQL.",
    ),
    (
        other_driver_in_the_way,
        "psycopg 3 is installed, and Django would take it instead of psycopg2.",
        "Run: .venv/bin/pip uninstall psycopg",
    ),
    (
        behind_no_proxy,
        "BASE_URL is https, which a proxy in front speaks, and none is trusted: every "
        "visitor would seem to come from this machine.",
        "Write TRUSTED_PROXIES=1, the number of proxies in front.",
    ),
    (
        own_host_left_out,
        "BASE_URL names a host that ALLOWED_HOSTS leaves out.",
        "Add the host of BASE_URL to ALLOWED_HOSTS, or leave ALLOWED_HOSTS out.",
    ),
)
