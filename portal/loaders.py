"""Templates as they are sent: indented for whoever writes them, not for whoever reads the pages."""

import re

from django.template.loaders import filesystem

# A line's end stays, so that what a blank parts is still parted.
INDENTATION = re.compile(r"\n\s+")


class Loader(filesystem.Loader):
    """Loads a template without its indentation. None of ours has <pre>, where it would show."""

    def get_contents(self, origin):
        return INDENTATION.sub("\n", super().get_contents(origin))
