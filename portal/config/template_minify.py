"""A template loader that removes indentation."""

import re

from django.template.loaders import filesystem

# The line feed stays: it separates inline elements.
INDENTATION = re.compile(r"\n\s+")


class Loader(filesystem.Loader):
    """Load templates without indentation. No template has <pre>, where it would be visible."""

    def get_contents(self, origin):
        return INDENTATION.sub("\n", super().get_contents(origin))
