"""Template tags for what belongs to a list: its files, its feed and the page for following it."""

from django import template

from portal.site import download_links

register = template.Library()
register.simple_tag(download_links.downloads)
register.simple_tag(download_links.follow_link)
