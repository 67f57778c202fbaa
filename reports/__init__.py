"""The workshop report: its sessions, its people, its words. Uses nothing of the other packages."""
