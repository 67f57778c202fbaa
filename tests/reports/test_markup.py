"""Markdown becomes harmless HTML, or is refused before it costs anything."""

import pytest

from reports.markup import MarkupError, to_html


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("**26** points", "<p><strong>26</strong> points</p>"),
        ("<script>alert(1)</script>", ""),
        (
            "[a](javascript:alert(1))",
            '<p><a rel="noopener noreferrer">a</a></p>',
        ),
        ("![x](http://evil.example/x.png)", "<p></p>"),
        ("<p onclick='x()'>a</p>", "<p>a</p>"),
    ],
)
def test_only_harmless_html_is_left(text, html):
    assert to_html(text).strip() == html


@pytest.mark.parametrize(
    "text",
    [
        "[" * 4000,
        "<a " * 30_000,
        "- " * 3000 + "x",
        "1. " * 3000,
        "* " * 45_000,
        "> " * 3000,
        "\t" * 60 + "x",
        "a" * 200_000,
    ],
    ids=lambda text: f"{text[:3]!r}",
)
def test_what_would_cost_too_much_is_refused(text):
    with pytest.raises(MarkupError, match=r"are the most|more than 20 deep"):
        to_html(text)
