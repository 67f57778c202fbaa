"""Squares under their sessions: as many as paragraphs, in their order, none upon another."""

from portal.charts.strip import PER_ROW, SIDE, Heading, Said, strip


def heading(paragraphs, title="Opening"):
    said = tuple(
        Said(f"#p{number}", f"Paragraph {number}", "", "", "named")
        for number in range(paragraphs)
    )
    return Heading(title, "/session/", said)


def test_squares_wrap_at_a_fixed_number_and_stay_within_the_picture():
    made = strip([heading(200)])

    squares = made.parts[0].squares
    assert [one.said.link for one in squares] == [f"#p{n}" for n in range(200)]
    assert len({(one.x, one.y) for one in squares}) == 200
    assert max(one.x + SIDE for one in squares) == made.width
    assert max(one.y + SIDE for one in squares) <= made.height


def test_a_session_stands_under_the_squares_of_the_one_before():
    made = strip([heading(PER_ROW + 1), heading(0), heading(1)])

    first, second, third = made.parts
    assert [len(part.squares) for part in made.parts] == [PER_ROW + 1, 0, 1]
    assert second.y >= first.squares[-1].y + SIDE
    assert third.y >= second.y + SIDE


def test_a_long_heading_is_cut_and_kept_whole_beside():
    (part,) = strip([heading(1, "The many ways of working together " * 5)]).parts

    assert part.label.endswith("…")
    assert part.heading.title == "The many ways of working together " * 5


def test_a_target_is_24_pixels_wide_on_a_screen_of_320():
    made = strip([heading(1)])

    assert made.side * (320 - 2 * 16) / made.width >= 24
