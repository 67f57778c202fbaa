"""What a published version changed since the one before, for readers."""

from dataclasses import dataclass

from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext_lazy as _

from portal.content.diff import ItemDiff, diff
from portal.content.models import Revision
from portal.content.schema import BY_NAME, REPORT_FIELDS
from portal.content.snapshot_text import LABELS, SnapshotText
from portal.content.word_diff import DiffSegment, word_diff
from portal.site.former_slugs import redirects_former_slugs

# What readers see of a report under other labels than editors do. Fields that are neither here nor
# hidden have the label of the schema.
SHOWN_FIELDS = {
    "report": {
        "title": _("Title"),
        "kind": _("Kind of report"),
        "starts_on": _("First day"),
        "ends_on": _("Last day"),
        "place": _("Place"),
        "summary": _("Summary"),
        "co_chairs": _("Co-chairs"),
    },
    "session": {"title": _("Title"), "heading": _("Heading")},
    "paragraph": {
        "text": _("Text"),
        "voice": _("Voice"),
        # Either people or organizations speak.
        "speakers": _("Speakers"),
        "speaking_organizations": _("Speakers"),
    },
    "recommendation": {
        "text": _("Text"),
        "level": _("Level"),
        "issuers": _("Recommended by"),
        "addressees": _("Addressed to"),
        "statements": _("Why it was recommended"),
    },
    "participation": {"position": _("Position"), "role": _("Role")},
    "annex": {"label": _("Annex"), "subject": _("Subject")},
}
# {record type: {field: why readers do not see it}}: no notes, and no suggestions that nobody has
# confirmed.
FOUND = "found in the text, which is shown"
PRINTED = "a printed form of the name"
HIDDEN_FIELDS = {
    "report": {
        "series": "groups reports",
        "language": "the language of all texts",
        "stated_attendance": "in the text, which is shown",
        "stated_participants": "in the text, which is shown",
        "stated_states": "in the text, which is shown",
        "doi": "registered for the report, not a part of it",
    },
    "session": {"kind": "in the heading", "number": "in the heading"},
    "paragraph": {
        "label": "in the name of the change",
        "themes": "may be suggestions",
        "cross_references": "may be suggestions",
        "organizations": FOUND,
        "instruments": FOUND,
    },
    "recommendation": {
        "themes": "may be suggestions",
        "cross_references": "may be suggestions",
        "rejected_statements": "suggestions that did not hold",
        "named": FOUND,
        "instruments": FOUND,
    },
    "participation": {
        "person_id": "in the name of the change",
        "printed_name": PRINTED,
        "short_forms": PRINTED,
        "introduced_as": PRINTED,
        "affiliations": "on the page of the participants, not in the version",
    },
    "annex": {"named_in": FOUND, "session": "the heading is shown"},
    "part": dict.fromkeys(("kind", "text", "reason"), "outside the report"),
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


def shown_labels(record_type: str) -> dict[str, str]:
    """Return the labels of the fields that readers see; derived ones follow from others."""
    shown, hidden = SHOWN_FIELDS.get(record_type, {}), HIDDEN_FIELDS[record_type]
    fields = REPORT_FIELDS if record_type == "report" else BY_NAME[record_type].fields
    derived = {name for name, field in fields.items() if field.is_derived}
    others = LABELS[record_type].keys() - shown.keys() - hidden.keys() - derived
    return shown | {name: _(LABELS[record_type][name]) for name in sorted(others)}


def shown_change(item: ItemDiff) -> ShownChange:
    labels = shown_labels(item.record_type)
    fields = [
        (labels[field.name], word_diff(field.before, field.after, MAX_TOKENS))
        for field in item.fields
        if field.name in labels
    ]
    return ShownChange(item.name, STATUSES[item.status], fields)
