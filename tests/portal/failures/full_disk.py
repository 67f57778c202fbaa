"""A separate program: what a portal answers while nothing can be written to its disk.

The system refuses every byte that this process wants to add to a file, as a full disk does. Prints
the outcome of each request as JSON.
"""

import json
import resource
from contextlib import contextmanager

import django
from django.conf import settings

django.setup()
# Pages are tested without collecting static files first.
settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}

from django.core.files.uploadedfile import SimpleUploadedFile  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from reports.models import Report  # noqa: E402
from tests.builders.records import make_account  # noqa: E402
from tests.builders.seminar import TEXT, seminar  # noqa: E402

PASSWORD = "a long enough password"  # noqa: S105 -- of a test account


@contextmanager
def full_disk():
    _, hard_limit = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, hard_limit))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (hard_limit, hard_limit))


def client(**options):
    return Client(SERVER_NAME="127.0.0.1", raise_request_exception=False, **options)


def send(editor):
    file = SimpleUploadedFile("other.txt", TEXT.replace(b"2019", b"2020"))
    return editor.post("/editing/imports/", {"file": file})


def main():
    setup_test_environment()
    editor = client()
    editor.force_login(make_account("ana", "editor", password=PASSWORD))
    report = seminar()
    form_url = f"/editing/reports/{report.slug}/about/"
    form = {"version": report.version, "do": "save", "title": "Typed in vain"}
    page = editor.get(form_url)
    form |= {field.html_name: field.value() or "" for field in page.context["form"]}
    form["title"] = "Typed in vain"
    signed_out = client()
    cookie_name = settings.KNOWN_BROWSER_COOKIE_NAME
    signed_out.cookies[cookie_name] = editor.cookies[cookie_name].value
    # The index of an empty portal is built on the first request.
    client().get("/recommendations/")
    with full_disk():
        answers = {
            "home": client().get("/"),
            "list": client().get("/recommendations/?q=train"),
            "desk": editor.get("/editing/"),
            "form": editor.get(form_url),
            "save": editor.post(form_url, form),
            "import": send(editor),
            "sign-in": client().post("/accounts/login/", {"login": "ana", "password": PASSWORD}),
            "signed out": signed_out.post(form_url, form),
        }
    outcomes = {
        name: {
            "status": answer.status_code,
            "is full": "disk" in answer.content.decode() and "is full" in answer.content.decode(),
            "typed": "Typed in vain" in answer.content.decode(),
        }
        for name, answer in answers.items()
    }
    report.refresh_from_db()
    reports = Report.objects.count()
    after = send(editor).status_code
    print(json.dumps([outcomes, report.title, reports, after]))  # noqa: T201


main()
