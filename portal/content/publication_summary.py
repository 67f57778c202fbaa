"""What a publication would change for readers, and what is still open: for the reviewer."""

from dataclasses import dataclass

from portal.content import diff, entity_references, uncertain_places
from portal.content.diff import ItemDiff
from portal.content.loader import load_snapshot
from portal.content.models import Revision
from portal.content.snapshot_text import SnapshotText
from portal.content.themes import count_assigned_themes, count_suggested_themes
from recommendations.models import Recommendation
from reports.models import Report


@dataclass(frozen=True)
class PublicationSummary:
    """`public` is the revision that readers have or last had, None before the first publication."""

    public: Revision | None
    changed_items: list[ItemDiff]
    recommendations: int
    without_level: int
    themes: int
    suggested_themes: int
    open_notes: int
    uncertain_places: int


def summarize_publication(report: Report) -> PublicationSummary:
    """Return the summary of a report, or of its draft version, as it is stored now."""
    public = published_revision(report.root)
    # A nested recommendation has the level of its parent.
    headlines = Recommendation.objects.filter(report=report, parent=None)
    return PublicationSummary(
        public=public,
        changed_items=changed_items(report, public) if public else [],
        recommendations=report.recommendations.count(),
        without_level=headlines.filter(level="").count(),
        themes=count_assigned_themes(report),
        suggested_themes=count_suggested_themes(report),
        open_notes=report.notes.filter(resolved=False).count(),
        uncertain_places=uncertain_places.uncertain_notes(report.notes).count(),
    )


def published_revision(root: Report) -> Revision | None:
    return root.revisions.exclude(published_at=None).newest_first().first()


def changed_items(report: Report, public: Revision) -> list[ItemDiff]:
    """Return what differs from the public revision, in the order of the report."""
    content = load_snapshot(report)
    stored = SnapshotText(content, entity_references.names_by_key(content))
    before = SnapshotText(public.snapshot, public.names)
    return diff.diff(before.items(), stored.items())
