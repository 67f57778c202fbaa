"""Session middleware that tolerates failures to store a session."""

import logging

from django.conf import settings
from django.contrib.sessions.exceptions import SessionInterrupted
from django.contrib.sessions.middleware import (
    SessionMiddleware as DjangoSessionMiddleware,
)
from django.db import DatabaseError

from portal.failures.causes import classify_error

logger = logging.getLogger(__name__)


class SessionMiddleware(DjangoSessionMiddleware):
    def process_response(self, request, response):
        """Store the session; if that fails, return the response anyway.

        The request has been processed and committed, and an error page would suggest otherwise.
        Without a stored session the error is raised, because the user would not be signed in.
        """
        try:
            return super().process_response(request, response)
        except (DatabaseError, SessionInterrupted) as error:
            failure = classify_error(error)
            session_key = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
            if failure is None or session_key != request.session.session_key:
                raise
            logger.warning("A session could not be stored: %s", failure.value)
            return response
