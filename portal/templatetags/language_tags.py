"""In which language a text is, where that is not the page's own."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()

MOST_PAIRS = 500  # of languages


@register.simple_tag
def languages():
    """Return code and name of each language, the name in the language itself."""
    return settings.LANGUAGES


@register.simple_tag
def lang_of(code):
    """Return the attributes of an element whose text is in the language, as a report's is."""
    return attributes(code, get_language())


@register.simple_tag
def heading_of(session, language):
    """Return a heading whose number is in the page's language, and whose title in the report's.

    The session is one, or what a snapshot says of one.
    """
    prefix, title = (
        (session["prefix"], session["title"])
        if isinstance(session, dict)
        else (session.prefix, session.title)
    )
    if attrs := lang_of(language):
        return format_html("{} <span{}>{}</span>", prefix, attrs, title)
    return f"{prefix} {title}".strip()


@register.simple_tag
def vocabulary_lang():
    """Return the attributes of an element that names themes, organizations or instruments."""
    return attributes(settings.VOCABULARY_LANGUAGE, get_language())


@register.simple_tag
def name_lang(name):
    """Return the attributes of an element that holds the name of a facet's choice."""
    language = getattr(name, "language", None)
    # What no record calls so is a word of the page.
    if language is None:
        return SafeString("")
    return lang_of(language) if language else SafeString(' translate="no"')


@register.simple_tag
def page_lang(within):
    """Return the attributes of the page's own words inside a text in another language."""
    return attributes(get_language(), within.lower())


@lru_cache(maxsize=MOST_PAIRS)
def attributes(code, language):
    if not code or code.lower() == language:
        return SafeString("")
    turned = (
        direction(code) if is_right_to_left(code) != is_right_to_left(language) else ""
    )
    return format_html(' lang="{}"{}', code, turned)


def direction(code):
    return SafeString(' dir="rtl"' if is_right_to_left(code) else ' dir="ltr"')


def is_right_to_left(code):
    return code.lower().partition("-")[0] in settings.LANGUAGES_BIDI
