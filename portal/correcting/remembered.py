"""A paragraph that was made another thing and becomes one again is what it was: revisions know it."""

from portal.correcting import order
from portal.history import shared
from portal.history.keys import Keys
from portal.history.kinds import BY_NAME
from portal.history.schema import UNKNOWN_STATUS
from portal.history.snapshot import Data
from portal.importing import labels
from reports.models import Paragraph, Report, ThemeStatus

# The newest ones: whoever takes something back does so soon.
REVISIONS_LOOKED_AT = 50


def bring_back(report: Report, made: Paragraph) -> None:
    """Let the paragraph be what it was when a paragraph last had its place in the source."""
    for revision in report.root.revisions.newest_first()[:REVISIONS_LOOKED_AT]:
        spans = [list(span) for span in made.spans]
        if any(one["spans"] == spans for one in revision.data["paragraph"]):
            data = shared.present(revision.data, revision.names)
            (was,) = [one for one in data["paragraph"] if one["spans"] == spans][:1]
            put(report, made, was, data)
            return


def put(report: Report, made: Paragraph, was: Data, data: Data) -> None:
    if labels.length_in(made.text, was["label"]) is None:
        # Another source prints something else there.
        return
    text = labels.behind(made.text, was["label"])
    made.label, made.number, made.text = was["label"], was["number"], text
    made.anchor = order.free_anchor(report, "paragraphs", was["anchor"])
    made.voice = was["voice"]
    made.save()
    for key, status in was["themes"]:
        is_known = status != UNKNOWN_STATUS
        made.add_themes([(key, status if is_known else ThemeStatus.SUGGESTED)])
    for name in BY_NAME["paragraph"].links:
        getattr(made, name).set(was[name])
    spoken = [
        one["participation"]
        for one in data["contribution"]
        if one["paragraph"] == was["key"]
    ]
    rows = Keys(report).here(BY_NAME["participation"], spoken).values()
    for one in report.participations.filter(pk__in=[key for key in rows if key]):
        made.contributions.get_or_create(participation=one)
