"""Template tag for the pages that administrators write."""

from django import template

from portal.site_pages.current import Page, public_pages
from reports.url_cache import fixed_url

register = template.Library()


@register.simple_tag
def written_pages():
    """Return the label and URL of the pages that have a text, for the footer."""
    return [
        {"label": Page(page).label, "url": fixed_url(f"site:{page}")} for page in public_pages()
    ]
