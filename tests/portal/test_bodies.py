"""How much may be sent, by whom and where: asked before a byte of it is read."""

from io import BytesIO

import pytest
from django.test import Client, RequestFactory
from django.test.client import ClientHandler
from django.urls import reverse

from portal import limits
from portal.bodies import FILE, FORM, NOTHING, SMALL_FORM, NoFiles, allowance_of
from portal.signin import SINCE
from tests.builders import make_account

pytestmark = pytest.mark.django_db


class Untouched(BytesIO):
    """A body that nobody may read."""

    def read(self, *_):
        raise AssertionError("The body was read.")

    readline = readlines = __iter__ = read


def environ_of(path, client=None, **more):
    cookies = client.cookies.items() if client else ()
    header = "; ".join(f"{name}={one.value}" for name, one in cookies)
    asked = RequestFactory().post(path, **more)
    return asked.environ | {"HTTP_COOKIE": header, "wsgi.input": Untouched()}


def answer(environ):
    """Return the status that the portal answers a server with."""
    return ClientHandler(enforce_csrf_checks=True)(environ).status_code


@pytest.mark.parametrize(
    ("path", "allowed"),
    [
        ("/accounts/login/", SMALL_FORM),
        ("/language/", SMALL_FORM),
        ("/editing/", NOTHING),
        ("/editing/imports/", NOTHING),
        ("/admin/reports/person/add/", NOTHING),
        ("/", NOTHING),
        ("/reports/", NOTHING),
        ("/nowhere/", NOTHING),
    ],
)
def test_strangers_may_send_small_forms_alone(path, allowed):
    assert allowance_of(environ_of(path)) == allowed


@pytest.mark.parametrize(
    ("role", "desk", "administration"),
    [
        ("", SMALL_FORM, SMALL_FORM),
        ("viewer", SMALL_FORM, SMALL_FORM),
        ("editor", FILE, FORM),
        ("reviewer", FILE, FORM),
        ("administrator", FILE, FORM),
    ],
)
def test_files_are_for_those_who_may_import(client, role, desk, administration):
    client.force_login(make_account("ana", role))

    paths = ("/editing/imports/", "/admin/", "/accounts/password/", "/reports/")
    assert [allowance_of(environ_of(path, client)) for path in paths] == [
        desk,
        administration,
        SMALL_FORM,
        NOTHING,
    ]


def test_a_session_that_is_over_allows_nothing(client):
    client.force_login(make_account("ana", "editor"))
    session = client.session
    session[SINCE] = 0
    session.save()

    assert allowance_of(environ_of("/editing/imports/", client)) == NOTHING


def test_who_was_signed_out_may_send_a_form_and_no_file(client):
    client.force_login(make_account("ana", "editor"))
    client.get(reverse("desk"))
    del client.cookies["sessionid"]

    assert allowance_of(environ_of("/editing/imports/", client)) == FORM
    assert allowance_of(environ_of("/admin/", client)) == NOTHING


@pytest.mark.parametrize(
    "path", ["/editing/", "/editing/imports/", "/editing/new/", "/admin/", "/nowhere/"]
)
def test_nothing_of_what_a_stranger_sends_is_read(path):
    client = Client()
    client.get("/accounts/login/")
    token = client.cookies["csrftoken"].value
    sent = {"csrfmiddlewaretoken": token, "file": BytesIO(b"x" * 5_000_000)}

    # The stream of this request fails the test when it is read.
    assert answer(environ_of(path, client, data=sent)) in {302, 405}


@pytest.mark.parametrize("path", ["/accounts/login/", "/language/"])
@pytest.mark.parametrize("size", [64 * 1024 + 1, 5_000_000, 300_000_000])
def test_a_small_form_that_is_large_is_refused_before_it_is_read(path, size):
    client = Client()
    client.get("/accounts/login/")
    environ = environ_of(path, client) | {"CONTENT_LENGTH": str(size)}

    assert answer(environ) == 413


def test_what_is_refused_says_how_much_may_be_sent(client):
    page = client.post("/language/", CONTENT_LENGTH=str(70_000)).content.decode()
    client.force_login(make_account("ana", "editor"))
    large = client.post("/admin/", CONTENT_LENGTH=str(5_000_000)).content.decode()

    assert "A form of 64 KB is the most." in page
    assert "A form of 2560 KB is the most." in large


@pytest.mark.parametrize("sent", [5_000_000, 11 * 1024 * 1024 - 1])
def test_a_file_of_somebody_who_was_signed_out_leads_to_the_sign_in(client, sent):
    client.force_login(make_account("ana", "editor"))
    client.get(reverse("desk"))
    del client.cookies["sessionid"]
    environ = environ_of("/editing/imports/", client) | {"CONTENT_LENGTH": str(sent)}

    assert answer(environ) == 302


def test_a_file_in_a_small_form_reaches_no_folder(client, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    settings.FILE_UPLOAD_MAX_MEMORY_SIZE = 0
    seen = []

    def record(self, *args, **options):
        seen.append(list(tmp_path.iterdir()))
        return original(self, *args, **options)

    original = NoFiles.new_file
    NoFiles.new_file = record
    try:
        client.post("/accounts/login/", {"login": "ana", "file": BytesIO(b"x" * 9000)})
    finally:
        NoFiles.new_file = original

    assert (seen, list(tmp_path.iterdir())) == ([[]], [])


def test_more_bytes_than_promised_are_not_read(client):
    promised = b"login=ana&password=wrong"
    stream = BytesIO(promised + b"x" * 100_000)
    client.get("/accounts/login/")
    environ = environ_of("/accounts/login/", client) | {
        "CONTENT_LENGTH": str(len(promised)),
        "CONTENT_TYPE": "application/x-www-form-urlencoded",
        "wsgi.input": stream,
    }

    answer(environ)

    assert stream.tell() <= len(promised)


def test_a_language_is_chosen_without_signing_in(client):
    sent = {"language": "id", "next": "/reports/"}

    assert client.post("/language/", sent)["Location"].startswith("/reports/")


def test_no_form_is_larger_than_django_reads(settings):
    assert settings.DATA_UPLOAD_MAX_MEMORY_SIZE == limits.FORM_BYTES
