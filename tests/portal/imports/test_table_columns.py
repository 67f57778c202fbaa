"""What a cell of a table that comes back may hold, and the message if it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.imports import table_columns
from portal.imports.table_columns import CellRefusedError, Choices, TableColumn

ORGANIZATIONS = Choices.of(
    "organization",
    {
        "International Labour Organization": ["ILO"],
        "Institute of Land; Office": ["ILO"],
        "Thailand": ["Kingdom of Thailand"],
        "Ports; Ships; Lights": [],
    },
)
ADDRESSEES = TableColumn("asked to act", ORGANIZATIONS, is_list=True)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("", ""),
        (" ; ", ""),
        ("thailand", "Thailand"),
        ("Kingdom  of\nThailand", "Thailand"),
        ("Thailand;Thailand; Kingdom of Thailand", "Thailand"),
        (
            "Ports; Ships; Lights; International Labour Organization",
            "Ports; Ships; Lights; International Labour Organization",
        ),
        ("Institute of Land; Office;Thailand", "Institute of Land; Office; Thailand"),
    ],
)
def test_names_are_read_in_any_case_and_form(cell, value):
    assert ADDRESSEES.read(cell) == value


@pytest.mark.parametrize(
    ("cell", "sentence"),
    [
        ("Tailand", "there is no organization “Tailand”. Did you mean “Thailand”?"),
        ("Xyzzy", "there is no organization “Xyzzy”."),
        (
            "Thailand; ILO",
            "“ILO” may be “International Labour Organization” or “Institute of Land; Office”: "
            "write the full name.",
        ),
    ],
)
def test_an_unknown_or_ambiguous_name_is_refused_with_a_sentence(cell, sentence):
    with pytest.raises(CellRefusedError) as refusal:
        ADDRESSEES.read(cell)

    assert str(refusal.value) == sentence


def test_a_full_name_stands_for_itself_even_if_it_is_another_form():
    choices = Choices.of("theme", {"Ports": ["Harbours"], "Harbours": []})

    assert choices.name_for("harbours") == "Harbours"


def test_text_is_bounded_and_may_be_required():
    column = TableColumn("position", may_be_empty=False, max_length=5)

    assert column.read(" abc \n") == "abc"
    with pytest.raises(CellRefusedError, match="the cell is empty"):
        column.read(" ")
    with pytest.raises(CellRefusedError, match="6 characters; the limit is 5"):
        column.read("abcdef")


def test_the_order_of_names_means_nothing_and_that_of_words_does():
    assert ADDRESSEES.is_same("Thailand; Ports; Ships; Lights", "Ports; Ships; Lights; Thailand")
    assert not ADDRESSEES.is_same("Thailand", "")
    assert not TableColumn("text").is_same("a; b", "b; a")


def test_proposals_are_looked_for_a_limited_number_of_times(monkeypatch):
    choices, asked = Choices.of("theme", {"Ports": []}), []
    monkeypatch.setattr(table_columns, "MAX_PROPOSALS", 2)
    monkeypatch.setattr(table_columns, "did_you_mean", lambda form, names: asked.append(form) or "")

    for form in ("a", "b", "a", "c", "d"):
        with pytest.raises(CellRefusedError):
            choices.name_for(form)

    assert asked == ["a", "b"]


NAMES = st.lists(
    st.text(st.sampled_from("ab;c "), min_size=1, max_size=6)
    .map(lambda text: " ".join(text.split()).strip("; "))
    .filter(bool),
    unique_by=str.casefold,
    min_size=1,
    max_size=5,
)


@given(NAMES, st.data())
def test_names_that_were_joined_are_split_into_names_that_join_to_the_same(names, data):
    column = TableColumn("themes", Choices.of("theme", dict.fromkeys(names, ())), is_list=True)
    cell = "; ".join(data.draw(st.lists(st.sampled_from(names), unique=True)))

    value = column.read(cell)

    assert column.is_same(cell, value)
    assert column.read(value) == value
