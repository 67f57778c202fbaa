"""Template tags that mark the words of a query in a text."""

from html import escape

from django import template
from django.utils.safestring import SafeString

from portal.search import snippets

register = template.Library()


@register.simple_tag
def highlight(text, root, language=""):
    """Return the text as escaped HTML, with the words of the query in <mark>.

    `language` is the language tag of the text.
    """
    return to_html(snippets.highlight(text, root, language)) if root else text


@register.simple_tag
def snippet(text, root, language=""):
    """Return the part of the text around the first hit, marked as by `highlight`."""
    return to_html(snippets.snippet(text, root or None, language))


@register.simple_tag
def found_fragment(text, root, language=""):
    """Return what to append to a link, so that the page it leads to marks the words found."""
    return snippets.text_fragment(text, root or None, language)


def to_html(segments):
    # nosemgrep: unescaped-html -- every segment is escaped
    return SafeString(
        "".join(
            [
                f"<mark>{escape(segment)}</mark>" if is_hit else escape(segment)
                for segment, is_hit in segments
            ]
        )
    )
