"""The lang and dir attributes of texts that are not in the language of the page."""

from functools import lru_cache

from django import template
from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from portal.web.slot_templates import NOTHING, SlotTemplate
from reports.url_cache import fixed_url

register = template.Library()

MAX_CACHED_PAIRS = 500
LANGUAGES = SlotTemplate("slots/languages.html")
HIDDEN_FIELD = SlotTemplate("slots/hidden_field.html")


@register.simple_tag
def languages():
    """Return (code, name in the language itself) of each language."""
    return settings.LANGUAGES


@register.simple_tag(takes_context=True)
def language_switch(context):
    """Return the buttons of the languages, which lead back to the page."""
    request = context.get("request")
    if not getattr(request, "LANGUAGE_CODE", ""):
        return NOTHING
    is_own_page = request.path == fixed_url("site:language")
    return LANGUAGES.fill(
        next=NOTHING
        if is_own_page
        else HIDDEN_FIELD.fill(name="next", value=request.get_full_path())
    )


@register.simple_tag
def lang_attributes(code):
    """Return the attributes of an element whose text is in the given language."""
    return attributes(code, get_language())


@register.simple_tag
def session_heading(session, language):
    """Return a heading with the prefix in the page's language and the title in the report's.

    `session` is a Session, or a dict from portal.content.render_snapshot.
    """
    prefix, title = (
        (session["prefix"], session["title"])
        if isinstance(session, dict)
        else (session.prefix, session.title)
    )
    if attrs := lang_attributes(language):
        return format_html("{} <span{}>{}</span>", prefix, attrs, title)
    return f"{prefix} {title}".strip()


@register.simple_tag
def vocabulary_lang():
    """Return the attributes of the names of themes, organizations and instruments."""
    return attributes(settings.VOCABULARY_LANGUAGE, get_language())


@register.simple_tag
def name_lang(name):
    """Return the attributes of the label of a record, or of a facet's choice."""
    language = getattr(name, "language", None)
    # A label without a language is in the language of the page.
    if language is None:
        return SafeString("")
    if not language:
        return SafeString(' translate="no"')
    # A translated name in the language of the page states its language all the same: unlike the
    # text around it, it comes from a record.
    if language == get_language() != settings.VOCABULARY_LANGUAGE:
        return format_html(' lang="{}"', language)
    return lang_attributes(language)


@register.simple_tag
def page_lang(outer_language):
    """Return the attributes of interface text inside an element in another language."""
    return attributes(get_language(), outer_language.lower())


@lru_cache(maxsize=MAX_CACHED_PAIRS)
def attributes(code, outer_language):
    if not code or code.lower() == outer_language:
        return SafeString("")
    has_other_direction = is_right_to_left(code) != is_right_to_left(outer_language)
    dir_attribute = direction_attribute(code) if has_other_direction else ""
    return format_html(' lang="{}"{}', code, dir_attribute)


def direction_attribute(code):
    return SafeString(' dir="rtl"' if is_right_to_left(code) else ' dir="ltr"')


def is_right_to_left(code):
    return code.lower().partition("-")[0] in settings.LANGUAGES_BIDI
