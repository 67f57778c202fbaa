"""Identity of people and organizations: duplicates, merge, unmerge."""
