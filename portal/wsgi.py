"""The door for a server. It stays shut while the configuration is unsafe."""

import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
try:
    application = get_wsgi_application()

    from portal.checks import refuse_if_unsafe

    refuse_if_unsafe()
    # All pages' code: now, not while the first visitor waits.
    import_module(settings.ROOT_URLCONF)
except ImproperlyConfigured as fault:
    sys.exit(f"The portal cannot start. {fault}")
