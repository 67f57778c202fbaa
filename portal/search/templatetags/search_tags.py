"""What templates ask of the search: words marked in a text."""

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString

from portal.search import highlighting

register = template.Library()

# Safe and safe make safe, and anything else does not: faster than format_html, and as sure.
OPENED, CLOSED = SafeString("<mark>"), SafeString("</mark>")


@register.simple_tag
def marked(text, root):
    """Return the text as HTML, escaped, with the words that the query seeks in <mark>."""
    return in_html(highlighting.marked(text, root)) if root else text


@register.simple_tag
def snippet(text, root):
    """Return the stretch of the text around the first word sought, as `marked` does."""
    return in_html(highlighting.snippet(text, root or None))


def in_html(pieces):
    html = SafeString("")
    for piece, hit in pieces:
        written = escape(piece)
        html += OPENED + written + CLOSED if hit else written
    return html
