"""Tests of backups, and the programs that they start."""
