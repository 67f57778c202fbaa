"""Words of a text become links, and what a reader sees stays equal."""

import pytest
from django.utils.html import escape
from hypothesis import given
from hypothesis import strategies as st

from portal.content.text_links import TextLink, add_links
from reports.models.formatted_text import visible_text

LINK = TextLink("paragraph 21", "paragraph 21", "/p21")
LINKED = '<a href="/p21">paragraph 21</a>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("See paragraph 21.", f"See {LINKED}."),
        ("See paragraph\n21.", 'See <a href="/p21">paragraph\n21</a>.'),
        ("A &amp; B: <em>paragraph 21</em>", f"A &amp; B: <em>{LINKED}</em>"),
        ("paragraph <em>21</em>", '<a href="/p21">paragraph <em>21</em></a>'),
        ("<em>see paragraph</em> 21", "<em>see paragraph</em> 21"),
        ('<a href="/x">paragraph 21</a>', '<a href="/x">paragraph 21</a>'),
        ("paragraph 21 of the Declaration", "paragraph 21 of the Declaration"),
        ("paragraph 215, paragraph 21.3", "paragraph 215, paragraph 21.3"),
        ("paragraph 21 and paragraph 21", f"{LINKED} and {LINKED}"),
    ],
)
def test_the_words_of_a_reference_become_a_link(html, expected):
    assert add_links(html, [LINK]) == expected


def test_each_number_of_a_list_is_a_link_of_its_own():
    phrase = "paragraphs 12 and 14"
    links = [TextLink(phrase, "12", "/p12"), TextLink(phrase, "14", "/p14")]

    assert add_links("14 States noted paragraphs 12 and 14.", links) == (
        '14 States noted paragraphs <a href="/p12">12</a> and <a href="/p14">14</a>.'
    )


def test_a_longer_phrase_comes_before_what_it_contains():
    dated = "paragraph 21 of the 2015 report"
    links = [LINK, TextLink(dated, dated, "/2015/p21")]

    assert add_links(f"{dated}; paragraph 21", links) == (
        f'<a href="/2015/p21">{dated}</a>; {LINKED}'
    )


@given(
    st.lists(
        st.sampled_from(["paragraph", " ", "21", "<b>", "&", "A", "paragraph 21", "\n", "é", '"'])
    )
)
def test_the_visible_text_stays_equal_for_any_text(pieces):
    html = escape("".join(pieces))

    assert visible_text(add_links(html, [LINK])) == visible_text(html)
