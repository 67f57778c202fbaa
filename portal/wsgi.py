"""The door for a server. It stays shut while the configuration is unsafe."""

import gc
import os
import sys
from importlib import import_module

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application
from django.urls import reverse

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
try:
    application = get_wsgi_application()

    from portal.checks import refuse_if_unsafe

    refuse_if_unsafe()
    # All pages' code and addresses: now, not while the first visitor waits.
    import_module(settings.ROOT_URLCONF)
    reverse("home")
    # What is loaded stays: to look through it for garbage would hold up a visitor.
    gc.freeze()
except ImproperlyConfigured as fault:
    sys.exit(f"The portal cannot start. {fault}")
