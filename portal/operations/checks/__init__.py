"""What may be wrong with an installation: functions that look, and return what they found."""
