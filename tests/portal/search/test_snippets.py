"""Snippets and highlighting: search terms are highlighted in every inflected form."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.search.query.ast import Proximity
from portal.search.query.parser import parse_query
from portal.search.snippets import highlight, snippet, text_fragment
from portal.search.templatetags.search_tags import highlight as highlight_html

TEXT = "Labor ministries promote migrants' rights, decent work and fair recruitment."


def hits(words, text=TEXT):
    return [fragment for fragment, hit in highlight(text, parse_query(words).root) if hit]


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
def test_search_terms_are_highlighted_and_nothing_else(words, expected):
    assert hits(words) == expected


def test_words_of_a_synonym_are_highlighted_only_where_they_stand_together():
    text = "Human security and human rights; human trafficking; trafficking of a human"

    fragments = highlight(text, Proximity(("human", "trafficking")))

    assert fragments == [
        ("Human security and human rights; ", False),
        ("human", True),
        (" ", False),
        ("trafficking", True),
        ("; trafficking of a human", False),
    ]


@given(st.text(max_size=200), st.text(max_size=40))
def test_the_highlighted_fragments_join_to_the_original_text(text, words):
    assert "".join(fragment for fragment, _ in highlight(text, parse_query(words).root)) == text


def test_highlighting_escapes_markup_in_the_text():
    html = highlight_html("<script>labor</script>", parse_query("labor").root)

    assert html == "&lt;script&gt;<mark>labor</mark>&lt;/script&gt;"


def test_a_snippet_starts_shortly_before_the_first_hit_and_marks_omissions():
    text = "Before it. " * 40 + "Here is recruitment. " + "After it. " * 40

    fragments = snippet(text, parse_query("recruitment").root)

    excerpt = "".join(fragment for fragment, _ in fragments)
    assert (excerpt[0], excerpt[-1], len(excerpt) < 270) == ("…", "…", True)
    assert [fragment for fragment, hit in fragments if hit] == ["recruitment"]
    assert excerpt.index("recruitment") < 80


@pytest.mark.parametrize(
    ("text", "typed", "fragment"),
    [
        ("Laborers and migrants.", "labour migrant", "#:~:text=Laborers&text=migrants"),
        ("Fees, fees & costs", "fees", "#:~:text=Fees&text=fees"),
        ("Co-chairs met", '"co-chairs"', "#:~:text=Co&text=chairs"),
        ("Nothing", "fees", ""),
        ("Nothing", "", ""),
    ],
)
def test_a_link_to_a_hit_names_the_words_found_as_printed(text, typed, fragment):
    assert text_fragment(text, parse_query(typed).root) == fragment
