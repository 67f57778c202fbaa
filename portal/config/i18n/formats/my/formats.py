"""Burmese formats, which Django lacks."""

DATE_FORMAT = "j F Y"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
