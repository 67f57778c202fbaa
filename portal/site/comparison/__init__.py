"""Two selections of a list beside each other: their counts, what only one has, and their texts."""
