"""THE SAME ANSWERS FOR MACHINES: read-only JSON over what the pages show."""
