"""The heatmap: a cell for every pair, shaded by its share of the greatest count."""

import pytest

from portal.site.charts.heatmap import CrossTable, heatmap, shade_step


def cells_of(counts):
    table = CrossTable(
        {"r0": "Row 0", "r1": "Row 1"},
        {"c0": "Column 0", "c1": "Column 1"},
        counts,
        lambda row, column: f"/{row}/{column}",
        lambda row, column, count: f"{row}, {column}: {count}",
    )
    return [cell for row in heatmap(table).rows for cell in row.cells]


@pytest.mark.parametrize(
    ("count", "step"), [(0, 0), (1, 1), (20, 1), (21, 2), (60, 3), (99, 5), (100, 5)]
)
def test_a_heatmap_shades_a_cell_by_fifths_of_the_greatest_count(count, step):
    assert shade_step(count, 100) == step


def test_a_heatmap_gives_its_only_count_the_darkest_shade():
    assert [cell.step for cell in cells_of({("r0", "c0"): 1})] == [5, 0, 0, 0]


def test_a_heatmap_has_a_cell_for_every_pair_and_links_for_counts_alone():
    cells = cells_of({("r0", "c1"): 7})

    assert [(cell.title, cell.count, cell.url) for cell in cells] == [
        ("Row 0, Column 0: 0", 0, ""),
        ("Row 0, Column 1: 7", 7, "/r0/c1"),
        ("Row 1, Column 0: 0", 0, ""),
        ("Row 1, Column 1: 0", 0, ""),
    ]
