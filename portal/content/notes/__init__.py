"""Notes on a report: which condition opens one, and when it is closed."""
