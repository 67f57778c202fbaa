"""English for readers of all countries: the day before the month."""

DATE_FORMAT = "j F Y"
