"""Tests of the files of all public data."""
