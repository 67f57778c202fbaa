"""Template tags of the pages for editors."""

import json

from django import template

register = template.Library()


@register.filter
def undo_form(message):
    """Return the URL and the form fields that undo the change of the message, or None."""
    if not message.extra_tags:
        return None
    url, fields = json.loads(message.extra_tags)
    return {"url": url, "fields": fields}
