"""Django's command line, with faults of configuration, database and disk told in one sentence."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from portal.failure_messages import told_to_operators
from portal.failures import failure_of

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as fault:
        sys.exit(f"The portal cannot start. {fault}")
    except (DatabaseError, OSError) as error:
        if failure_of(error) is None:
            raise
        sys.exit(told_to_operators(error))
