"""A program of its own: print as JSON what a portal holds and answers."""

import json
import os

import django

# Pages without collected static files.
os.environ["DEBUG"] = "yes"
django.setup()

from django.apps import apps  # noqa: E402
from django.test import Client  # noqa: E402

from portal.status import schema_check  # noqa: E402
from reports.models import Report  # noqa: E402

OURS = {
    "accounts",
    "audit",
    "content",
    "entities",
    "recommendations",
    "reports",
    "search",
}


def row_counts():
    """Return the number of rows by model, of the models of the portal that have a table."""
    return {
        model._meta.label: model._base_manager.count()
        for model in apps.get_models(include_auto_created=True)
        if model._meta.app_label in OURS and model._meta.managed
    }


def pages():
    """Return the status of each page of the published reports."""
    urls = ["/", "/search/?q=training", "/recommendations/", "/api/v1/recommendations/"]
    urls += [report.get_absolute_url() for report in Report.objects.published()]
    client = Client(HTTP_HOST="127.0.0.1")
    return {url: client.get(url).status_code for url in urls}


if __name__ == "__main__":
    print(  # noqa: T201 -- the program's output
        json.dumps(
            {
                "missing columns": schema_check.missing_columns(),
                "pages": pages(),
                "rows": row_counts(),
            },
            indent=2,
            sort_keys=True,
        )
    )
