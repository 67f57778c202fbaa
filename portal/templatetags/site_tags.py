"""What every page says of the site."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.formats import date_format, get_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
DASH, WIDE_DASH = SafeString("–"), SafeString(" – ")


@register.simple_tag(takes_context=True)
def place(context, name):
    """Return a link's href to a part of the site, and aria-current where the page is in it."""
    address = reverse(name)
    here = context["request"].path if "request" in context else ""
    # The first page is in no part but its own.
    is_here = (
        here == address if address == reverse("home") else here.startswith(address)
    )
    return SafeString(f'href="{address}"' + ' aria-current="true"' * is_here)


@register.simple_tag
def whole_address(path):
    """Return the one address under which the world knows a page of the site."""
    return settings.BASE_URL + path


@register.simple_tag
def days(first, last):
    """Return the days of a workshop as HTML: 10–11 March 2015, as the reader's language has it."""
    whole = date_format(first)
    if not last or last == first:
        return timed(first, whole)
    # Where the day stands first, a month that is the same is said once.
    says_day_first = get_format("DATE_FORMAT").startswith("j ")
    if says_day_first and (first.year, first.month) == (last.year, last.month):
        return timed(first, first.day) + DASH + timed(last, date_format(last))
    return timed(first, whole) + WIDE_DASH + timed(last, date_format(last))


def timed(day, written):
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), written)
