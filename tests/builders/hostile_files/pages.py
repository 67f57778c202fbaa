"""Hostile HTML pages."""

from tests.builders.hostile_files.common import LAUGHS, nested


def page(body):
    return f"<!doctype html><html><body>{body}</body></html>".encode()


HTML_PARAGRAPHS = "".join(f"<p>{number}. Word.</p>" for number in range(60_000))

FILES = {
    "deep.html": lambda: page(nested("div", 60_000)),
    "deep-lists.html": lambda: page("<ul><li>" * 30_000 + "x"),
    "deep-tables.html": lambda: page("<table><tr><td>" * 20_000 + "x"),
    "long-attribute.html": lambda: page(f'<p title="{"a" * (9 << 20)}">Word.</p>'),
    "many-elements.html": lambda: page("<b></b>" * 400_000),
    "many-paragraphs.html": lambda: page(HTML_PARAGRAPHS),
    "entities.html": lambda: page("&amp;" * 1_000_000),
    "laughs.html": lambda: f"{LAUGHS}<p>&a9;</p>".encode(),
    "script.html": lambda: page("<script>while(1);</script><p onclick='x'>Word.</p>"),
    "charset.html": lambda: b"<meta charset='utf-7'><p>+ADw-script+AD4-</p>",
    "charset-unknown.html": lambda: b"<meta charset='nonsense'><p>\xff\xfe\xfd</p>",
    "unclosed.html": lambda: b"<p>" * 10 + b"<!-- " + b"-" * 1_000_000,
    "elsewhere.html": lambda: page("<img src='file:///etc/passwd'><iframe src='http://127.0.0.1:9'></iframe><p>Word.</p>"),
    "empty.html": lambda: page(""),
}  # fmt: skip
