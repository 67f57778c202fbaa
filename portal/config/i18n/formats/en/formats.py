"""International English formats: the day before the month."""

DATE_FORMAT = "j F Y"
