"""Emphasis and links of Markdown are the words between the marks that are set aside."""

import pytest

from portal.documents import readers


def formatting(text, name="r.md"):
    source = readers.read(name, text.encode())
    return [
        (span.kind, source.text[span.start : span.end], span.target) for span in source.formatting
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The *high tide* rose.", [("emphasis", "high tide", "")]),
        ("The _high\ntide_ rose.", [("emphasis", "high\ntide", "")]),
        ("The **high** tide.", [("strong", "high", "")]),
        ("The ***high*** tide.", [("emphasis", "high", ""), ("strong", "high", "")]),
        ("The [tide](https://tides.example/a).", [("link", "tide", "https://tides.example/a")]),
        ("The ![tide](https://tides.example/a.png).", []),
        ("The [tide](#below) and [sea](sea.html).", []),
        ("The [tide](javascript:alert) rose.", []),
        ("Three ** stars ** apart.", []),
        ("One **open.\n\nAnother** one.", []),
        ("**a** b **c**", [("strong", "a", ""), ("strong", "c", "")]),
    ],
)
def test_what_is_between_marks_is_formatted(text, expected):
    assert formatting(text) == expected


def test_plain_text_has_no_marks_for_emphasis():
    assert formatting("The *high* tide and the **sea**.", "r.txt") == [("strong", "sea", "")]
