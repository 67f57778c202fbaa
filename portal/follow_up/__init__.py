"""What became of recommendations: rounds, submissions, their records, and tables of these."""
