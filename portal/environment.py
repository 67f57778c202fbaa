"""Reading the environment: each setting once, each fault with its name and what to write."""

import ipaddress
import os
import re
import secrets
import tempfile
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured

SECRET_KEY_CHARACTERS = 64
CONNECTION_SECONDS = 60
KINDS_OF_DATABASE = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}
KIND = re.compile("[a-z0-9+]+://")

env = environ.Env()


def whole_number(name: str, default: int, lowest: int, highest: int) -> int:
    """Return the setting as a number within bounds, or say what to write."""
    written = os.environ.get(name, "") or str(default)
    if written.isascii() and written.isdigit() and len(written) < 10:
        number = int(written)
        if lowest <= number <= highest:
            return number
    raise ImproperlyConfigured(
        f"{name} is “{without_password(written)}”; write a whole number from {lowest} to {highest}."
    )


def without_password(written: str) -> str:
    """Return a setting as it may be printed: what stands before an “@” may hold a password."""
    before, at, host = written.rpartition("@")
    scheme, slashes, _ = before.partition("//")
    return f"{scheme if slashes else ''}{slashes}…@{host}" if at else written


def yes_or_no(name: str) -> bool:
    written = os.environ.get(name, "").lower() or "no"
    if written in {"1", "true", "yes", "on"}:
        return True
    if written in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(
        f"{name} is “{without_password(written)}”; write yes or no."
    )


def web_address(name: str, default: str) -> str:
    """Return scheme and host of the setting, without a slash at the end."""
    written = os.environ.get(name, "") or default
    fault = ImproperlyConfigured(
        f"{name} is “{without_password(written)}”; write the address that visitors type, "
        "such as https://outcomes.example.org"
    )
    try:
        parts = urlsplit(written)
        has_port_or_none = parts.port is None or parts.port > 0
    except ValueError:
        raise fault from None
    plain = parts.path in {"", "/"} and not (
        parts.query or parts.fragment or "@" in parts.netloc
    )
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise fault
    if not (plain and has_port_or_none):
        raise fault
    return f"{parts.scheme}://{parts.netloc}"


def names(name: str, default: list[str]) -> list[str]:
    """Return the comma-separated words of the setting."""
    return [one.strip() for one in env.list(name, default=default)]


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def data_folder(name: str, default: Path) -> Path:
    folder = Path(os.environ.get(name, "") or default).expanduser().absolute()
    # What the portal writes is nobody's but its group's to read.
    os.umask(0o027)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as fault:
        raise ImproperlyConfigured(
            f"{name} is “{folder}”, which cannot be made ({fault.strerror}); "
            "write a folder that this user may write to."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"{name} is “{folder}”, which this user may not write to; "
            "give it to this user or write another folder."
        )
    return folder


def secret_key(folder: Path) -> str:
    """Return SECRET_KEY, or the key that was drawn for this data folder when it was new."""
    if written := os.environ.get("SECRET_KEY"):
        return written
    kept = folder / "secret_key"
    if not kept.exists():
        draw_key(folder, kept)
    try:
        return kept.read_text().strip()
    except OSError as fault:
        raise ImproperlyConfigured(
            f"{kept} cannot be read ({fault.strerror}); give it to this user, or write "
            "SECRET_KEY."
        ) from None


def draw_key(folder: Path, kept: Path) -> None:
    """Draw a key, whole before it has its name: of two that start at once, one key counts."""
    descriptor, drawn = tempfile.mkstemp(dir=folder)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(SECRET_KEY_CHARACTERS))
    with suppress(FileExistsError):
        os.link(drawn, kept)
    Path(drawn).unlink()


def database(folder: Path) -> dict:
    """Return Django's settings for DATABASE_URL, by default an SQLite file in the folder."""
    # Whichever database it is: a setting that cannot be read is told, not left for another day.
    longest = whole_number("STATEMENT_TIMEOUT_MS", 5000, 0, 86_400_000)
    written = os.environ.get("DATABASE_URL", "")
    kind = written.partition(":")[0] if written else "sqlite"
    if kind not in KINDS_OF_DATABASE:
        # Without a colon behind it, the word may be a password.
        said = (
            f"names a database of kind “{kind}”"
            if KIND.match(written)
            else "is no address"
        )
        raise ImproperlyConfigured(
            f"DATABASE_URL {said}; write postgres://… or leave it out for an SQLite file in DATA_DIR."
        )
    try:
        settings = env.db_url(
            "DATABASE_URL", default=f"sqlite:///{folder}/portal.sqlite3"
        )
    except (ValueError, KeyError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            "DATABASE_URL cannot be read; write "
            "postgres://USER:PASSWORD@HOST:PORT/NAME, with %-escapes in the password."
        ) from None
    settings["ENGINE"] = KINDS_OF_DATABASE[kind]
    options = settings.get("OPTIONS", {})
    return settings | ways_of(settings["ENGINE"], options, longest)


def save_wait_seconds() -> int:
    """Return how long a save waits for its turn, on either database."""
    return whole_number("SAVE_WAIT_SECONDS", 20, 1, 3600)


def ways_of(engine: str, options: dict, longest: int) -> dict:
    """Return how the database is to be used; `longest` is how many ms a statement may take."""
    if engine.endswith("sqlite3"):
        # Without IMMEDIATE two writers meet halfway and one fails at once instead of
        # waiting; FULL keeps what was acknowledged through a power cut.
        ours = {
            "transaction_mode": "IMMEDIATE",
            "timeout": save_wait_seconds(),
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;",
        }
        # To open the file again for every page takes a tenth of the page's time.
        return {"OPTIONS": ours | options, "CONN_MAX_AGE": CONNECTION_SECONDS}
    ours = {
        "connect_timeout": 3,
        "keepalives": 1,
        "keepalives_idle": 30,
        "options": f"-c statement_timeout={longest} -c lock_timeout=2000 "
        f"-c idle_in_transaction_session_timeout={max(10_000, longest)}",
    }
    return {
        "OPTIONS": ours | options,
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }
