"""Request body limits: how much may be sent, by whom and where, decided before the body is read."""

from io import BytesIO

import pytest
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from portal.accounts.session_lifetime import SIGNED_IN_AT
from portal.config.body_limits import (
    FILE,
    FORM,
    NO_BODY,
    SMALL_FORM,
    SkipFilesHandler,
    body_limit_for,
)
from portal.web import limits
from tests.builders.records import make_account

pytestmark = pytest.mark.django_db


class UnreadableBody(BytesIO):
    """A request body that fails the test when it is read."""

    def read(self, *_):
        raise AssertionError("The body was read.")

    readline = readlines = __iter__ = read


def environ_of(path, client=None, **options):
    cookies = client.cookies.items() if client else ()
    header = "; ".join(f"{name}={cookie.value}" for name, cookie in cookies)
    request = RequestFactory().post(path, **options)
    return request.environ | {"HTTP_COOKIE": header, "wsgi.input": UnreadableBody()}


def status_of(environ):
    """Return the status of the response to a WSGI environ."""
    return ClientHandler(enforce_csrf_checks=True)(environ).status_code


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/accounts/login/", SMALL_FORM),
        ("/language/", SMALL_FORM),
        ("/editing/", NO_BODY),
        ("/editing/imports/", NO_BODY),
        ("/admin/reports/person/add/", NO_BODY),
        ("/", NO_BODY),
        ("/reports/", NO_BODY),
        ("/nowhere/", NO_BODY),
    ],
)
def test_anonymous_requests_may_send_only_small_forms(path, allowed):
    assert body_limit_for(environ_of(path)) == allowed


@pytest.mark.parametrize(
    ("role", "editor_limit", "admin_limit"),
    [
        ("", SMALL_FORM, SMALL_FORM),
        ("viewer", SMALL_FORM, SMALL_FORM),
        ("editor", FILE, FORM),
        ("reviewer", FILE, FORM),
        ("administrator", FILE, FORM),
    ],
)
def test_only_roles_with_import_permission_may_send_files(client, role, editor_limit, admin_limit):
    client.force_login(make_account("ana", role))

    paths = ("/editing/imports/", "/admin/", "/accounts/password/", "/reports/")
    assert [body_limit_for(environ_of(path, client)) for path in paths] == [
        editor_limit,
        admin_limit,
        SMALL_FORM,
        NO_BODY,
    ]


def test_an_expired_session_may_send_no_request_body(client):
    client.force_login(make_account("ana", "editor"))
    session = client.session
    session[SIGNED_IN_AT] = 0
    session.save()

    assert body_limit_for(environ_of("/editing/imports/", client)) == NO_BODY


def test_a_signed_out_editor_may_send_a_form_and_no_file(client):
    client.force_login(make_account("ana", "editor"))
    client.get(reverse("editor:dashboard"))
    del client.cookies["sessionid"]

    assert body_limit_for(environ_of("/editing/imports/", client)) == FORM
    assert body_limit_for(environ_of("/admin/", client)) == NO_BODY


@pytest.mark.parametrize(
    "path", ["/editing/", "/editing/imports/", "/editing/new/", "/admin/", "/nowhere/"]
)
def test_the_body_of_an_anonymous_request_is_never_read(path):
    client = Client()
    client.get("/accounts/login/")
    token = client.cookies["csrftoken"].value
    fields = {"csrfmiddlewaretoken": token, "file": BytesIO(b"x" * 5_000_000)}

    # UnreadableBody fails the test when it is read.
    assert status_of(environ_of(path, client, data=fields)) in {302, 405}


@pytest.mark.parametrize("path", ["/accounts/login/", "/language/"])
@pytest.mark.parametrize("size", [64 * 1024 + 1, 5_000_000, 300_000_000])
def test_an_oversized_small_form_is_refused_before_it_is_read(path, size):
    client = Client()
    client.get("/accounts/login/")
    environ = environ_of(path, client) | {"CONTENT_LENGTH": str(size)}

    assert status_of(environ) == 413


def test_a_refused_form_names_the_maximum_size(client):
    page = client.post("/language/", CONTENT_LENGTH=str(70_000)).content.decode()
    client.force_login(make_account("ana", "editor"))
    large = client.post("/admin/", CONTENT_LENGTH=str(5_000_000)).content.decode()

    assert "Forms may be at most 64 KB." in page
    assert "Forms may be at most 2560 KB." in large


@pytest.mark.parametrize("size", [5_000_000, 11 * 1024 * 1024 - 1])
def test_a_file_sent_after_sign_out_redirects_to_the_sign_in(client, size):
    client.force_login(make_account("ana", "editor"))
    client.get(reverse("editor:dashboard"))
    del client.cookies["sessionid"]
    environ = environ_of("/editing/imports/", client) | {"CONTENT_LENGTH": str(size)}

    assert status_of(environ) == 302


def test_a_file_in_a_small_form_is_not_written_to_disk(client, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    files_seen = []

    def record(self, *args, **options):
        files_seen.append(list(tmp_path.iterdir()))
        return original(self, *args, **options)

    original = SkipFilesHandler.new_file
    SkipFilesHandler.new_file = record
    try:
        client.post("/accounts/login/", {"login": "ana", "file": BytesIO(b"x" * 9000)})
    finally:
        SkipFilesHandler.new_file = original

    assert (files_seen, list(tmp_path.iterdir())) == ([[]], [])


def test_bytes_beyond_the_content_length_are_not_read(client):
    declared = b"login=ana&password=wrong"
    stream = BytesIO(declared + b"x" * 100_000)
    client.get("/accounts/login/")
    environ = environ_of("/accounts/login/", client) | {
        "CONTENT_LENGTH": str(len(declared)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.input": stream,
    }

    status_of(environ)

    assert stream.tell() <= len(declared)


def test_the_language_form_is_accepted_without_signing_in(client):
    fields = {"language": "id", "next": "/reports/"}

    assert client.post("/language/", fields)["Location"].startswith("/reports/")


def test_the_form_limit_equals_the_django_upload_limit(settings):
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == limits.FORM_BYTES
