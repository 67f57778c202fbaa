"""Words that were looked for are marked, in whatever form they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.highlighting import marked, snippet
from portal.search.nodes import Near
from portal.search.query import understand
from portal.search.templatetags.search_tags import marked as marked_in_html

TEXT = "Labor ministries promote migrants' rights, decent work and fair recruitment."


def hits(words, text=TEXT):
    return [piece for piece, hit in marked(text, understand(words).root) if hit]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("labour", ["Labor"]),
        ("migrant right", ["migrants", "rights"]),
        ('"decent work"', ["decent", "work"]),
        ('"work decent"', []),
        ("recruit*", ["recruitment"]),
        ("labor -rights", ["Labor"]),
        ("speaker:labor", []),
        ("promoting OR fairly", ["promote", "fair"]),
        ("xyz", []),
    ],
)
def test_what_is_sought_is_marked_and_nothing_else(words, expected):
    assert hits(words) == expected


def test_words_of_another_wording_are_marked_only_where_they_stand_together():
    text = "Human security and human rights; human trafficking; trafficking of a human"

    pieces = marked(text, Near(("human", "trafficking")))

    assert pieces == [
        ("Human security and human rights; ", False),
        ("human", True),
        (" ", False),
        ("trafficking", True),
        ("; trafficking of a human", False),
    ]


@given(st.text(max_size=200), st.text(max_size=40))
def test_a_text_in_pieces_is_the_text(text, words):
    assert "".join(piece for piece, _ in marked(text, understand(words).root)) == text


def test_markup_in_a_text_is_shown_and_never_run():
    html = marked_in_html("<script>labor</script>", understand("labor").root)

    assert html == "&lt;script&gt;<mark>labor</mark>&lt;/script&gt;"


def test_a_snippet_begins_shortly_before_the_first_hit_and_says_what_it_leaves_out():
    text = "Before it. " * 40 + "Here is recruitment. " + "After it. " * 40

    pieces = snippet(text, understand("recruitment").root)

    shown = "".join(piece for piece, _ in pieces)
    assert (shown[0], shown[-1], len(shown) < 270) == ("…", "…", True)
    assert [piece for piece, hit in pieces if hit] == ["recruitment"]
    assert shown.index("recruitment") < 80
