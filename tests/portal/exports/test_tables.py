"""A list as CSV: the rows of the page, harmless to a spreadsheet."""

import csv
import io
import re
import unicodedata
from itertools import dropwhile

import pytest
from django.db import OperationalError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.exports.tables import begun, harmless, lines
from tests.builders import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)


def rows_of(client, name, query=""):
    body = b"".join(client.get(f"{reverse(name)}{query}")).decode()
    assert body.startswith("\ufeff")
    return list(csv.DictReader(io.StringIO(body.removeprefix("\ufeff"))))


def begins(text):
    """Say whether the text, its forms folded, begins a formula."""
    return unicodedata.normalize("NFKC", text)[:1] in {*"=+-@", "\u2212"}


def seen(text):
    """Return the text from its first character on that can be seen."""
    unseen = {"Zs", "Zl", "Zp", "Cf", "Cc"}
    return "".join(
        dropwhile(lambda one: unicodedata.category(one) in unseen or one == '"', text)
    )


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" =1+1", "' =1+1"),
        ("\ufeff@SUM(A1)", "'\ufeff@SUM(A1)"),
        ("-5", "'-5"),
        ("+5", "'+5"),
        ("\tx", "'\tx"),
        ("21.C.3", "21.C.3"),
        ("a = b", "a = b"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("\uff0d5", "'\uff0d5"),
        ("\ufe625", "'\ufe625"),
        ("\u00a0=1", "'\u00a0=1"),
        ("\u200b\u3000\u2060@A1", "'\u200b\u3000\u2060@A1"),
        ('"=1+1', "'\"=1+1"),
        ("ASEAN; =cmd|'/c calc'!A1", "ASEAN;' =cmd|'/c calc'!A1"),
        ('a;"=1', "a;'\"=1"),
        ("a\t=1", "a\t'=1"),
        ("Asked to:\n- train;\r\n\uff0b more", "Asked to:\n'- train;\r\n'\uff0b more"),
        ("ASEAN; IOM", "ASEAN; IOM"),
        ("Labour–migration, 10 – 11 March", "Labour–migration, 10 – 11 March"),
    ],
)
def test_no_cell_is_a_formula(value, cell):
    assert harmless(value) == cell


UNSEEN = st.characters(categories=["Zs", "Zl", "Zp", "Cf", "Cc"])
SIGNS = st.sampled_from([sign for sign in map(chr, range(0x110000)) if begins(sign)])
# What programs take for the end of a cell, whatever they are set to.
ENDS = st.sampled_from(
    [";", "\uff1b", "\t", "\n", "\r", "\u2028", "x;", "x\n", ";;", ""]
)


@given(ENDS, st.text(UNSEEN, max_size=4), SIGNS, st.text(max_size=5))
def test_before_every_form_of_a_sign_behind_anything_unseen_stands_an_apostrophe(
    end, unseen, sign, rest
):
    cell = harmless(end + unseen + sign + rest)

    parts = re.split(r"[;\uff1b\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", cell)
    assert [one for one in parts if begins(seen(one))] == []


@given(st.text())
def test_a_harmless_cell_stays_as_it_is(text):
    assert harmless(harmless(text)) == harmless(text)


@given(st.text())
def test_nothing_but_apostrophes_is_added(text):
    assert [one for one in harmless(text) if one != "'"] == [
        one for one in text if one != "'"
    ]


def test_every_cell_is_quoted_and_no_title_of_a_column_is_a_formula(client, db):
    make_recommendation(make_report(status="published"), text='Fees; "=1"')

    head, row = (
        b"".join(client.get(reverse("recommendation-csv"))).decode().splitlines()
    )

    assert head.startswith('\ufeff"reference","level","text",')
    assert ',"Fees;\' ""=1""",' in row


@pytest.mark.django_db
def test_a_file_holds_exactly_what_the_page_counts(client):
    report = make_report(status="published")
    for number in range(60):
        make_recommendation(
            report,
            text=f"Wish {number}, {'fees' if number % 3 else 'skills'}",
            level="national" if number % 2 else "regional",
        )
    queries = ["", "?level=national", "?q=fees", "?q=fees&level=regional"]

    counted = [
        client.get(reverse("recommendation-list") + one).context["paginator"]
        for one in queries
    ]
    rows = [rows_of(client, "recommendation-csv", one) for one in queries]

    assert [len(one) for one in rows] == [one.count for one in counted]
    assert {row["level"] for row in rows[1]} == {"national"}


@pytest.mark.django_db
def test_a_row_says_who_spoke_and_where_to_read_it(client, settings):
    report = make_report(status="published")
    said = make_contribution(
        make_paragraph(report=report, voice="named", text="Fees, “high”.")
    )

    (row,) = rows_of(client, "contribution-csv")

    assert (row["speaker"], row["text"], row["voice"]) == (
        str(said.participation.person),
        "Fees, “high”.",
        "named",
    )
    assert row["address"] == settings.BASE_URL + said.get_absolute_url()


@pytest.mark.django_db
def test_a_question_that_is_not_understood_gives_no_file(client):
    assert client.get(f"{reverse('recommendation-csv')}?level=x").status_code == 400


@pytest.mark.django_db
def test_a_file_holds_what_was_found_when_it_was_asked_for(
    client,
):
    make_recommendation(make_report(status="published"), text="Train more people")

    answer = client.get(reverse("recommendation-csv"))
    make_recommendation(make_report(status="published"), text="Share more data")
    body = b"".join(answer).decode()

    assert ("Train more people" in body, "Share more data" in body) == (True, False)


@pytest.mark.django_db
def test_a_file_tells_confirmed_themes_from_suggested_ones(client):
    report = make_report(status="published")
    given = {"themes": [make_theme("Skills")], "suggested": [make_theme("Fees")]}
    make_recommendation(report, **given)
    make_contribution(make_paragraph(report=report, voice="named", **given))

    told = [
        (row["themes"], row["themes confirmed"])
        for name in ("recommendation-csv", "contribution-csv")
        for row in rows_of(client, name, "?theme=fees&theme_status=suggested")
    ]

    assert told == [("Skills; Fees", "Skills")] * 2
    assert (
        rows_of(client, "recommendation-csv", "?theme=fees&theme_status=confirmed")
        == []
    )


def test_a_database_that_does_not_answer_is_told_before_a_file_is_begun():
    def fails():
        raise OperationalError("the server is gone")
        yield

    with pytest.raises(OperationalError):
        begun(lines(fails(), [("text", str)]))


def test_a_file_that_is_begun_lacks_nothing():
    rows = [[], [1], [1, 2, 3]]

    assert [list(begun(iter(one))) for one in rows] == rows
