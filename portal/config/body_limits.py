"""Limits of request bodies by user and path, checked before the body is read.

The server checks them before it reads (`portal.server`); the middleware checks again, because the
portal also runs behind other servers.
"""

from dataclasses import dataclass
from importlib import import_module
from io import BytesIO

from django.conf import settings
from django.contrib.auth import get_user
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.core.handlers.wsgi import WSGIRequest
from django.db import close_old_connections
from django.http import QueryDict

from portal.accounts import known_browsers, roles
from portal.accounts.roles import Permission, Role
from portal.accounts.session_lifetime import is_expired
from portal.config.middleware import allowed_methods, declared_length, payload_too_large
from portal.web import limits

EDITOR_PATH, ADMIN_PATH = "/editing/", "/admin/"


@dataclass(frozen=True)
class BodyLimit:
    """The maximum bytes of a body, and whether it may contain files."""

    bytes: int
    files: bool = False


NO_BODY = BodyLimit(0)
SMALL_FORM = BodyLimit(limits.SMALL_FORM_BYTES)
FORM = BodyLimit(limits.FORM_BYTES)
FILE = BodyLimit(limits.REQUEST_BYTES, files=True)


def body_limit(request) -> BodyLimit:
    """Return the limit of a request, which must have a `user`, without reading its body."""
    if request.method != "POST" or "POST" not in allowed_methods(request.path):
        return NO_BODY
    if not request.path.startswith((EDITOR_PATH, ADMIN_PATH)):
        return SMALL_FORM
    if not request.user.is_authenticated:
        # Forms of known browsers are stored for recovery.
        is_stored = request.path.startswith(EDITOR_PATH) and known_browsers.account_of(request)
        return FORM if is_stored else NO_BODY
    if roles.role_of(request.user) in {None, Role.VIEWER}:
        return SMALL_FORM
    may_import = roles.may(request.user, Permission.IMPORT)
    return FILE if may_import and request.path.startswith(EDITOR_PATH) else FORM


def body_limit_for(environ) -> BodyLimit:
    """Return the limit of the request with this WSGI environ."""
    request = WSGIRequest(environ | {"wsgi.input": BytesIO(), "CONTENT_LENGTH": ""})
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = get_user(request)
    if is_expired(request.session):
        request.user = AnonymousUser()
    return body_limit(request)


def bytes_allowed(environ) -> int:
    """Return the maximum body size of the request; called by `portal.server`."""
    try:
        return body_limit_for(environ).bytes
    finally:
        close_old_connections()


class SkipFilesHandler(FileUploadHandler):
    """Skips every uploaded file."""

    def new_file(self, *args, **options):
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        """Never called: files are skipped."""

    def file_complete(self, file_size):
        """Never called: files are skipped."""


def body_limit_middleware(get_response):
    """Skip or refuse a body above the limit.

    Runs after the authentication middleware and before anything that reads the form.
    """

    def middleware(request):
        if request.method != "POST":
            return get_response(request)
        allowed = body_limit(request)
        is_too_large = declared_length(request.META) > allowed.bytes
        if allowed is NO_BODY or (is_too_large and requires_login(request)):
            skip_body(request)
        elif is_too_large:
            return payload_too_large(request, allowed.bytes)
        elif not allowed.files:
            request.upload_handlers = [SkipFilesHandler(request)]
        return get_response(request)

    return middleware


def requires_login(request):
    """Return whether the response will be the login page."""
    is_private = request.path.startswith((EDITOR_PATH, ADMIN_PATH))
    return is_private and not request.user.is_authenticated


def skip_body(request):
    """Treat the request as one without a body."""
    request.POST = QueryDict()
    # Without user and data there is nothing to forge: the response asks to sign in.
    request.csrf_processing_done = True
