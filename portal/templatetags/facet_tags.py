"""Template tags for the facets, filters and sort orders of lists."""

from django import template

from portal.site import facet_markup, filter_markup

register = template.Library()
register.simple_tag(facet_markup.facet_list)
register.simple_tag(facet_markup.combining_links)
register.simple_tag(filter_markup.chosen_filters)
register.simple_tag(filter_markup.feed_link)
register.simple_tag(filter_markup.filter_title)
register.simple_tag(filter_markup.publication_day)
register.simple_tag(filter_markup.sort_links)
