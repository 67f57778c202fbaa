"""Periodic jobs, and the clean-up of expired rows."""
