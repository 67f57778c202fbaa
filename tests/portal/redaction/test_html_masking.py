"""Passages in HTML, whatever stands between their letters."""

import pytest

from portal.redaction.html_masking import mask_html
from portal.redaction.passages import Matcher


@pytest.mark.parametrize(
    ("html", "masked"),
    [
        ("<p>Ana <em>Cruz</em> spoke</p>", "<p>▮▮▮ <em>▮▮▮▮</em> spoke</p>"),
        ("A<b>n</b>a Cruz", "▮<b>▮</b>▮ ▮▮▮▮"),
        ("&#65;na&nbsp;Cruz", "▮▮▮&nbsp;▮▮▮▮"),
        ('<a href="/speakers/ana-cruz/">she</a>', '<a href="/speakers/▮▮▮▮▮▮▮▮/">she</a>'),
        ("<p>Ana &amp; Cruzado</p>", "<p>Ana &amp; Cruzado</p>"),
        ("1 < 2, Ana Cruz", "1 < 2, ▮▮▮ ▮▮▮▮"),
    ],
)
def test_a_passage_is_masked_between_tags_and_in_their_attributes(html, masked):
    assert mask_html(html, Matcher.of(["Ana Cruz"])) == masked
