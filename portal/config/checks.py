"""System checks for unsafe or unusable settings."""

import importlib.util
import sqlite3
from pathlib import Path

from django.conf import settings
from django.core.checks import Error, Tags, register
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.http.request import validate_host

from portal.config.env import is_loopback
from portal.failures.causes import Failure, classify_error, root_cause
from portal.status import schema_check

MIN_SECRET_KEY_LENGTH = 50


@register("portal")
def check_configuration(app_configs, **options):
    """Return an Error for each rule that the settings break."""
    return [
        Error(message, hint=hint, id=f"portal.E{number:03}")
        for number, (is_broken, message, hint) in enumerate(RULES, start=1)
        if is_broken()
    ]


@register(Tags.database)
def check_database_version(app_configs, databases=None, **options):
    """Return an Error if the database is older than the first release. Run by `migrate`."""
    if databases and schema_check.is_unreleased():
        return [
            Error(
                schema_check.UNRELEASED,
                hint=schema_check.UNRELEASED_HINT,
                id="portal.E100",
            )
        ]
    return []


def refuse_if_unsafe():
    """Raise ImproperlyConfigured with every broken rule."""
    errors = check_configuration(None)
    if errors:
        raise ImproperlyConfigured(
            " ".join(f"{error.id}: {error.msg} {error.hint}" for error in errors)
        )


def is_debug_public():
    return settings.DEBUG and not (settings.ON_LOOPBACK and is_loopback(settings.HOST))


def has_weak_key():
    key = settings.SECRET_KEY
    return (
        len(key) < MIN_SECRET_KEY_LENGTH or len(set(key)) < 10 or key.startswith("django-insecure-")
    )


def allows_any_host():
    # ".org" would allow every host of a top-level domain.
    return any(
        host == "*" or (host.startswith(".") and "." not in host[1:])
        for host in settings.ALLOWED_HOSTS
    )


def allows_no_host():
    return not [host for host in settings.ALLOWED_HOSTS if host.strip()]


def excludes_own_host():
    host = settings.BASE_URL_HOST
    bracketed = f"[{host}]" if ":" in host else host
    return not validate_host(bracketed, settings.ALLOWED_HOSTS)


def is_http_public():
    return not settings.OVER_HTTPS and not settings.ON_LOOPBACK


def is_http_port_open():
    return not settings.OVER_HTTPS and not is_loopback(settings.HOST)


def lacks_proxy():
    return settings.OVER_HTTPS and not settings.TRUSTED_PROXIES


def has_foreign_http_host():
    hosts = [host.strip("[]") for host in settings.ALLOWED_HOSTS if host != "testserver"]
    return not settings.OVER_HTTPS and not all(is_loopback(host) for host in hosts)


def is_data_served():
    data = Path(settings.DATA_DIR).resolve()
    served = [Path(folder).resolve() for folder in settings.STATICFILES_DIRS]
    return any(data == folder or folder in data.parents for folder in served)


def lacks_write_ahead_log():
    if connection.vendor != "sqlite" or ":memory:" in str(connection.settings_dict["NAME"]):
        return False
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode")
            mode = cursor.fetchone()[0]
    except DatabaseError as error:
        # Only these codes point to the file system; other failures are reported elsewhere.
        code = getattr(root_cause(error), "sqlite_errorcode", 0) & 0xFF
        is_file_system = code in {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_PROTOCOL}
        return is_file_system and classify_error(error) is not Failure.DISK_FULL
    # Test databases in memory have no log.
    return mode not in {"wal", "memory"}


def has_psycopg3():
    return importlib.util.find_spec("psycopg") is not None


RULES = (
    (
        is_debug_public,
        "DEBUG is on while the site is reachable from other machines.",
        "Set DEBUG=no.",
    ),
    (
        has_weak_key,
        f"SECRET_KEY is shorter than {MIN_SECRET_KEY_LENGTH} characters or a placeholder.",
        "Leave SECRET_KEY unset to have one generated and kept in DATA_DIR.",
    ),
    (
        allows_any_host,
        "ALLOWED_HOSTS accepts any host.",
        "Set ALLOWED_HOSTS to the names that visitors use: ALLOWED_HOSTS=outcomes.example.org.",
    ),
    (
        allows_no_host,
        "ALLOWED_HOSTS is empty.",
        "Set ALLOWED_HOSTS=outcomes.example.org, or leave it unset to use the host of BASE_URL.",
    ),
    (
        is_http_public,
        "BASE_URL is plain http for a host other than this machine.",
        "Set BASE_URL=https://…, with a proxy in front that terminates TLS.",
    ),
    (
        is_http_port_open,
        "HOST opens the site to other machines while BASE_URL is plain http.",
        "Set HOST=127.0.0.1, or set BASE_URL to an https address.",
    ),
    (
        has_foreign_http_host,
        "ALLOWED_HOSTS names another machine while BASE_URL is plain http.",
        "Set BASE_URL=https://…, or leave ALLOWED_HOSTS unset.",
    ),
    (
        is_data_served,
        "DATA_DIR is inside the folder of public static files.",
        "Set DATA_DIR to a folder outside static/.",
    ),
    (
        lacks_write_ahead_log,
        "The SQLite file cannot be opened with a write-ahead log; network drives do not support one.",
        "Set DATA_DIR to a folder on a local disk, or DATABASE_URL to a PostgreSQL database.",
    ),
    (
        has_psycopg3,
        "psycopg 3 is installed, and Django would use it instead of psycopg2.",
        "Run: .venv/bin/pip uninstall psycopg",
    ),
    (
        lacks_proxy,
        "BASE_URL is https, which needs a proxy in front, but no proxy is trusted: every "
        "visitor would seem to come from this machine.",
        "Set TRUSTED_PROXIES to the number of proxies in front, such as TRUSTED_PROXIES=1.",
    ),
    (
        excludes_own_host,
        "The host of BASE_URL is not in ALLOWED_HOSTS.",
        "Add the host of BASE_URL to ALLOWED_HOSTS, or leave ALLOWED_HOSTS unset.",
    ),
)
