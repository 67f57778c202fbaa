"""The rows of a CSV export."""

import csv
import io

from django.urls import reverse


def read_rows(client, name, query=""):
    """Return the rows of the CSV file at the URL of that name."""
    return rows_of(client.get(f"{reverse(name)}{query}"))


def rows_of(answer):
    """Return the rows of a CSV file that was sent."""
    body = b"".join(answer).decode()
    assert body.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))
