"""Static files as they travel: without comments and blanks, compressed, under names that never change."""

from collections.abc import Callable
from pathlib import PurePath

import rcssmin
import rjsmin
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

MINIFIERS: dict[str, Callable[[str], str]] = {
    ".css": rcssmin.cssmin,
    ".js": rjsmin.jsmin,
}


def minified(name: str, content: bytes) -> bytes:
    """Return a style sheet or script without what only its authors read; other files as they are."""
    minify = MINIFIERS.get(PurePath(name).suffix)
    # Whoever ships a file as name.min.js has done it already.
    if minify is None or ".min." in name:
        return content
    return minify(content.decode()).encode()


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, which minifies before it names and compresses."""

    def _save(self, name, content):
        return super()._save(
            name, ContentFile(minified(name, b"".join(content.chunks())))
        )
