"""Template tags that mark the words of a query in a text."""

from django import template
from django.template.loader import get_template
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.search import snippets
from portal.search.index.reader import current_snapshot, is_caught_up

register = template.Library()

# Of about two kilobytes.
MAX_CACHED_CARDS = 5000
# Only SafeString + SafeString stays safe, so this is as secure as format_html, and faster.
MARK_START, MARK_END = SafeString("<mark>"), SafeString("</mark>")


@register.simple_tag
def highlight(text, root, language=""):
    """Return the text as escaped HTML, with the words of the query in <mark>.

    `language` is the tag of that of the text.
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


@register.simple_tag
def card(template_name, record, root=None):
    """Return the card of a public record, rendered once for each state of the index and language.

    Words of a query vary too much to be kept.
    """
    # A record without a row is a sample of the gallery.
    if root or record.pk is None:
        return render_card(template_name, record, root)
    cards = current_snapshot().cards
    if not is_caught_up():
        return render_card(template_name, record, root)
    key = (type(record), record.pk, get_language())
    html = cards.get(key)
    if html is None:
        html = render_card(template_name, record, None)
        # Other threads use the same dictionary.
        if len(cards) >= MAX_CACHED_CARDS:
            cards.clear()
        cards[key] = html
    return html


def render_card(template_name, record, root):
    return get_template(template_name).render({"record": record, "root": root})


def to_html(segments):
    html = SafeString("")
    for segment, is_hit in segments:
        escaped = escape(segment)
        html += MARK_START + escaped + MARK_END if is_hit else escaped
    return html
