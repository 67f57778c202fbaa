"""The archive of past states as lists are asked for them: its index, its moments, its filters."""
