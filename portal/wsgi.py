"""The door for a server. It stays shut while the configuration is unsafe."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
try:
    application = get_wsgi_application()

    from portal.checks import refuse_if_unsafe

    refuse_if_unsafe()
except ImproperlyConfigured as fault:
    sys.exit(f"The portal cannot start. {fault}")
