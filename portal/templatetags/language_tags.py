"""In which language a text is, where it is not the page's."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


@register.simple_tag
def lang_of(code):
    return SafeString("") if get_language() == code else SafeString(f' lang="{code}"')


@register.simple_tag
def vocabulary_lang():
    return lang_of("en")


@register.simple_tag
def page_lang():
    return SafeString("")
