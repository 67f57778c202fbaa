"""The preview of a table that comes back: every line is in one list, and nothing is invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents import spreadsheets
from portal.documents.spreadsheets.read_table import ReadTable
from portal.exports.csv_export import csv_lines
from portal.exports.table import Table
from portal.exports.xlsx_export import xlsx_content
from portal.imports.table_changes import CellChange, NewRow, TableRefusedError, compute_preview
from portal.imports.table_columns import Choices, TableColumn, TableShape

THEMES = ["Recruitment", "Skills; training", "Fees"]
LEVELS = ["national", "regional", "all"]
SHAPE = TableShape(
    noun="recommendation",
    key_heading="reference",
    columns=(
        TableColumn(
            "level", Choices.of("level", dict.fromkeys(LEVELS, ())), other_headings=("scope",)
        ),
        TableColumn("themes", Choices.of("theme", dict.fromkeys(THEMES, ())), is_list=True),
        TableColumn("remark", max_length=30),
    ),
    shown_headings=frozenset({"text"}),
)
HEADINGS = ("reference", "level", "themes", "remark", "text")
CURRENT = [
    dict(zip(HEADINGS, row, strict=True))
    for row in (
        ("1", "national", "Recruitment", "", "Train more."),
        ("2", "", "Fees; Skills; training", "old", "=Share"),
        ("3.a", "all", "", "", "Ask."),
    )
]


def table(*rows, header=HEADINGS, notes=()):
    return ReadTable("t.csv", header, tuple(rows), 2, notes)


def as_table(rows):
    return table(*(tuple(row[heading] for heading in HEADINGS) for row in rows))


def edited(**cells):
    return as_table([CURRENT[0] | cells])


def sentences(lines):
    return [line.sentence for line in lines]


def test_changed_cells_have_row_column_before_and_after():
    preview = compute_preview(
        CURRENT, edited(level="Regional", themes="fees;recruitment", remark="new"), SHAPE
    )

    assert preview.changes == (
        CellChange(2, "1", "level", "national", "regional"),
        CellChange(2, "1", "themes", "Recruitment", "Fees; Recruitment"),
        CellChange(2, "1", "remark", "", "new"),
    )
    assert (preview.changed, preview.unchanged) == (("1",), ())
    assert preview.missing == ("2", "3.a")


def test_names_in_another_order_are_no_change():
    row = CURRENT[1] | {"themes": "skills; training;FEES"}

    assert compute_preview(CURRENT, as_table([row]), SHAPE).unchanged == ("2",)


def test_a_column_that_the_table_lacks_is_left_alone():
    preview = compute_preview(CURRENT, table(("1", "all"), header=("reference", "level")), SHAPE)

    assert preview.changes == (CellChange(2, "1", "level", "national", "all"),)


def test_an_empty_cell_empties_the_value():
    preview = compute_preview(CURRENT, edited(level="", themes=""), SHAPE)

    assert [(change.heading, change.after) for change in preview.changes] == [
        ("level", ""),
        ("themes", ""),
    ]


def test_a_refused_line_has_a_sentence_for_each_cell_and_changes_nothing():
    preview = compute_preview(
        CURRENT, edited(level="natonal", themes="Recruitmnt", remark="x"), SHAPE
    )

    assert sentences(preview.refused) == [
        "Row 2: in the column “level”, there is no level “natonal”. Did you mean “national”? "
        "in the column “themes”, there is no theme “Recruitmnt”. Did you mean “Recruitment”?"
    ]
    assert (preview.changes, preview.unchanged, preview.missing) == ((), (), ("2", "3.a"))


def test_a_current_value_that_is_no_choice_any_more_is_not_refused():
    current = [CURRENT[0] | {"themes": "Old theme"}]

    preview = compute_preview(current, as_table([current[0] | {"remark": "new"}]), SHAPE)

    assert [change.heading for change in preview.changes] == ["remark"]


def test_lines_with_an_unknown_or_repeated_key_are_told_apart():
    rows = [CURRENT[0], CURRENT[1] | {"reference": "3.b"}, CURRENT[2], CURRENT[2]]

    preview = compute_preview(CURRENT, as_table(rows), SHAPE)

    assert preview.unchanged == ("1",)
    (unknown,) = sentences(preview.unknown)
    assert unknown.startswith("Row 3: no recommendation has the reference “3.b”.")
    assert sentences(preview.refused) == [
        "Row 4: the reference “3.a” is also in row 5. Delete all but one.",
        "Row 5: the reference “3.a” is also in row 4. Delete all but one.",
    ]


def test_rows_without_a_key_are_new_where_rows_may_be_added_and_refused_elsewhere():
    rows = table(("", "all", "Fees", "", ""))
    open_shape = TableShape("participant", "reference", SHAPE.columns, may_add_rows=True)

    assert compute_preview(CURRENT, rows, open_shape).new == (
        NewRow(2, {"level": "all", "themes": "Fees", "remark": ""}),
    )
    assert sentences(compute_preview(CURRENT, rows, SHAPE).refused) == [
        "Row 2: the reference is empty, and rows cannot be added here. "
        "Write the reference of the recommendation."
    ]


def test_row_numbers_are_those_of_the_spreadsheet():
    rows = table(("", "", "", "", ""), ("1", "odd", "", "", ""))

    assert [line.line for line in compute_preview(CURRENT, rows, SHAPE).refused] == [3]


def test_headings_are_matched_in_any_case_and_by_their_other_forms():
    header = ("Reference ", "SCOPE", "Themse")

    preview = compute_preview(CURRENT, table(("1", "all", "x"), header=header), SHAPE)

    assert [change.heading for change in preview.changes] == ["level"]
    assert preview.notes == ("The column “Themse” was not read. Did you mean “themes”?",)


@pytest.mark.parametrize(
    ("header", "sentence"),
    [
        (
            ("references", "level"),
            "“t.csv” has no column “reference”, which says what recommendation a row is about. "
            "Did you mean “references”?",
        ),
        (
            ("reference", "level", "scope"),
            "The columns “level” and “scope” both hold the level. Delete one of them.",
        ),
    ],
)
def test_a_table_without_a_key_or_with_a_column_twice_is_refused(header, sentence):
    with pytest.raises(TableRefusedError) as refusal:
        compute_preview(CURRENT, table(header=header), SHAPE)

    assert str(refusal.value) == sentence


def test_changes_of_a_column_that_is_only_shown_are_noted():
    rows = as_table([CURRENT[0] | {"text": "Train less."}, CURRENT[1]])

    preview = compute_preview(CURRENT, rows, SHAPE)

    assert preview.unchanged == ("1", "2")
    assert preview.notes == (
        "The column “text” differs in 1 row; it cannot be changed in a table.",
    )


def test_notes_of_the_file_are_kept():
    assert compute_preview(CURRENT, table(notes=("Only the first sheet.",)), SHAPE).notes == (
        "Only the first sheet.",
    )


def written(name, rows):
    exported = Table(HEADINGS, [[row[heading] for heading in HEADINGS] for row in rows])
    if name.endswith("csv"):
        return "".join(csv_lines(exported)).encode()
    return xlsx_content(exported)


@pytest.mark.parametrize("name", ["t.csv", "t.xlsx"])
def test_a_table_that_comes_back_as_it_went_out_changes_nothing(name):
    read = spreadsheets.read(name, written(name, CURRENT))

    preview = compute_preview(CURRENT, read, SHAPE)

    assert preview.unchanged == ("1", "2", "3.a")
    assert (preview.changes, preview.refused, preview.unknown, preview.notes) == ((), (), (), ())


THEME_CELLS = st.lists(st.sampled_from(THEMES), unique=True).map("; ".join)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "reference": st.sampled_from(["1", "2", "3.a", "4", "5", ""]),
            "level": st.sampled_from(["", *LEVELS, "odd"]),
            "themes": THEME_CELLS | st.just("Odd"),
            "remark": st.text(st.sampled_from("ab \n"), max_size=40),
            "text": st.sampled_from(["Train more.", ""]),
        }
    ),
    max_size=8,
)


def valid(rows):
    """Return rows with distinct keys."""
    return list({row["reference"]: row for row in rows if row["reference"]}.values())


@given(ROWS, ROWS)
def test_every_line_is_in_exactly_one_list(current, uploaded):
    preview = compute_preview(valid(current), as_table(uploaded), SHAPE)

    changed = {change.line for change in preview.changes}
    others = [line.line for line in (*preview.new, *preview.unknown, *preview.refused)]
    filled = [number for number, row in enumerate(uploaded, 2) if any(map(str.strip, row.values()))]
    assert changed.isdisjoint(others)
    assert len(changed) + len(others) + len(preview.unchanged) == len(filled)
    assert {*preview.changed, *preview.unchanged, *preview.missing} <= {
        row["reference"] for row in valid(current)
    }


@given(ROWS, ROWS)
def test_applying_the_changes_gives_the_values_of_the_table(current, uploaded):
    current, uploaded = valid(current), valid(uploaded)
    preview = compute_preview(current, as_table(uploaded), SHAPE)

    applied = {row["reference"]: dict(row) for row in current}
    for change in preview.changes:
        assert applied[change.key][change.heading] == change.before
        applied[change.key][change.heading] = change.after
    again = compute_preview(list(applied.values()), as_table(uploaded), SHAPE)

    assert again.changes == ()
    assert {*again.unchanged} == {*preview.changed, *preview.unchanged}
    assert (again.refused, again.unknown) == (preview.refused, preview.unknown)


@given(ROWS, ROWS, st.randoms())
def test_the_order_of_the_rows_means_nothing(current, uploaded, random):
    current, uploaded = valid(current), valid(uploaded)
    shuffled = random.sample(uploaded, len(uploaded))

    one, other = (compute_preview(current, as_table(rows), SHAPE) for rows in (uploaded, shuffled))

    for first, second in ((one, other), (other, one)):
        without_lines = {(change.key, change.heading, change.after) for change in first.changes}
        assert without_lines == {(item.key, item.heading, item.after) for item in second.changes}
        assert set(first.unchanged) == set(second.unchanged)
