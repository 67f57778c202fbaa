"""Template tags for references: meta elements of a page."""

from django import template

from portal.exports.citations import dublin_core

register = template.Library()


@register.filter
def meta_elements(citation):
    """Return (name, content) of each meta element."""
    return dublin_core.meta_elements(citation)
