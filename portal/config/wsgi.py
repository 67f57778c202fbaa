"""The WSGI application. It refuses to start while the configuration is unsafe."""

import gc
import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.db import connections
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.config.settings")
try:
    application = get_wsgi_application()

    from portal.config.checks import refuse_if_unsafe
    from portal.config.error_reports import send_errors
    from portal.config.finished_requests import WRITER
    from portal.config.warm_up import warm_up

    refuse_if_unsafe()
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
    sys.exit(f"The portal cannot start. {error}")
