"""A template loader that removes the indentation of pages."""

import re

from django.template.loaders import filesystem

# The line feed stays: it separates inline elements.
INDENTATION = re.compile(r"\n\s+")


class Loader(filesystem.Loader):
    """Load pages without indentation.

    No page has <pre>, where indentation would be visible. Plain text keeps its indentation.
    """

    def get_contents(self, origin):
        contents = super().get_contents(origin)
        is_text = origin.template_name.endswith(".txt")
        return contents if is_text else INDENTATION.sub("\n", contents)
