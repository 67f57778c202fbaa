"""URLs within a report that are or were in use, so that none is reused for other text."""

from collections.abc import Iterable

from portal.content.snapshot import Snapshot
from portal.parsing.unique_slugs import UniqueSlugs

KINDS = ("sessions", "paragraphs", "recommendations")


class ReservedUrls:
    """Allocates URLs to new records: none in use, nor one that led to other text before.

    `public` is what readers see, `removed` are (path, text) of what they have seen before.
    """

    def __init__(self, stored: Snapshot, public: Snapshot, removed: Iterable[tuple[str, str]]):
        self.taken = {kind: set(texts_by_url(stored, kind)) for kind in KINDS}
        self.texts = {kind: texts_by_url(public, kind) for kind in KINDS}
        for url, text in removed:
            kind, _, name = url.partition("/")
            if kind in KINDS:
                self.texts[kind].setdefault(name, text)

    def allocate(self, kind: str, wanted: str, text: str) -> str:
        """Return `wanted`, or a similar URL if that one is taken or led to another text."""
        conflicting = {name for name, old in self.texts[kind].items() if old != text}
        url = UniqueSlugs(self.taken[kind] | conflicting).allocate(wanted)
        self.taken[kind].add(url)
        return url

    def release(self, kind: str, url: str, text: str) -> None:
        """Record that the record at a URL is deleted."""
        self.taken[kind].discard(url)
        self.texts[kind][url] = text


def texts_by_url(snapshot: Snapshot, kind: str) -> dict[str, str]:
    if kind == "sessions":
        return {
            session.anchor: session.heading or session.title
            for session in snapshot.session.values()
        }
    if kind == "paragraphs":
        return {record.anchor: record.text for record in snapshot.paragraph.values()}
    return {record.reference: record.text for record in snapshot.recommendation.values()}
