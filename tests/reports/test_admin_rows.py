"""A page with very many rows: shown, and edited one by one, so that saving it loses nothing."""

import pytest
from django.contrib.auth.models import User

from reports.admin.base import EDITABLE_ROWS
from tests.admin_pages import address, as_sent, send
from tests.builders import make_paragraph, make_participation, make_report, make_session

pytestmark = pytest.mark.django_db
# Django takes no more fields of one form.
MOST_FIELDS = 1000


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("ana"))
    return client


def session_with(number):
    session = make_session()
    for _ in range(number):
        make_paragraph(session)
    return session


def report_with(number):
    report = make_report()
    for _ in range(number):
        make_participation(report)
    return report


@pytest.mark.parametrize("make", [session_with, report_with])
def test_a_page_with_many_rows_can_be_saved(editor, make):
    record = make(170)

    answer = send(editor, record, title="A corrected title")

    record.refresh_from_db()
    assert (answer.status_code, record.title) == (302, "A corrected title")


@pytest.mark.parametrize("make", [session_with, report_with])
def test_the_largest_page_that_is_edited_at_once_fits(editor, make):
    fields = as_sent(editor.get(address(make(EDITABLE_ROWS))))

    assert EDITABLE_ROWS < len(fields) < MOST_FIELDS
