"""The command line: `manage.py`, or `workshop-portal` where the portal is installed.

Configuration errors and failures of database and disk print one message. A command that uses a
database of a newer version is refused.
"""

import os
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line, find_commands
from django.db import DatabaseError

from portal.failures.causes import classify_error
from portal.failures.messages import operator_message

MANAGEMENT = Path(__file__).parent / "management"
# Of Django's own commands, those that would change a newer database.
CHANGING_COMMANDS = {"clearsessions", "flush", "loaddata", "migrate", "shell"}
# `doctor` explains why the others are refused; `serve` says so itself.
UNCHECKED_COMMANDS = {"doctor", "serve"}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    try:
        if uses_database(sys.argv[1:]):
            refuse_newer_database()
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The portal cannot start. {error}")
    except (DatabaseError, OSError) as error:
        if classify_error(error) is None:
            raise
        sys.exit(operator_message(error))


def uses_database(arguments: list[str]) -> bool:
    """Return whether these arguments call a command of the portal, or one that changes the database."""
    name = arguments[0] if arguments else ""
    if name in UNCHECKED_COMMANDS or {"--help", "-h"} & set(arguments):
        return False
    # get_commands() would remember that there are none before the settings are read.
    return name in CHANGING_COMMANDS or name in find_commands(str(MANAGEMENT))


def refuse_newer_database() -> None:
    django.setup()
    # Models can be imported only now.
    from portal.status.schema_check import refuse_newer  # noqa: PLC0415

    refuse_newer()


if __name__ == "__main__":
    main()
