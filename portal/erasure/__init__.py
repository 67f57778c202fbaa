"""What is kept about an account: exported, or erased on request."""
