"""A page with very many rows: shown, and edited one by one, so that saving it loses nothing."""

import pytest
from django.contrib.auth.models import User
from django.utils.text import slugify

from reports.admin.base import EDITABLE_ROWS, TOO_MANY
from reports.models import ImportNote, Paragraph, Participation, Person
from tests.admin_pages import address, as_sent, send, told
from tests.builders import make_paragraph, make_report, make_session

pytestmark = pytest.mark.django_db
# Django takes no more fields of one form.
MOST_FIELDS = 1000


@pytest.fixture
def editor(client):
    client.force_login(User.objects.create_superuser("ana"))
    return client


def session_with(number):
    session = make_session()
    paragraphs = [
        Paragraph(
            report=session.report,
            session=session,
            position=place,
            number=str(place),
            anchor=f"p{place}",
            text="Words.",
            voice="document",
        )
        for place in range(1, number + 1)
    ]
    Paragraph.objects.bulk_create(paragraphs)
    return session


def report_with(number):
    report = make_report()
    names = [f"Speaker {n}" for n in range(number)]
    people = Person.objects.bulk_create(
        Person(name=name, slug=slugify(name), sort_name=name) for name in names
    )
    Participation.objects.bulk_create(
        Participation(report=report, person=one, role="speaker") for one in people
    )
    return report


@pytest.mark.parametrize("make", [session_with, report_with])
def test_a_page_with_many_rows_can_be_saved(editor, make):
    record = make(550)

    answer = send(editor, record, title="A corrected title")

    record.refresh_from_db()
    assert (answer.status_code, record.title) == (302, "A corrected title")


def heading(page, prefix):
    rows = page.context["inline_admin_formsets"]
    (title,) = [
        one.opts.verbose_name_plural for one in rows if one.formset.prefix == prefix
    ]
    return title


def test_a_page_says_that_its_rows_are_edited_elsewhere_and_leads_there(editor):
    page = editor.get(address(session_with(EDITABLE_ROWS + 1)))

    assert heading(page, "paragraphs").endswith(TOO_MANY)
    assert page.content.decode().count('class="inlineviewlink"') == EDITABLE_ROWS + 1


def test_a_doubt_among_many_is_settled_on_its_own_page(editor):
    report = make_report()
    notes = [
        ImportNote.objects.create(report=report, code="odd", reason="Odd.")
        for _ in range(EDITABLE_ROWS + 1)
    ]

    page = editor.get(address(report)).content.decode()

    assert page.count(f'href="{address(notes[0])}" class="inlineviewlink"') == 1


def test_what_was_typed_into_rows_stands_when_they_have_become_many_meanwhile(editor):
    session = session_with(EDITABLE_ROWS)
    opened = as_sent(editor.get(address(session)))
    make_paragraph(session)

    editor.post(address(session), opened | {"paragraphs-0-text": "As corrected."})

    assert session.paragraphs.get(number="1").text == "As corrected."


def test_a_page_of_many_rows_is_saved_when_they_have_become_few_meanwhile(editor):
    session = session_with(EDITABLE_ROWS + 1)
    opened = as_sent(editor.get(address(session)))
    session.paragraphs.filter(number="1").delete()

    answer = editor.post(address(session), opened | {"title": "Opening"})

    session.refresh_from_db()
    assert (answer.status_code, session.title) == (302, "Opening")
    assert session.paragraphs.count() == EDITABLE_ROWS


def test_a_refused_page_still_shows_its_many_rows(editor):
    session = session_with(EDITABLE_ROWS + 1)

    page = send(editor, session, title="")

    assert told(page) == ["This field is required."]
    assert page.content.decode().count('class="inlineviewlink"') == EDITABLE_ROWS + 1


@pytest.mark.parametrize("make", [session_with, report_with])
def test_the_largest_page_that_is_edited_at_once_fits(editor, make):
    fields = as_sent(editor.get(address(make(EDITABLE_ROWS))))

    assert EDITABLE_ROWS < len(fields) < MOST_FIELDS
