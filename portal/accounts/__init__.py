"""WHO EDITORS ARE AND WHAT THEY MAY: one table of roles, and the way in."""
