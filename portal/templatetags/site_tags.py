"""Template tags for navigation, absolute URLs, dates, and the words of static/copy.js."""

from django import template
from django.conf import settings
from django.utils.formats import date_format, get_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext

from portal.content.text_links import linked_cells, linked_text
from portal.web.slot_templates import SlotTemplate
from reports.url_cache import fixed_url

register = template.Library()
register.filter(linked_cells)
register.filter(linked_text)
DASH, WIDE_DASH = SafeString("–"), SafeString(" – ")
SECTIONS = SlotTemplate("slots/site_sections.html")
SECTION_URLS = {
    "recommendations": "site:recommendation-list",
    "statements": "site:statement-list",
    "reports": "site:report-list",
    "rounds": "site:round-list",
    "speakers": "site:speaker-list",
    "organizations": "site:organization-list",
    "themes": "site:theme-list",
    "instruments": "site:instrument-list",
}


@register.simple_tag(takes_context=True)
def site_sections(context):
    """Return the name of the site and the links to its sections, and say in which the page is."""
    path = context["request"].path if "request" in context else ""
    home = fixed_url("site:home")
    links = {slot: fixed_url(name) for slot, name in SECTION_URLS.items()}
    return SECTIONS.fill(
        # Every path starts with that of the home page.
        home=section_link(home, is_current=path == home),
        **{slot: section_link(url, is_current=path.startswith(url)) for slot, url in links.items()},
    )


def section_link(url, *, is_current):
    # nosemgrep: unescaped-html -- our own URL
    return SafeString(f'href="{url}"' + ' aria-current="true"' * is_current)


@register.simple_tag
def absolute_url(path):
    """Return the canonical URL of a page."""
    return settings.BASE_URL + path


@register.simple_tag
def sends_mail():
    """Return whether the portal can send mail."""
    return settings.SENDS_MAIL


@register.simple_tag
def identity_provider():
    """Return the name of the identity provider; empty if none is configured."""
    return settings.OIDC_NAME if settings.OIDC_ISSUER else ""


@register.simple_tag
def only_identity_provider():
    """Return whether only emergency accounts can use passwords."""
    return settings.OIDC_ONLY


@register.inclusion_tag("_demo_notice.html")
def demo_notice():
    """Say on every page of a demonstration that its reports are invented."""
    return {"is_demo": settings.DEMO}


@register.inclusion_tag("site/_demo_tour.html")
def demo_tour():
    """Say on the home page of a demonstration where to look first."""
    return {"is_demo": settings.DEMO}


@register.simple_tag
def copy_attributes(title, year):
    """Return the attributes in which static/copy.js finds its words, and the source it cites."""
    words = {
        "data-source": ", ".join(filter(None, (title, year))),
        "data-copy": gettext("Copy"),
        "data-copy-link": gettext("Copy the link"),
        "data-copy-quotation": gettext("Copy the quotation"),
        "data-copied": gettext("Copied"),
    }
    return format_html_join(" ", '{}="{}"', words.items())


@register.simple_tag
def days(first, last):
    """Return the days of a workshop as HTML in the page's language: 10–11 March 2015."""
    first_date = date_format(first)
    if not last or last == first:
        return time_element(first, first_date)
    # If the day comes first, the month of two days in the same month is printed once.
    is_day_first = get_format("DATE_FORMAT").startswith("j ")
    if is_day_first and (first.year, first.month) == (last.year, last.month):
        return time_element(first, first.day) + DASH + time_element(last, date_format(last))
    return time_element(first, first_date) + WIDE_DASH + time_element(last, date_format(last))


def time_element(day, text):
    return format_html('<time datetime="{}">{}</time>', day.isoformat(), text)
