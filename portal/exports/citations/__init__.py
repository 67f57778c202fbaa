"""Citations of reports and their parts, in the formats of reference managers and crawlers."""
