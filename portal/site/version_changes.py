"""What a published version changed since the one before, for readers."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from portal.content.diff import ItemDiff, diff
from portal.content.models import Revision
from portal.content.snapshot_text import SnapshotText
from portal.content.word_diff import DiffSegment, word_diff
from portal.site.former_slugs import redirects_former_slugs

# What readers see of a report: no notes, and no suggestions that nobody has confirmed.
SHOWN_FIELDS = {
    "report": {
        "title": _("Title"),
        "kind": _("Kind of report"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "place": _("Place"),
        "summary": _("Summary"),
    },
    "session": {"title": _("Title"), "heading": _("Heading")},
    "paragraph": {"text": _("Text"), "voice": _("Voice"), "speakers": _("Speakers")},
    "recommendation": {
        "text": _("Text"),
        "level": _("Level"),
        "issuers": _("Recommended by"),
        "addressees": _("Addressed to"),
    },
    "participation": {"position": _("Position"), "role": _("Role")},
    "annex": {"label": _("Annex"), "subject": _("Subject")},
}
# A page compares many texts while a visitor waits.
MAX_TOKENS = 1000
STATUSES = {"new": _("new"), "removed": _("removed"), "changed": _("changed")}


@dataclass(frozen=True)
class ShownChange:
    """An item that differs, with (label, words that differ) of each field that readers see."""

    name: str
    status: str
    fields: list[tuple[str, list[DiffSegment]]]


@redirects_former_slugs
def version_changes(request, slug, number):
    published = Revision.objects.published().select_related("report")
    revision = get_object_or_404(published, report__slug=slug, number=number)
    before = published.filter(report=revision.report, number__lt=number).newest_first().first()
    context = {
        "report": revision.report,
        "revision": revision,
        "before": before,
        "changes": changes_between(before, revision) if before else [],
    }
    return render(request, "site/version_changes.html", context)


def changes_between(before, after):
    """Return what readers see differently, in the order of the later version."""
    first, second = (SnapshotText(one.snapshot, one.names).items() for one in (before, after))
    changes = map(shown_change, diff(first, second))
    return [change for change in changes if change.fields]


def shown_change(item: ItemDiff) -> ShownChange:
    labels = SHOWN_FIELDS.get(item.record_type, {})
    fields = [
        (labels[field.name], word_diff(field.before, field.after, MAX_TOKENS))
        for field in item.fields
        if field.name in labels
    ]
    return ShownChange(item.name, STATUSES[item.status], fields)
