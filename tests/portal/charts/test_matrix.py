"""Rows, columns and cells: shades go by the number, and nothing overlaps or leaves the picture."""

import pytest

from portal.charts.matrix import ABOVE, BESIDE, GAP, Numbers, matrix, step

LAYOUTS = pytest.mark.parametrize("layout", [BESIDE, ABOVE])


def numbers(found, rows=12, columns=4, label="Label"):
    return Numbers(
        {f"r{place}": f"{label} {place}" for place in range(rows)},
        {f"c{place}": f"{label} {place}" for place in range(columns)},
        found,
        lambda row, column: f"/{row}/{column}",
        lambda row, column, number: f"{row}, {column}: {number}",
    )


def cells_of(made):
    return [cell for row in made.rows for cell in row.cells]


@pytest.mark.parametrize(
    ("number", "shade"), [(0, 0), (1, 1), (20, 1), (21, 2), (60, 3), (99, 5), (100, 5)]
)
def test_a_shade_is_a_fifth_of_the_greatest_number(number, shade):
    assert step(number, 100) == shade


def test_the_only_number_has_the_darkest_shade():
    assert step(1, 1) == 5


@LAYOUTS
def test_every_pair_has_a_cell_and_only_numbers_are_links(layout):
    made = matrix(numbers({("r0", "c1"): 7}, rows=2, columns=2), layout)

    assert [(cell.title, cell.number, cell.link) for cell in cells_of(made)] == [
        ("Label 0, Label 0: 0", 0, ""),
        ("Label 0, Label 1: 7", 7, "/r0/c1"),
        ("Label 1, Label 0: 0", 0, ""),
        ("Label 1, Label 1: 0", 0, ""),
    ]


@LAYOUTS
@pytest.mark.parametrize(("rows", "columns"), [(1, 1), (12, 4), (10, 8)])
def test_cells_stand_side_by_side_within_the_picture(layout, rows, columns):
    cells = cells_of(matrix(numbers({}, rows, columns), layout))
    made = matrix(numbers({}, rows, columns), layout)

    places = {(cell.x, cell.y) for cell in cells}
    assert len(places) == rows * columns
    assert max(cell.x + cell.width for cell in cells) <= made.width
    assert max(cell.y + cell.height for cell in cells) <= made.height
    lefts = sorted({cell.x for cell in cells})
    assert [b - a for a, b in zip(lefts, lefts[1:], strict=False)] == [
        cells[0].width + GAP
    ] * (columns - 1)


@LAYOUTS
def test_a_long_label_is_whole_beside_the_lines_that_are_shown(layout):
    made = matrix(numbers({}, rows=2, label="Cooperation of regions " * 9), layout)

    label = made.rows[1].label
    assert label.whole.endswith("regions  1")
    assert label.lines[-1].text.endswith("…")
    assert [line.y for line in label.lines] == sorted(line.y for line in label.lines)


@pytest.mark.parametrize(("number", "squeezed"), [(9_999, 0), (12_345_678, 44)])
def test_a_number_that_is_too_long_for_its_cell_is_squeezed(number, squeezed):
    made = matrix(numbers({("r0", "c0"): number}, columns=8), ABOVE)

    assert cells_of(made)[0].squeezed == squeezed


def test_a_target_is_24_pixels_high_on_a_screen_of_320():
    shown_as = (320 - 2 * 16) / matrix(numbers({}), BESIDE).width

    assert [layout.cell * shown_as >= 24 for layout in (BESIDE, ABOVE)] == [True] * 2
