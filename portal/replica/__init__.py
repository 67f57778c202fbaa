"""Reading from streaming replicas of the database."""
