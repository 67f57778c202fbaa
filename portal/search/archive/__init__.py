"""The archive of past states, as queries for lists use it: its index, its moments, its filters."""
