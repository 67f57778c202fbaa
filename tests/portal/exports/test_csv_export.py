"""The CSV export of a list: the rows of the page, safe for a spreadsheet."""

import re
import unicodedata
from itertools import dropwhile

import pytest
from django.db import OperationalError
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from portal.exports.csv_export import csv_lines, escape_formula, start_generator
from tests.builders.csv_rows import read_rows
from tests.builders.records import (
    make_contribution,
    make_paragraph,
    make_recommendation,
    make_report,
    make_theme,
)


def starts_formula(text):
    """Return whether the text starts a formula after Unicode normalization."""
    return unicodedata.normalize("NFKC", text)[:1] in {*"=+-@", "\u2212"}


def visible_part(text):
    """Return the text from its first visible character on."""
    invisible = {"Zs", "Zl", "Zp", "Cf", "Cc"}
    return "".join(
        dropwhile(
            lambda character: unicodedata.category(character) in invisible or character == '"', text
        )
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
def test_formulas_in_cells_are_escaped(value, cell):
    assert escape_formula(value) == cell


INVISIBLE = st.characters(categories=["Zs", "Zl", "Zp", "Cf", "Cc"])
SIGNS = st.sampled_from([sign for sign in map(chr, range(0x110000)) if starts_formula(sign)])
# Characters that a program may take as the end of a cell, whatever its settings.
ENDS = st.sampled_from([";", "\uff1b", "\t", "\n", "\r", "\u2028", "x;", "x\n", ";;", ""])


@given(ENDS, st.text(INVISIBLE, max_size=4), SIGNS, st.text(max_size=5))
def test_every_form_of_a_formula_sign_is_escaped_even_after_invisible_characters(
    end, invisible, sign, rest
):
    cell = escape_formula(end + invisible + sign + rest)

    parts = re.split(r"[;\uff1b\t\n\v\f\r\x1c-\x1e\x85\u2028\u2029]", cell)
    assert [part for part in parts if starts_formula(visible_part(part))] == []


@given(st.text())
def test_escaping_a_cell_twice_is_the_same_as_escaping_it_once(text):
    assert escape_formula(escape_formula(text)) == escape_formula(text)


@given(st.text())
def test_escaping_adds_nothing_but_apostrophes(text):
    assert [character for character in escape_formula(text) if character != "'"] == [
        character for character in text if character != "'"
    ]


def test_every_cell_is_quoted_and_no_column_title_is_a_formula(client, db):
    make_recommendation(make_report(status="published"), text='Fees; "=1"')

    head, row = b"".join(client.get(reverse("site:recommendation-csv"))).decode().splitlines()

    assert head.startswith('\ufeff"reference","level","text",')
    assert ',"Fees;\' ""=1""",' in row


@pytest.mark.django_db
def test_a_csv_file_has_as_many_rows_as_the_page_counts(client):
    report = make_report(status="published")
    for number in range(60):
        make_recommendation(
            report,
            text=f"Wish {number}, {'fees' if number % 3 else 'skills'}",
            level="national" if number % 2 else "regional",
        )
    queries = ["", "?level=national", "?q=fees", "?q=fees&level=regional"]

    paginators = [
        client.get(reverse("site:recommendation-list") + query).context["paginator"]
        for query in queries
    ]
    rows = [read_rows(client, "site:recommendation-csv", query) for query in queries]

    assert [len(query_rows) for query_rows in rows] == [paginator.count for paginator in paginators]
    assert {row["level"] for row in rows[1]} == {"national"}


@pytest.mark.django_db
def test_a_contribution_row_has_its_speaker_and_url(client, settings):
    report = make_report(status="published")
    contribution = make_contribution(
        make_paragraph(report=report, voice="named", text="Fees, “high”.")
    )

    (row,) = read_rows(client, "site:contribution-csv")

    assert (row["speaker"], row["text"], row["voice"]) == (
        str(contribution.participation.person),
        "Fees, “high”.",
        "named",
    )
    assert row["address"] == settings.BASE_URL + contribution.get_absolute_url()


@pytest.mark.django_db
def test_an_invalid_query_answers_400_instead_of_a_file(client):
    assert client.get(f"{reverse('site:recommendation-csv')}?level=x").status_code == 400


@pytest.mark.django_db
def test_a_csv_file_holds_the_results_at_the_time_of_the_request(
    client,
):
    make_recommendation(make_report(status="published"), text="Train more people")

    answer = client.get(reverse("site:recommendation-csv"))
    make_recommendation(make_report(status="published"), text="Share more data")
    body = b"".join(answer).decode()

    assert ("Train more people" in body, "Share more data" in body) == (True, False)


@pytest.mark.django_db
def test_a_csv_file_distinguishes_confirmed_from_suggested_themes(client):
    report = make_report(status="published")
    assignments = {"themes": [make_theme("Skills")], "suggested": [make_theme("Fees")]}
    make_recommendation(report, **assignments)
    make_contribution(make_paragraph(report=report, voice="named", **assignments))

    theme_cells = [
        (row["themes"], row["themes confirmed"])
        for name in ("site:recommendation-csv", "site:contribution-csv")
        for row in read_rows(client, name, "?theme=fees&theme_status=suggested")
    ]

    assert theme_cells == [("Skills; Fees", "Skills")] * 2
    assert read_rows(client, "site:recommendation-csv", "?theme=fees&theme_status=confirmed") == []


def test_a_database_error_is_raised_before_the_download_starts():
    def fails():
        raise OperationalError("the server is gone")
        yield

    with pytest.raises(OperationalError):
        start_generator(csv_lines(fails(), [("text", str)]))


def test_starting_a_generator_early_loses_no_rows():
    rows = [[], [1], [1, 2, 3]]

    assert [list(start_generator(iter(items))) for items in rows] == rows
