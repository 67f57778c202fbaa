"""Pages of follow-up: rounds, the sheets of submissions, tables, and what is overdue."""
