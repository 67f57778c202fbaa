"""What whoever runs the portal is told of a failure: its cause, and what to do about it."""

import shutil

from django.conf import settings
from django.db import connection

from portal.failures import Failure, failure_of, root_of

OF_SQLITE = {
    Failure.BUSY: "Another program holds the database ({said}). Stop it, or wait, then try again.",
    Failure.DISK_FULL: "There is no room to write to DATA_DIR “{folder}” ({said}; {free}). Make room, then try again.",
    Failure.UNREACHABLE: "The portal cannot open its database in DATA_DIR “{folder}” ({said}). Give the folder and all in it to this user.",
    Failure.READ_ONLY: "The portal cannot write to its data ({said}). DATA_DIR is “{folder}”: give the folder and all in it to this user.",
    Failure.DAMAGED: "The database in DATA_DIR “{folder}” is damaged ({said}). Bring back a backup.",
}
OF_POSTGRESQL = {
    Failure.BUSY: "PostgreSQL at {place} is too busy ({said}). Wait, then try again.",
    Failure.DISK_FULL: "The disk of PostgreSQL at {place} is full ({said}). Make room there, then try again.",
    Failure.UNREACHABLE: "PostgreSQL cannot be reached at {place} ({said}). Start it, or correct DATABASE_URL.",
    Failure.NO_SUCH_DATABASE: "PostgreSQL at {place} has no database “{name}”. Create it, or correct DATABASE_URL.",
    Failure.LOGIN_REFUSED: "PostgreSQL at {place} refuses the user “{user}” ({said}). Correct user and password in DATABASE_URL.",
    Failure.READ_ONLY: "PostgreSQL at {place} lets the user “{user}” only read ({said}). Let the user own the database “{name}”, or name its primary server in DATABASE_URL.",
    Failure.DAMAGED: "The database “{name}” is damaged ({said}). Bring back a backup.",
}
OF_BOTH = {
    Failure.SCHEMA_MISMATCH: "The database does not fit this program ({said}). Run `manage.py migrate` with the newest program that has used it. If that changes nothing, bring back a backup.",
    Failure.INDEX_DAMAGED: "The search index is damaged. Run `manage.py reindex`.",
}
OTHERWISE = "The portal cannot use its data ({said}). DATA_DIR is “{folder}”."
LONGEST_SAID = 300


def told_to_operators(error: BaseException) -> str:
    """Return the sentences that tell of an error of database or system, and what to do."""
    # What the files are told of is this machine's disk, whichever database there is.
    is_of_files = isinstance(root_of(error), OSError)
    of_server = connection.vendor == "postgresql" and not is_of_files
    sentences = OF_BOTH | (OF_POSTGRESQL if of_server else OF_SQLITE)
    failure = failure_of(error)
    sentence = sentences.get(failure, OTHERWISE) if failure else OTHERWISE
    return sentence.format(
        said=said_by(error),
        folder=settings.DATA_DIR,
        free=free_room(),
        **server(),
    )


def said_by(error: BaseException) -> str:
    """Return what database or system have said, in one line."""
    return " ".join(str(root_of(error)).split())[:LONGEST_SAID]


def free_room() -> str:
    try:
        free = shutil.disk_usage(settings.DATA_DIR).free
    except OSError:
        return "how much is free cannot be told"
    return f"{free // 1024:,} KB are free"


def server() -> dict[str, str]:
    """Return place, database and user of the PostgreSQL that the settings name."""
    named = connection.settings_dict
    options = named.get("OPTIONS", {})
    host = named.get("HOST") or options.get("host") or "the local socket"
    port = named.get("PORT")
    return {
        "place": f"{host}:{port}" if port else str(host),
        "name": str(named["NAME"]),
        "user": str(named.get("USER") or "of this process"),
    }
