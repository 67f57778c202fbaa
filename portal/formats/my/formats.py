"""Burmese, of which Django has no formats."""

DATE_FORMAT = "j F Y"
THOUSAND_SEPARATOR = ","
NUMBER_GROUPING = 3
