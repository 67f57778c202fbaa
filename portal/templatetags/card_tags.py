"""The template tag for the records of a list."""

from django import template

from portal.site.cards.card_list import card_list

register = template.Library()
register.simple_tag(card_list, name="cards")
