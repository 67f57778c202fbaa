"""Hostile uploads that must not harm the portal; each file is built on demand."""

from tests.builders.hostile_files import pages, printed, texts, word

FILES = {**word.FILES, **printed.FILES, **pages.FILES, **texts.FILES}
