"""Databases of released versions, as SQL text: every later version must upgrade them.

`python -m tests.upgrades VERSION` writes the three files of a release.
"""
