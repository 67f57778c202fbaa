"""Lists as files: the rows that a page counts, in a form that other programs open."""
