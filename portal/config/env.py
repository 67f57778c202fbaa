"""Settings from the environment; errors name the variable and the valid values."""

import ipaddress
import os
import re
import secrets
import tempfile
from contextlib import suppress
from email.utils import parseaddr
from pathlib import Path
from urllib.parse import unquote, urlsplit

import environ
from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email

SECRET_KEY_CHARACTERS = 64
CONNECTION_SECONDS = 60
DATABASE_ENGINES = {
    "sqlite": "django.db.backends.sqlite3",
    "postgres": "django.db.backends.postgresql",
    "postgresql": "django.db.backends.postgresql",
}
# What happens without the variable.
WITHOUT_URL = {
    "DATABASE_URL": " for an SQLite file in DATA_DIR",
    "READ_DATABASE_URL": " to read from DATABASE_URL",
}
URL_SCHEME = re.compile("[a-z0-9+]+://")
# Default ports by scheme of EMAIL_URL.
MAIL_PORTS = {"smtp": 25, "smtp+tls": 587, "smtp+ssl": 465}
MAIL_SECONDS = 10
MAIL_EXAMPLES = "smtp+tls://USER:PASSWORD@HOST:587, or file:///FOLDER for testing"

env = environ.Env()


def integer(name: str, default: int, lowest: int, highest: int) -> int:
    """Return the variable as an integer; raise ImproperlyConfigured outside the bounds."""
    text = os.environ.get(name, "") or str(default)
    if text.isascii() and text.isdigit() and len(text) < 10:
        number = int(text)
        if lowest <= number <= highest:
            return number
    raise ImproperlyConfigured(
        f"{name} is “{mask_password(text)}”; it must be a whole number from {lowest} to {highest}."
    )


def mask_password(text: str) -> str:
    """Return the text for display: the part before an “@” may contain a password."""
    before, at, host = text.rpartition("@")
    scheme, slashes, _ = before.partition("//")
    return f"{scheme if slashes else ''}{slashes}…@{host}" if at else text


def boolean(name: str, *, default: bool = False) -> bool:
    text = os.environ.get(name, "").lower() or ("yes" if default else "no")
    if text in {"1", "true", "yes", "on"}:
        return True
    if text in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is “{mask_password(text)}”; it must be yes or no.")


def text(name: str) -> str:
    return os.environ.get(name, "").strip()


def email(name: str, default: str) -> str:
    address = text(name) or default
    # The schema of OAI-PMH requires a dot in the host.
    if re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", address):
        return address
    raise ImproperlyConfigured(
        f"{name} is “{address}”; it must be an email address such as office@example.org."
    )


def security_contact() -> str:
    """Return where faults are reported, as a URL: SECURITY_CONTACT, or CONTACT_EMAIL if it is set."""
    contact = text("SECURITY_CONTACT")
    if contact.startswith("https://") and not re.search(r"\s", contact):
        return contact
    address = email("SECURITY_CONTACT", "") if contact else text("CONTACT_EMAIL")
    return f"mailto:{address}" if address else ""


def origin(name: str, default: str) -> str:
    """Return the URL of the variable as scheme and host, without a trailing slash."""
    text = os.environ.get(name, "") or default
    error = ImproperlyConfigured(
        f"{name} is “{mask_password(text)}”; it must be the address that visitors type, "
        "such as https://outcomes.example.org"
    )
    try:
        parts = urlsplit(text)
        has_valid_port = parts.port is None or parts.port > 0
    except ValueError:
        raise error from None
    is_origin = parts.path in {"", "/"} and not (
        parts.query or parts.fragment or "@" in parts.netloc
    )
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise error
    if not (is_origin and has_valid_port):
        raise error
    return f"{parts.scheme}://{parts.netloc}"


def string_list(name: str, default: list[str]) -> list[str]:
    """Return the comma-separated strings of the variable."""
    return [item.strip() for item in env.list(name, default=default)]


def socket_address(name: str) -> tuple[str, int] | None:
    """Return the variable as (IP address, port), or None if it is not set."""
    address = text(name)
    if not address:
        return None
    host, _, port = address.rpartition(":")
    try:
        ip = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        ip = None
    if ip and port.isascii() and port.isdigit() and 0 < int(port[:6]) < 65536:
        return str(ip), int(port[:6])
    raise ImproperlyConfigured(
        f"{name} is “{address}”; it must be an IP address and a port, such as 127.0.0.1:9100."
    )


def is_loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def default_data_folder(ordinary: Path) -> Path:
    """Return where the data are unless DATA_DIR says otherwise; a demonstration has its own folder."""
    return ordinary / "demo" if boolean("DEMO") else ordinary


def data_folder(name: str, default: Path) -> Path:
    folder = Path(os.environ.get(name, "") or default).expanduser().absolute()
    # Files of the portal are readable by its group only.
    os.umask(0o027)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise ImproperlyConfigured(
            f"{name} is “{folder}”, which cannot be created ({error.strerror}); "
            "choose a folder that this user may write to."
        ) from None
    if not os.access(folder, os.W_OK | os.X_OK):
        raise ImproperlyConfigured(
            f"{name} is “{folder}”, which this user may not write to; "
            "make this user its owner or choose another folder."
        )
    return folder


def secret_key(folder: Path) -> str:
    """Return SECRET_KEY, or the key that was generated for this data folder."""
    if text := os.environ.get("SECRET_KEY"):
        return text
    path = folder / "secret_key"
    if not path.exists():
        generate_key(folder, path)
    try:
        return path.read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(
            f"{path} cannot be read ({error.strerror}); make this user its owner, or set SECRET_KEY."
        ) from None


def generate_key(folder: Path, path: Path) -> None:
    """Write a key and link it atomically: of two concurrent processes the first wins."""
    descriptor, temporary = tempfile.mkstemp(dir=folder)
    with os.fdopen(descriptor, "w") as file:
        file.write(secrets.token_urlsafe(SECRET_KEY_CHARACTERS))
    with suppress(FileExistsError):
        os.link(temporary, path)
    Path(temporary).unlink()


def database(folder: Path) -> dict:
    """Return Django's settings for DATABASE_URL, by default an SQLite file in the folder."""
    return database_of("DATABASE_URL", f"sqlite:///{folder}/portal.sqlite3")


def database_of(name: str, default: str) -> dict:
    """Return Django's settings for the URL of the variable."""
    # Validated for SQLite as well, which ignores it.
    timeout_ms = integer("STATEMENT_TIMEOUT_MS", 5000, 0, 86_400_000)
    text = os.environ.get(name, "")
    kind = text.partition(":")[0] if text else "sqlite"
    if kind not in DATABASE_ENGINES:
        # Without a scheme, the text may be a password.
        problem = f"has the unknown scheme “{kind}”" if URL_SCHEME.match(text) else "is not a URL"
        raise ImproperlyConfigured(
            f"{name} {problem}; set it to postgres://… or leave it unset{WITHOUT_URL[name]}."
        )
    try:
        settings = env.db_url(name, default=default)
    except (ValueError, KeyError, ImproperlyConfigured):
        raise ImproperlyConfigured(
            f"{name} cannot be read; set it to "
            "postgres://USER:PASSWORD@HOST:PORT/NAME, with special characters of the password "
            "percent-encoded."
        ) from None
    settings["ENGINE"] = DATABASE_ENGINES[kind]
    options = settings.get("OPTIONS", {})
    return settings | database_options(settings["ENGINE"], options, timeout_ms)


def save_wait_seconds() -> int:
    """Return how long a save waits for a lock, on either database."""
    return integer("SAVE_WAIT_SECONDS", 20, 1, 3600)


def database_options(engine: str, options: dict, timeout_ms: int) -> dict:
    """Return the connection settings; `timeout_ms` limits each statement."""
    if engine.endswith("sqlite3"):
        # Without IMMEDIATE, a transaction that upgrades its lock fails at once instead of
        # waiting; FULL makes commits survive a power failure.
        defaults = {
            "transaction_mode": "IMMEDIATE",
            "timeout": save_wait_seconds(),
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;"
            "PRAGMA foreign_keys=ON;PRAGMA recursive_triggers=ON;",
        }
        # Opening the file for every request takes a tenth of the page's time.
        return {"OPTIONS": defaults | options, "CONN_MAX_AGE": CONNECTION_SECONDS}
    defaults = {
        "connect_timeout": 3,
        "keepalives": 1,
        "keepalives_idle": 30,
        # Queries of pages are short: compiling one takes a hundred times as long as answering it.
        "options": f"-c jit=off -c statement_timeout={timeout_ms} -c lock_timeout=2000 "
        f"-c idle_in_transaction_session_timeout={max(10_000, timeout_ms)}",
    }
    return {
        "OPTIONS": defaults | options,
        "CONN_MAX_AGE": CONNECTION_SECONDS,
        "CONN_HEALTH_CHECKS": True,
    }


def mail_server() -> dict[str, object]:
    """Return Django's settings for EMAIL_URL; none without it."""
    url = text("EMAIL_URL")
    if not url:
        return {}
    error = ImproperlyConfigured(f"EMAIL_URL cannot be read; set it to {MAIL_EXAMPLES}.")
    try:
        parts = urlsplit(url)
        if parts.scheme == "file" and parts.path.startswith("/") and not parts.netloc:
            backend = "django.core.mail.backends.filebased.EmailBackend"
            return {"EMAIL_BACKEND": backend, "EMAIL_FILE_PATH": unquote(parts.path)}
        if parts.scheme not in MAIL_PORTS or not parts.hostname:
            raise error
        settings = env.email_url("EMAIL_URL")
    except ValueError:
        raise error from None
    port = settings["EMAIL_PORT"] or MAIL_PORTS[parts.scheme]
    return settings | {"EMAIL_PORT": port, "EMAIL_TIMEOUT": MAIL_SECONDS}


def mail_sender() -> str:
    """Return MAIL_FROM, the sender of all mail."""
    sender = text("MAIL_FROM")
    try:
        validate_email(parseaddr(sender)[1])
    except ValidationError:
        raise ImproperlyConfigured(
            f"MAIL_FROM is “{sender}”; it must be the address that emails come from, such as "
            "Workshop outcomes <outcomes@example.org>"
        ) from None
    return sender
