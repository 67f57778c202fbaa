"""What templates ask of the search: words marked in a text."""

from django import template
from django.utils.html import format_html, format_html_join

from portal.search import highlighting

register = template.Library()


@register.simple_tag
def marked(text, root):
    """Return the text as HTML, escaped, with the words that the query seeks in <mark>."""
    return in_html(highlighting.marked(text, root)) if root else text


@register.simple_tag
def snippet(text, root):
    """Return the stretch of the text around the first word sought, as `marked` does."""
    return in_html(highlighting.snippet(text, root or None))


def in_html(pieces):
    return format_html_join(
        "",
        "{}",
        (
            (format_html("<mark>{}</mark>", piece) if hit else piece,)
            for piece, hit in pieces
        ),
    )
