"""How much may be sent, by whom and where: asked before a byte of it is read.

The server asks before it reads (`portal.server`); the middleware asks again, because the portal
also runs behind servers that know nothing of it.
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

from portal import limits
from portal.accounts import known, roles
from portal.accounts.roles import Deed, Role
from portal.middleware import methods_of, refuse_too_much, said_length
from portal.signin import is_over

DESK, ADMINISTRATION = "/editing/", "/admin/"


@dataclass(frozen=True)
class Allowance:
    """How many bytes a request may bring, and whether files may be among them."""

    bytes: int
    files: bool = False


NOTHING = Allowance(0)
SMALL_FORM = Allowance(limits.SMALL_FORM_BYTES)
FORM = Allowance(limits.FORM_BYTES)
FILE = Allowance(limits.REQUEST_BYTES, files=True)


def allowance(request) -> Allowance:
    """Return what a request may bring; it needs `user`, and nothing of its body is read."""
    if request.method != "POST" or "POST" not in methods_of(request.path):
        return NOTHING
    if not request.path.startswith((DESK, ADMINISTRATION)):
        return SMALL_FORM
    if not request.user.is_authenticated:
        # What an editor has typed is kept until he has signed in again.
        is_kept = request.path.startswith(DESK) and known.account_of(request)
        return FORM if is_kept else NOTHING
    if roles.role_of(request.user) in {None, Role.VIEWER}:
        return SMALL_FORM
    may_import = roles.may(request.user, Deed.IMPORT)
    return FILE if may_import and request.path.startswith(DESK) else FORM


def allowance_of(environ) -> Allowance:
    """Return what the request with these headers may bring."""
    request = WSGIRequest(environ | {"wsgi.input": BytesIO(), "CONTENT_LENGTH": ""})
    store = import_module(settings.SESSION_ENGINE).SessionStore
    request.session = store(request.COOKIES.get(settings.SESSION_COOKIE_NAME))
    request.user = get_user(request)
    if is_over(request.session):
        request.user = AnonymousUser()
    return allowance(request)


def bytes_allowed(environ) -> int:
    """Return how many bytes the request with these headers may bring; for `portal.server`."""
    try:
        return allowance_of(environ).bytes
    finally:
        close_old_connections()


class NoFiles(FileUploadHandler):
    """Lets go of every file that is sent, without keeping a byte of it."""

    def new_file(self, *args, **options):
        raise SkipFile

    def receive_data_chunk(self, raw_data, start):
        """Is never called: files are skipped."""

    def file_complete(self, file_size):
        """Is never called: files are skipped."""


def read_what_is_allowed(get_response):
    """Keep a body from being read, or refuse it, if the request brings more than it may.

    Comes after those that say who is signed in, and before whoever reads the form.
    """

    def middleware(request):
        if request.method != "POST":
            return get_response(request)
        allowed = allowance(request)
        is_too_much = said_length(request.META) > allowed.bytes
        if allowed is NOTHING or (is_too_much and is_signed_out(request)):
            leave_unread(request)
        elif is_too_much:
            return refuse_too_much(request, allowed.bytes)
        elif not allowed.files:
            request.upload_handlers = [NoFiles(request)]
        return get_response(request)

    return middleware


def is_signed_out(request):
    """Say whether the answer can only be that one has to sign in."""
    is_inside = request.path.startswith((DESK, ADMINISTRATION))
    return is_inside and not request.user.is_authenticated


def leave_unread(request):
    """Have the request pass for one that brings nothing."""
    request.POST = QueryDict()
    # Nobody is signed in and nothing is sent: no foreign page could do anything by it. The page
    # says what there is to say, which is to sign in.
    request.csrf_processing_done = True
