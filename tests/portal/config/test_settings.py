"""Settings: an unsafe or invalid setting stops the start with its name and advice."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.conf import settings

from portal.config import env
from portal.config.checks import check_configuration

INVALID = {
    "port in words": ({"PORT": "eighty"}, "PORT is “eighty”; it must be a whole number"),
    "port too high": ({"PORT": "99999"}, "from 1 to 65535"),
    "debug in words": ({"DEBUG": "perhaps"}, "DEBUG is “perhaps”; it must be yes or no."),
    "address without scheme": (
        {"BASE_URL": "example.org"},
        "BASE_URL is “example.org”",
    ),
    "address with a path": ({"BASE_URL": "https://a.org/x"}, "BASE_URL is"),
    "plain http in public": (
        {"BASE_URL": "http://example.org"},
        "Set BASE_URL=https://",
    ),
    "debug in public": (
        {"DEBUG": "yes", "BASE_URL": "https://example.org"},
        "Set DEBUG=no.",
    ),
    "open port": ({"HOST": "0.0.0.0"}, "Set HOST=127.0.0.1"),  # noqa: S104 -- refused
    "any host": (
        {"ALLOWED_HOSTS": "*", "BASE_URL": "https://example.org"},
        "ALLOWED_HOSTS=outcomes.example.org",
    ),
    "a whole domain": (
        {"ALLOWED_HOSTS": ".org", "BASE_URL": "https://example.org"},
        "ALLOWED_HOSTS accepts any host",
    ),
    "a name that looks like this machine": (
        {"BASE_URL": "http://127.evil.example"},
        "Set BASE_URL=https://",
    ),
    "https without a proxy": (
        {"BASE_URL": "https://example.org"},
        "TRUSTED_PROXIES=1",
    ),
    "no host": (
        {"ALLOWED_HOSTS": ",", "BASE_URL": "https://example.org"},
        "ALLOWED_HOSTS is empty",
    ),
    "foreign host over plain http": (
        {"ALLOWED_HOSTS": "example.org"},
        "ALLOWED_HOSTS names another machine",
    ),
    "no e-mail address": (
        {"CONTACT_EMAIL": "office@secretariat"},
        "CONTACT_EMAIL is “office@secretariat”; it must be an email address such as",
    ),
    "short key": ({"SECRET_KEY": "secret"}, "SECRET_KEY is shorter than 50"),
    "placeholder key": (
        {"SECRET_KEY": "django-insecure-" + "abcdefghij" * 6},
        "SECRET_KEY is shorter than 50 characters or a placeholder",
    ),
    "other database": ({"DATABASE_URL": "mysql://a/b"}, "scheme “mysql”"),
    "unreadable database": ({"DATABASE_URL": "postgres://a:b@c:d/e"}, "cannot be read"),
    "replica without a database to replicate": (
        {"READ_DATABASE_URL": "postgres://a@b/c"},
        "READ_DATABASE_URL names a replica of a PostgreSQL database; set DATABASE_URL and",
    ),
    "replica in a file": (
        {"DATABASE_URL": "postgres://a@b/c", "READ_DATABASE_URL": "sqlite:////tmp/a"},
        "READ_DATABASE_URL names a replica of a PostgreSQL database",
    ),
    "replica of an unknown kind": (
        {"READ_DATABASE_URL": "mysql://a/b"},
        "READ_DATABASE_URL has the unknown scheme “mysql”; set it to postgres://… or leave it unset "
        "to read from DATABASE_URL.",
    ),
    "no lag allowed": ({"READ_LAG_SECONDS": "0"}, "READ_LAG_SECONDS is “0”"),
    "proxies below none": ({"TRUSTED_PROXIES": "-1"}, "TRUSTED_PROXIES is “-1”"),
    "a limit that is no number, on SQLite as well": (
        {"STATEMENT_TIMEOUT_MS": "abc"},
        "STATEMENT_TIMEOUT_MS is “abc”; it must be a whole number",
    ),
    "address with a password": (
        {"BASE_URL": "https://ana:abcdefghij@example.org"},
        "BASE_URL is “https://…@example.org”",
    ),
    "address with a password that has a slash": (
        {"BASE_URL": "https://ana:k/abcdefghij@example.org"},
        "BASE_URL is “https://…@example.org”",
    ),
    "address with a password and no scheme": (
        {"BASE_URL": "ana:abcdefghij@example.org"},
        "BASE_URL is “…@example.org”",
    ),
    "address with an empty name": (
        {"BASE_URL": "https://@example.org"},
        "BASE_URL is “https://…@example.org”",
    ),
    "database address in the place of a number": (
        {"PORT": "postgres://ana:abcdefghij@db/portal"},
        "PORT is “postgres://…@db/portal”",
    ),
    "database address in the place of yes or no": (
        {"DEBUG": "postgres://ana:abcdefghij@db/portal"},
        "DEBUG is “postgres://…@db/portal”",
    ),
    "database without a kind": (
        {"DATABASE_URL": "abcdefghij@db/portal"},
        "DATABASE_URL is not a URL; set it to postgres://",
    ),
    "database without a kind, and a colon": (
        {"DATABASE_URL": "abcdefghij:x@db/portal"},
        "DATABASE_URL is not a URL; set it to postgres://",
    ),
    "unreadable database with a password": (
        {"DATABASE_URL": "postgres://ana:abcdefghij@db:port/portal"},
        "DATABASE_URL cannot be read",
    ),
    "mail server of an unknown kind": (
        {"EMAIL_URL": "imap://ana:abcdefghij@mail.example.org"},
        "EMAIL_URL cannot be read; set it to smtp+tls://",
    ),
    "mail server with an unreadable port": (
        {"EMAIL_URL": "smtp://ana:abcdefghij@mail.example.org:port"},
        "EMAIL_URL cannot be read",
    ),
    "folder for mail that is none": ({"EMAIL_URL": "file://folder"}, "EMAIL_URL cannot be read"),
    "mail without a sender": (
        {"EMAIL_URL": "smtp://mail.example.org"},
        "MAIL_FROM is “”; it must be the address",
    ),
    "mail with a sender who is none": (
        {"EMAIL_URL": "smtp://mail.example.org", "MAIL_FROM": "Workshop outcomes"},
        "MAIL_FROM is “Workshop outcomes”",
    ),
    "data where none can be": (
        {"DATA_DIR": "/proc/portal"},
        "DATA_DIR is “/proc/portal”",
    ),
}


def start(folder, program, **environment):
    """Run a program of the portal in a process of its own; return exit code and output."""
    clean = {key: os.environ[key] for key in ("PATH", "HOME", "LANG") if key in os.environ}
    completed = subprocess.run(
        [sys.executable, *program],
        cwd=settings.BASE_DIR,
        env=clean | {"DATA_DIR": str(folder)} | environment,
        capture_output=True,
        text=True,
    )
    return completed.returncode, completed.stdout + completed.stderr


@pytest.fixture(scope="module")
def refusals(tmp_path_factory):
    folder = tmp_path_factory.mktemp("data")
    with ThreadPoolExecutor(2) as pool:
        started = {
            name: pool.submit(start, folder, ["manage.py", "check"], **environment)
            for name, (environment, _) in INVALID.items()
        }
    return {name: future.result() for name, future in started.items()}


@pytest.mark.parametrize("name", INVALID)
def test_an_invalid_setting_is_refused_with_advice(refusals, name):
    code, output = refusals[name]

    assert (code, INVALID[name][1] in output, "Traceback" in output) == (1, True, False), output


def test_no_settings_error_prints_a_secret(refusals):
    assert [n for n, (_, output) in refusals.items() if "abcdefghij" in output] == []


def test_the_wsgi_application_refuses_unsafe_settings(tmp_path):
    code, output = start(
        tmp_path, ["-c", "import portal.config.wsgi"], BASE_URL="http://example.org"
    )

    # With it, gunicorn stops.
    assert code == 3
    sentence = output.splitlines()[-1]
    assert sentence.startswith("The portal cannot start. portal.E005: BASE_URL is")


MAIL_SERVERS = {
    "": {},
    "file:///srv/mails%20of%20today": {
        "EMAIL_BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "EMAIL_FILE_PATH": "/srv/mails of today",
    },
    "smtp://mail.example.org": {"EMAIL_HOST": "mail.example.org", "EMAIL_PORT": 25},
    "smtp+tls://ana:p%40ss@mail.example.org": {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST_USER": "ana",
        "EMAIL_HOST_PASSWORD": "p@ss",
        "EMAIL_PORT": 587,
        "EMAIL_USE_TLS": True,
        "EMAIL_TIMEOUT": 10,
    },
    "smtp+ssl://mail.example.org:2465": {"EMAIL_PORT": 2465, "EMAIL_USE_SSL": True},
}


@pytest.mark.parametrize("url", MAIL_SERVERS)
def test_a_mail_server_is_read_from_its_address(monkeypatch, url):
    monkeypatch.setenv("EMAIL_URL", url)

    read = env.mail_server()

    expected = MAIL_SERVERS[url]
    assert {name: read.get(name) for name in expected} == expected
    assert bool(read) == bool(url)


@pytest.mark.django_db
def test_a_data_folder_within_the_static_files_is_refused(settings):
    settings.DATA_DIR = settings.STATICFILES_DIRS[0] / "data"

    assert [error.id for error in check_configuration(None)] == ["portal.E008"]


def test_safe_production_settings_pass_the_checks(tmp_path):
    code, output = start(
        tmp_path,
        ["manage.py", "check"],
        BASE_URL="https://outcomes.example.org",
        ALLOWED_HOSTS="outcomes.example.org, www.outcomes.example.org",
        TRUSTED_PROXIES="1",
    )

    assert (code, output) == (0, "System check identified no issues (0 silenced).\n")


def test_the_secret_key_is_generated_only_once_with_private_file_modes(tmp_path):
    start(tmp_path / "new", ["manage.py", "check"])
    key_file = tmp_path / "new" / "secret_key"
    first = key_file.read_text()
    start(tmp_path / "new", ["manage.py", "check"])

    assert key_file.read_text() == first
    assert len(first) >= 50
    assert (key_file.stat().st_mode & 0o777, (tmp_path / "new").stat().st_mode & 0o777) == (
        0o600,
        0o700,
    )


def test_files_in_the_data_folder_are_not_readable_by_others(tmp_path):
    open_folder = tmp_path / "data"
    open_folder.mkdir(mode=0o755)
    start(open_folder, ["manage.py", "migrate", "-v0"])

    modes = {path.stat().st_mode & 0o007 for path in open_folder.iterdir()}
    assert modes == {0}


def test_an_unreadable_secret_key_file_is_named_without_a_traceback(tmp_path):
    (tmp_path / "secret_key").mkdir()

    code, output = start(tmp_path, ["manage.py", "check"])

    assert (code, f"{tmp_path}/secret_key cannot be read" in output) == (1, True)
    assert "Traceback" not in output


def test_a_demonstration_has_a_data_folder_of_its_own(monkeypatch, tmp_path):
    monkeypatch.setenv("DEMO", "yes")
    of_demonstration = env.default_data_folder(tmp_path)
    monkeypatch.delenv("DEMO")

    assert (of_demonstration, env.default_data_folder(tmp_path)) == (tmp_path / "demo", tmp_path)


def test_a_marked_data_folder_is_a_demonstration_however_the_portal_is_started(tmp_path):
    program = ["-c", "from portal.config.settings import DEMO; print(DEMO)"]
    (tmp_path / "demonstration").touch()

    assert start(tmp_path, program) == (0, "True\n")
