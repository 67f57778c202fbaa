"""Messages on failures for administrators: the cause and the remedy."""

import shutil

from django.conf import settings
from django.db import connection

from portal.failures.causes import Failure, classify_error, root_cause

SQLITE_MESSAGES = {
    Failure.BUSY: "Another program has locked the database ({said}). Stop it, or wait, then try again.",
    Failure.DISK_FULL: "There is no space left in DATA_DIR “{folder}” ({said}; {free}). Free some space, then try again.",
    Failure.UNREACHABLE: "The portal cannot open its database in DATA_DIR “{folder}” ({said}). Make this user the owner of the folder and everything in it.",
    Failure.READ_ONLY: "The portal cannot write to its data ({said}). DATA_DIR is “{folder}”: make this user the owner of the folder and everything in it.",
    Failure.DAMAGED: "The database in DATA_DIR “{folder}” is damaged ({said}). Restore a backup.",
}
POSTGRESQL_MESSAGES = {
    Failure.BUSY: "PostgreSQL at {place} is too busy ({said}). Wait, then try again.",
    Failure.DISK_FULL: "The disk of PostgreSQL at {place} is full ({said}). Free some space there, then try again.",
    Failure.UNREACHABLE: "PostgreSQL cannot be reached at {place} ({said}). Start it, or correct DATABASE_URL.",
    Failure.NO_SUCH_DATABASE: "PostgreSQL at {place} has no database “{name}”. Create it, or correct DATABASE_URL.",
    Failure.LOGIN_REFUSED: "PostgreSQL at {place} refuses the user “{user}” ({said}). Correct the user and the password in DATABASE_URL.",
    Failure.READ_ONLY: "PostgreSQL at {place} gives the user “{user}” read access only ({said}). Make the user the owner of the database “{name}”, or name its primary server in DATABASE_URL.",
    Failure.DAMAGED: "The database “{name}” is damaged ({said}). Restore a backup.",
}
COMMON_MESSAGES = {
    Failure.SCHEMA_MISMATCH: "The database does not match this version of the portal ({said}). Run `manage.py migrate` with the newest version that has used it. If that changes nothing, restore a backup.",
    Failure.INDEX_DAMAGED: "The search index is damaged. Run `manage.py reindex`.",
}
DEFAULT_MESSAGE = "The portal cannot use its data ({said}). DATA_DIR is “{folder}”."
MAX_ERROR_LENGTH = 300


def operator_message(error: BaseException) -> str:
    """Return the message on an error of the database or the operating system."""
    # An OSError is about the disk of this machine, even with PostgreSQL.
    is_os_error = isinstance(root_cause(error), OSError)
    is_of_server = connection.vendor == "postgresql" and not is_os_error
    templates = COMMON_MESSAGES | (POSTGRESQL_MESSAGES if is_of_server else SQLITE_MESSAGES)
    failure = classify_error(error)
    template = templates.get(failure, DEFAULT_MESSAGE) if failure else DEFAULT_MESSAGE
    return template.format(
        said=error_text(error),
        folder=settings.DATA_DIR,
        free=free_space(),
        **server_description(),
    )


def error_text(error: BaseException) -> str:
    """Return the message of the root cause in one line."""
    return " ".join(str(root_cause(error)).split())[:MAX_ERROR_LENGTH]


def free_space() -> str:
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return "the free space is unknown"
    return f"{free // 1024:,} KB are free"


def server_description() -> dict[str, str]:
    """Return the placeholders for host, database and user of the configured server."""
    database = connection.settings_dict
    options = database.get("OPTIONS", {})
    host = database.get("HOST") or options.get("host") or "the local socket"
    port = database.get("PORT")
    return {
        "place": f"{host}:{port}" if port else str(host),
        "name": str(database["NAME"]),
        "user": str(database.get("USER") or "of this process"),
    }
