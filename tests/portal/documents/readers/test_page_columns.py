"""A page with two columns of text is read column by column; a table is not."""

from portal.documents import readers
from tests.builders.pdf_files import PITCH, TOP, Type, printed

LEFT, RIGHT = 60, 320
TITLE = "Report of the Workshop on the Tides of Marwick and of the Harbours around it, with fees"


def text_of(lines):
    return readers.read("r.pdf", printed(lines)).text.split()


def words_of(*texts):
    return " ".join(texts).split()


def column(name, left, count=10, top=TOP):
    """Return the lines of a column, each of which fills it."""
    return [
        Type(
            f"The {name} line {number} speaks of tides and of harbours", top - PITCH * number, left
        )
        for number in range(count)
    ]


def texts(lines):
    return [line.text for line in lines]


def test_two_columns_are_read_one_after_the_other():
    left, right = column("left", LEFT), column("right", RIGHT)

    assert text_of([*left, *right]) == words_of(*texts(left), *texts(right))


def test_the_order_of_the_file_does_not_matter_for_columns():
    left, right = column("left", LEFT), column("right", RIGHT)

    assert text_of([*right[::-1], *left[::-1]]) == words_of(*texts(left), *texts(right))


def test_a_title_across_both_columns_stays_above_them():
    left, right = column("left", LEFT), column("right", RIGHT)
    title = Type(TITLE, TOP + 40, LEFT)

    assert text_of([*left, *right, title]) == words_of(TITLE, *texts(left), *texts(right))


def test_a_heading_across_both_columns_divides_them_into_an_upper_and_a_lower_part():
    heading = Type(TITLE, TOP - PITCH * 6, LEFT)
    below = TOP - PITCH * 8
    upper = column("left", LEFT, 5), column("right", RIGHT, 5)
    lower = column("lower left", LEFT, 5, below), column("lower right", RIGHT, 5, below)

    found = text_of([*upper[0], *lower[0], *upper[1], *lower[1], heading])
    assert found == words_of(
        *(*texts(upper[0]), *texts(upper[1]), TITLE, *texts(lower[0]), *texts(lower[1]))
    )


def test_a_table_of_names_in_two_columns_is_read_row_by_row():
    names = ["Ana Lund", "Bo Strand", "Cy Marsh", "Dee Holm", "Eva Vik", "Finn Dahl", "Gro Nes"]
    places = [
        *("Port of Marwick", "Harbour Trust", "Tide Board of the Northern Isles", "Pilots"),
        *("Ministry of the Sea and of Fisheries", "Fees", "Coast Guard"),
    ]
    rows = [
        (Type(name, TOP - PITCH * number, LEFT), Type(place, TOP - PITCH * number, RIGHT))
        for number, (name, place) in enumerate(zip(names, places, strict=True))
    ]

    assert text_of([cell for row in rows for cell in row]) == words_of(
        *(f"{name} {place}" for name, place in zip(names, places, strict=True))
    )


def test_columns_of_a_few_lines_are_read_in_the_order_of_the_file():
    left, right = column("left", LEFT, 3), column("right", RIGHT, 3)

    assert text_of([*right, *left]) == words_of(*texts(right), *texts(left))


def test_columns_are_read_one_after_the_other_where_the_file_writes_row_by_row():
    left, right = column("left", LEFT), column("right", RIGHT)
    rows = [line for pair in zip(left, right, strict=True) for line in pair]

    assert text_of(rows) == words_of(*texts(left), *texts(right))


def test_a_column_without_width_is_no_reason_to_fail():
    thin = [Type("i", TOP - PITCH * number, LEFT, size=0.01) for number in range(8)]

    assert len(text_of([*thin, *column("right", RIGHT)])) > 0


def test_a_paragraph_that_goes_on_in_the_next_column_is_one_paragraph():
    left, right = column("left", LEFT), column("right", RIGHT)

    assert "\n\n" not in readers.read("r.pdf", printed([*left, *right])).text
