"""Storage of static files: minified, hashed and compressed."""

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


def minify(name: str, content: bytes) -> bytes:
    """Return style sheets and scripts minified, other files unchanged."""
    minifier = MINIFIERS.get(PurePath(name).suffix)
    # name.min.js is minified already.
    if minifier is None or ".min." in name:
        return content
    return minifier(content.decode()).encode()


class StaticFiles(CompressedManifestStaticFilesStorage):
    """WhiteNoise's storage, with minification before hashing and compression."""

    def _save(self, name, content):
        return super()._save(name, ContentFile(minify(name, b"".join(content.chunks()))))
