"""Compare the words that two independent extractions have read from a file."""
