"""Django's command line; configuration errors and failures of database and disk print one message."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from portal.failures.causes import classify_error
from portal.failures.messages import operator_message

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
    try:
        execute_from_command_line(sys.argv)
    except ImproperlyConfigured as error:
        sys.exit(f"The portal cannot start. {error}")
    except (DatabaseError, OSError) as error:
        if classify_error(error) is None:
            raise
        sys.exit(operator_message(error))
