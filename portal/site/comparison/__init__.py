"""Two selections of a list compared: their counts, what only one of them has, and their texts."""
