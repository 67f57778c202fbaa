"""The editors' pages are open to editors alone."""

import pytest
from django.urls import reverse

from tests.portal.views.editing.conftest import account

NAMES = [
    "imports",
    "bench",
    "bench-levels",
    "bench-approve",
    "note",
    "page",
    "renew",
    "unit",
]
MORE = {"note": [1], "page": [1], "unit": ["paragraph-1"]}


def addresses(report):
    for name in NAMES:
        yield reverse(
            name,
            args=[*([] if name == "imports" else [report.slug]), *MORE.get(name, [])],
        )


@pytest.mark.parametrize("method", ["get", "post"])
def test_a_visitor_is_asked_to_sign_in(client, draft, method):
    for address in addresses(draft):
        answer = getattr(client, method)(address)

        assert answer.status_code == 302
        assert answer["Location"] == f"/admin/login/?next={address}"


@pytest.mark.parametrize("method", ["get", "post"])
def test_who_may_not_change_reports_is_told_so(client, draft, method):
    client.force_login(account("ben", "view_report"))

    for address in addresses(draft):
        assert getattr(client, method)(address).status_code == 403


def test_nothing_of_them_is_kept_by_anybody(editor, draft):
    for name in ("imports", "bench"):
        answer = editor.get(reverse(name, args=[draft.slug] if name == "bench" else []))

        assert answer["Cache-Control"] == "private, no-store"


def test_a_report_that_came_from_no_file_has_no_bench(editor):
    assert editor.get("/editing/imports/nowhere/").status_code == 404
