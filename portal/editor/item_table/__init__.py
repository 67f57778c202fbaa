"""Pages that show all items of a type in a table for bulk editing."""
