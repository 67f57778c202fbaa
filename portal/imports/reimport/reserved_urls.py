"""URLs within a report that are or were in use, so that none is reused for other text."""

from portal.parsing.unique_slugs import UniqueSlugs
from reports.models import Report

KINDS = ("sessions", "paragraphs", "recommendations")


class ReservedUrls:
    """Allocates URLs to new records: none in use, nor one that led to other text before."""

    def __init__(self, report: Report):
        self.taken = {kind: set(texts_by_url(report, kind)) for kind in KINDS}
        self.texts = {kind: texts_by_url(report.root, kind) for kind in KINDS}
        for url, text in report.root.removed_urls.values_list("path", "text"):
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


def texts_by_url(report: Report, kind: str) -> dict[str, str]:
    if kind == "sessions":
        return {
            session.anchor: session.heading or session.title for session in report.sessions.all()
        }
    if kind == "paragraphs":
        return dict(report.paragraphs.values_list("anchor", "text"))
    return dict(report.recommendations.values_list("reference", "text"))
