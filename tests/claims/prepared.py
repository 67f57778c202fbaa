"""A separate program: as many signed-in editors as its argument says, each with a draft of their own.

Prints the session key and the address of a paragraph's form of each as JSON.
"""

import json
import sys

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.test import Client  # noqa: E402

from portal.imports.importer import ImportOptions, Upload, import_file  # noqa: E402
from tests.builders.records import make_account  # noqa: E402
from tests.builders.seminar import TEXT  # noqa: E402


def prepare(number):
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(make_account(f"editor-{number}", "editor"))
    text = TEXT.replace(b"Skills", b"Skill %d" % number)
    report, _ = import_file(Upload("seminar.txt", text), ImportOptions())
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    return {"session": session, "form": f"/editing/reports/{report.slug}/paragraphs/p3/"}


json.dump([prepare(number) for number in range(int(sys.argv[1]))], sys.stdout)
