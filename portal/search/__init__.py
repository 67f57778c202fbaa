"""Words and choices to places: one index, derived from the database and thrown away at will."""
