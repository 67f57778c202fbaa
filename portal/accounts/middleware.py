"""Sessions that stop no answer: what could not be noted in one is not told as if the page had failed."""

import logging

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import SessionMiddleware as OfDjango
from django.db import DatabaseError

from portal.failures import failure_of

logger = logging.getLogger(__name__)


class SessionMiddleware(OfDjango):
    def process_response(self, request, response):
        """Store the session; if the database cannot, the answer stands, and so does the older session.

        What was asked for is done by now and cannot be taken back: an error would deny it. Who has
        no session yet gets the error, because without one nobody is signed in.
        """
        try:
            return super().process_response(request, response)
        except (DatabaseError, SessionInterrupted) as error:
            failure = failure_of(error)
            held = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            if failure is None or held != request.session.session_key:
                raise
            logger.warning("A session could not be stored: %s", failure.value)
            return response
