"""Charts of counts, as HTML tables."""
