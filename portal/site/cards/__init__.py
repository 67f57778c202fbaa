"""The records of lists as cards: what a page shows of each, kept for other pages."""
