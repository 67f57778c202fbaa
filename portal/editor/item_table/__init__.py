"""Pages that show all items of a type in a table, to change many at once."""
