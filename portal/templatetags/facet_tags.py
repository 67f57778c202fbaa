"""Template tags for facets and their values."""

from django import template

from portal.site import facet_markup

register = template.Library()
register.simple_tag(facet_markup.facet_list)
register.simple_tag(facet_markup.combining_links)
