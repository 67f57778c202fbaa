"""Passages in HTML, whatever stands between their letters."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.redaction.html_masking import mask_html
from portal.redaction.passages import MASK, Matcher
from reports.markdown import TAGS

WORDS = st.sampled_from([*sorted(TAGS), "class", "href", "Ana", "Cruz", "1 &lt; 2", "a &gt; b"])


@pytest.mark.parametrize(
    ("html", "masked"),
    [
        ("<p>Ana <em>Cruz</em> spoke</p>", "<p>▮▮▮ <em>▮▮▮▮</em> spoke</p>"),
        ("A<b>n</b>a Cruz", "▮<b>▮</b>▮ ▮▮▮▮"),
        ("&#65;na&nbsp;Cruz", "▮▮▮&nbsp;▮▮▮▮"),
        ('<a href="/speakers/ana-cruz/">she</a>', '<a href="/speakers/▮▮▮▮▮▮▮▮/">she</a>'),
        ("<a href=/speakers/ana-cruz/>she</a>", "<a href=/speakers/▮▮▮▮▮▮▮▮/>she</a>"),
        ('<a href="/?q=Ana%20Cruz">she</a>', '<a href="/?q=▮▮▮%20▮▮▮▮">she</a>'),
        ('<a href="/?q=An%C3%A1+Cruz">she</a>', '<a href="/?q=▮▮▮▮▮▮▮▮">she</a>'),
        ('<a title="1 > 0, Ana&nbsp;Cruz">she</a>', '<a title="1 > 0, ▮▮▮&nbsp;▮▮▮▮">she</a>'),
        ("<p>Ana &amp; Cruzado</p>", "<p>Ana &amp; Cruzado</p>"),
        ("1 < 2, Ana Cruz", "1 < 2, ▮▮▮ ▮▮▮▮"),
        ("<Ana Cruz", "<▮▮▮ ▮▮▮▮"),
    ],
)
def test_a_passage_is_masked_between_tags_and_in_their_attributes(html, masked):
    assert mask_html(html, Matcher.of(["Ana Cruz"])) == masked


def test_a_tag_that_is_called_as_a_passage_stays():
    html = "<p>Sub: CO<sub>2</sub></p>"

    assert mask_html(html, Matcher.of(["Sub"])) == "<p>▮▮▮: CO<sub>2</sub></p>"


@st.composite
def elements(draw):
    """Return HTML as the portal makes it, of which a word may be the name of a tag."""
    tag, value = draw(st.sampled_from(sorted(TAGS))), draw(WORDS)
    inside = draw(st.one_of(WORDS, elements()))
    return f'{draw(WORDS)} <{tag} class="{value}">{inside}</{tag}> {draw(WORDS)}'


@given(html=elements(), passage=st.sampled_from([*sorted(TAGS), "class", "Ana Cruz"]))
def test_tags_and_the_names_of_attributes_stay_whatever_is_masked(html, passage):
    masked = mask_html(html, Matcher.of([passage]))

    assert tags_of(masked) == tags_of(html)
    assert re.search(r"<[^>]*▮[^>]*=", masked) is None
    assert len(masked) <= len(html)
    assert html == masked or MASK in masked


def tags_of(html):
    return re.findall(r"</?\w+(?: \w+=|>)", html)
