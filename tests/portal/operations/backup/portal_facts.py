"""A program of its own: print as JSON which reports are half saved, and what the portal answers."""

import hashlib
import json
import os
from contextlib import suppress
from io import StringIO

import django

# Pages without collected static files.
os.environ["DEBUG"] = "yes"
django.setup()

from django.core.management import call_command  # noqa: E402
from django.test import Client  # noqa: E402

from portal.content import revisions  # noqa: E402
from portal.content.loader import load_snapshot  # noqa: E402
from reports.models import Report  # noqa: E402

LISTS = [
    *("/", "/reports/", "/recommendations/", "/statements/", "/speakers/", "/organizations/"),
    *("/search/?q=training", "/recommendations/?q=recruitment", "/recommendations/export.csv"),
    *("/api/v1/reports/", "/api/v1/recommendations/", "/api/v1/statements/?q=training"),
]


def commands():
    """Return what check_source and outline print for each report."""
    printed = {}
    for report in Report.objects.order_by("pk"):
        for command in ["outline"] + ["check_source"] * bool(report.source):
            out = StringIO()
            # An edited report differs from its file.
            with suppress(SystemExit):
                call_command(command, report.slug, stdout=out)
            printed[f"{command} {report.pk}"] = hash_of(out.getvalue().encode())
    return printed


def pages():
    """Return status and hash of the page of every list and every public report."""
    client = Client(HTTP_HOST="127.0.0.1")
    urls = LISTS + [report.get_absolute_url() for report in Report.objects.published()]
    answers = {url: client.get(url) for url in urls}
    return {url: [answer.status_code, hash_of(body(answer))] for url, answer in answers.items()}


def body(answer):
    return b"".join(answer.streaming_content) if answer.streaming else answer.content


def hash_of(content):
    return hashlib.sha256(content).hexdigest()


def half_saved():
    """Return the reports whose rows differ from the revision of their last save."""
    return [
        report.slug
        for report in Report.objects.filter(next_draft=None)
        if not revisions.is_same(
            report.root.revisions.get(number=report.version), load_snapshot(report)
        )
        or list(report.root.revisions.order_by("number").values_list("number", flat=True))
        != list(range(1, report.version + 1))
    ]


def facts():
    return {"commands": commands(), "pages": pages(), "half-saved": half_saved()}


if __name__ == "__main__":
    print(json.dumps(facts()))  # noqa: T201 -- the program's output
