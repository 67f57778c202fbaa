"""The archive of past states: every public record as lists, tables and the API showed it, and since when."""
