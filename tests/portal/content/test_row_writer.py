"""Rows that are written without model instances have what a save of each would have stored."""

import pytest
from django.db import IntegrityError, transaction

from portal.content.row_writer import ROWS_PER_STATEMENT, RowWriter, reserved_keys
from reports.models import Paragraph, ParagraphTheme
from tests.builders.records import make_paragraph, make_session, make_theme

pytestmark = pytest.mark.django_db
COLUMNS = ("pk", "session_id", "report_id", "position", "anchor", "text", "spans", "voice")


def row_of(session, key, **values):
    defaults = {"position": key, "anchor": f"p{key}", "text": "Words.", "spans": ((1, 7),)}
    return (key, session.pk, session.report_id, *(defaults | values).values(), "document")


def test_a_row_has_the_defaults_of_the_columns_that_are_not_given():
    paragraph = make_paragraph(text="Words.", spans=[[1, 7]], number="", label="")
    (key,) = reserved_keys(Paragraph, 1)

    RowWriter(Paragraph, COLUMNS).insert([row_of(paragraph.session, key)])

    names = {field.attname for field in Paragraph._meta.concrete_fields}
    names -= {"id", "position", "anchor"}
    written = Paragraph.objects.filter(pk=key).values(*names).get()
    assert written == Paragraph.objects.filter(pk=paragraph.pk).values(*names).get()


def test_texts_are_cleaned():
    session = make_session()
    (key,) = reserved_keys(Paragraph, 1)

    RowWriter(Paragraph, COLUMNS).insert([row_of(session, key, text="Ski\u202ells\u0000 travel.")])

    assert Paragraph.objects.get(pk=key).text == "Skills travel."


def test_more_rows_than_a_statement_holds_are_written_under_the_reserved_keys():
    session = make_session()
    keys = list(reserved_keys(Paragraph, ROWS_PER_STATEMENT + 1))

    RowWriter(Paragraph, COLUMNS).insert(
        row_of(session, key, position=position) for position, key in enumerate(keys)
    )

    stored = Paragraph.objects.filter(session=session).order_by("position")
    assert list(stored.values_list("pk", flat=True)) == keys


def test_reserved_keys_are_those_of_no_row_before_or_after():
    session = make_session()
    keys = list(reserved_keys(Paragraph, 2))
    RowWriter(Paragraph, COLUMNS).insert(row_of(session, key) for key in keys)
    Paragraph.objects.filter(pk__in=keys).delete()

    assert make_paragraph(session).pk not in keys
    assert set(reserved_keys(Paragraph, 2)).isdisjoint(keys)


def test_an_update_changes_only_the_given_columns():
    paragraph = make_paragraph(text="Old words.", label="7.")
    values = row_of(paragraph.session, paragraph.pk, text="New words.", anchor="elsewhere")

    RowWriter(Paragraph, COLUMNS).insert_or_update([values], ["text", "spans"])

    stored = Paragraph.objects.get(pk=paragraph.pk)
    assert (stored.text, stored.spans, stored.label) == ("New words.", [[1, 7]], "7.")
    assert stored.anchor == paragraph.anchor


def test_links_get_their_keys_in_their_order():
    paragraph, themes = make_paragraph(), [make_theme("Wages"), make_theme("Fees")]
    rows = [(paragraph.pk, theme.pk, "confirmed") for theme in themes]

    RowWriter(ParagraphTheme, ("paragraph_id", "theme_id", "status")).insert(rows)

    links = ParagraphTheme.objects.filter(paragraph=paragraph).order_by("pk")
    assert [link.theme for link in links] == themes


def test_constraints_hold_as_for_any_save():
    paragraph = make_paragraph()
    (key,) = reserved_keys(Paragraph, 1)
    taken = row_of(paragraph.session, key, anchor=paragraph.anchor)

    with pytest.raises(IntegrityError), transaction.atomic():
        RowWriter(Paragraph, COLUMNS).insert([taken])
