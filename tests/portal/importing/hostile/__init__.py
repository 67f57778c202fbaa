"""Files that nobody should be able to hurt the portal with, each made when it is asked for."""

from tests.portal.importing.hostile import pages, printed, texts, word

FILES = {**word.FILES, **printed.FILES, **pages.FILES, **texts.FILES}
