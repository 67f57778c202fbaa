"""The WSGI application.

It refuses to start while the configuration is unsafe, and with a database of a newer version.
"""

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import DatabaseError, connections
from django.urls import reverse

# If a worker exits with any other status, gunicorn starts the next one at once, forever.
GUNICORN_STOPS = 3

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
try:
    application = get_wsgi_application()

    from portal.config.checks import refuse_if_unsafe
    from portal.config.error_reports import send_errors
    from portal.config.finished_requests import WRITER
    from portal.config.warm_up import warm_up
    from portal.status import schema_check

    refuse_if_unsafe()
    # Without a database, pages answer 503 until it is there again.
    with suppress(DatabaseError):
        if schema_check.SCHEMA_CHECKED not in os.environ:
            schema_check.refuse_newer()
    send_errors()
    # Load all views and URLs before the first request.
    import_module(settings.ROOT_URLCONF)
    reverse("site:home")
    warm_up()
    # The threads that answer have connections of their own.
    connections.close_all()
    # Loaded modules stay: exclude them from garbage collection.
    gc.freeze()
    WRITER.start()
except ImproperlyConfigured as error:
    sys.stderr.write(f"The portal cannot start. {error}\n")
    sys.exit(GUNICORN_STOPS)
