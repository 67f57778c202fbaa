"""Mask passages in stored values: texts, slugs, HTML, JSON and compressed JSON."""

import json
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.redaction.hashes import keyed_hash
from portal.redaction.html_masking import mask_html
from portal.redaction.passages import Matcher

SLUG_KEYS = {"slug", "anchor", "merged_slug", "target_slug"}
REDACTED_SLUG = "redacted-"
SLUG_HASH_LENGTH = 12


@dataclass(frozen=True)
class Masking:
    """What is masked: passages, and the slugs of people whose names contain a passage."""

    matcher: Matcher
    slugs: Mapping[str, str] = field(default_factory=dict)

    def text(self, text: str) -> str:
        return self.slugs.get(text) or self.matcher.mask(text)

    def html(self, html: str) -> str:
        return mask_html(html, self.matcher) if html else html

    def slug(self, slug: str) -> str:
        """Return the slug or, if it is masked, a replacement that is the same everywhere."""
        if slug in self.slugs:
            return self.slugs[slug]
        return redacted_slug(slug) if self.matcher.matches(slug) else slug

    def path(self, path: str) -> str:
        return "/".join(map(self.slug, path.split("/")))

    def json(self, value: Any) -> Any:
        """Return JSON data with the texts masked at every depth. Keys stay."""
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, list):
            return [self.json(item) for item in value]
        if isinstance(value, dict):
            return {
                key: self.slug(item)
                if key in SLUG_KEYS and isinstance(item, str)
                else self.json(item)
                for key, item in value.items()
            }
        return value

    def compressed(self, content: bytes) -> bytes:
        """Return the compressed JSON with its texts masked; unchanged if nothing was masked."""
        stored = json.loads(zlib.decompress(content))
        masked = self.json(stored)
        return bytes(content) if masked == stored else compress(masked)


def compress(value: Any) -> bytes:
    """Return the data as snapshots are stored: sorted keys, no optional blanks."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return zlib.compress(text.encode())


def redacted_slug(slug: str) -> str:
    """Return the slug that takes the place of one that names somebody: it does not lead back."""
    if slug.startswith(REDACTED_SLUG):
        return slug
    return REDACTED_SLUG + keyed_hash(f"slug {slug}")[:SLUG_HASH_LENGTH]


def texts_in(value: Any) -> Iterator[str]:
    """Yield the texts of JSON data, at every depth."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | tuple):
        for item in value:
            yield from texts_in(item)
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts_in(item)
