"""The bench: the source beside the draft, piece by piece, with each doubt at its place."""

from bisect import bisect_right
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import roles
from portal.accounts.roles import Deed
from portal.correcting import corrections, notes
from portal.correcting.units import Unit, units_of
from portal.history.saving import SaveRefusedError
from portal.importing import check, sandbox
from portal.importing.source import UnreadableError
from portal.views.editing.access import desk
from portal.views.editing.said import said, say
from portal.views.editing.sent import STALE, version_in
from recommendations.models import Recommendation
from reports.models import ImportNote
from reports.models.versions import StaleSaveError

FRONT = "front"
ALL = "all"


@dataclass
class Row:
    """A piece, what the source holds there, its page, and the doubts about it."""

    unit: Unit
    source: str
    page: int
    begins_page: bool = False
    notes: list[ImportNote] = field(default_factory=list)


@dataclass
class Group:
    """A heading and what stands under it; the first is the title block."""

    anchor: str
    title: str
    rows: list[Row] = field(default_factory=list)

    @property
    def doubts(self) -> int:
        return sum(not note.resolved for row in self.rows for note in row.notes)


@desk(of_file=True)
def bench(request, report):
    groups = groups_of(report)
    chosen = request.GET.get("part", groups[0].anchor if groups else FRONT)
    shown = [one for one in groups if chosen in {one.anchor, ALL}]
    doubts = list(report.notes.order_by("start", "pk"))
    faults = check.stored_faults(report)
    context = {
        "report": report,
        "groups": groups,
        "shown": shown,
        "chosen": chosen,
        "only_doubts": "doubts" in request.GET,
        "general": [one for one in doubts if one.start is None],
        "open": [one for one in doubts if not one.resolved],
        "characters": len(report.source.text),
        "discards": report.parts.filter(kind="discard").count(),
        "faults": faults,
        "levels": Recommendation.Level.choices,
        "may_correct": roles.may(request.user, Deed.CORRECT, report),
        "may_settle": roles.may(request.user, Deed.SETTLE, report),
        "can_set_levels": any(map(has_recommendations, shown)),
        "said": said(request),
    }
    return render(request, "editing/bench.html", context)


def groups_of(report):
    """Return the pieces by heading, in order, discards left out, each note with its piece."""
    text, pages = report.source.text, report.source.pages
    groups, page = [Group(FRONT, "Title block")], 0
    rows = []
    for unit in units_of(report):
        if unit.is_discard or not unit.spans:
            continue
        if unit.kind == "paragraph" and groups[-1].anchor == FRONT:
            # Above it stands no heading, only what stands for one.
            home = unit.record.session
            groups.append(Group(home.anchor, str(home)))
        if unit.kind == "heading":
            groups.append(Group(unit.record.anchor, str(unit.record)))
        here = bisect_right(pages, unit.start) if pages else 0
        row = Row(
            unit, text[unit.start : unit.end] if unit.spans else "", here, here != page
        )
        page = here
        groups[-1].rows.append(row)
        rows.append(row)
    hand_out(rows, report)
    return [one for one in groups if one.rows]


def has_recommendations(group):
    return any(row.unit.kind == "recommendation" for row in group.rows)


def hand_out(rows, report):
    """Give each note that has a place to the last piece that begins before it."""
    starts = [row.unit.start for row in rows]
    for note in report.notes.exclude(start=None).order_by("start", "pk"):
        place = bisect_right(starts, note.start) - 1
        if rows:
            rows[max(place, 0)].notes.append(note)


@desk(None, Deed.SETTLE, of_file=True)
def note(request, report, number):
    """Tick a note off, or open it again."""
    resolved = request.POST.get("resolved") == "yes"
    try:
        found = notes.settle(report, number, resolved=resolved, by=request.user)
        say(
            request, f"Note {'settled' if resolved else 'opened again'}: {found.reason}"
        )
    except SaveRefusedError as fault:
        say(request, str(fault))
    return back(request, report)


@desk(None, Deed.CORRECT, of_file=True)
def levels(request, report):
    """Set the level of the recommendations that are ticked."""
    keys, level = request.POST.getlist("unit"), request.POST.get("level", "")
    try:
        count = corrections.set_level(
            report, version_in(request), keys, level, by=request.user
        )
        say(request, f"The level of {count} recommendations is set.")
    except SaveRefusedError as fault:
        say(request, str(fault))
    except StaleSaveError:
        say(request, STALE)
    return back(request, report)


@desk(of_file=True)
def page(request, report, number):
    """Show a page of a PDF as a picture."""
    document = report.source
    if not 1 <= number <= len(document.pages):
        return HttpResponse(status=404)
    try:
        picture = sandbox.picture(document.name, bytes(document.content), number)
    except UnreadableError:
        return HttpResponse(status=404)
    return HttpResponse(picture, content_type="image/png")


def back(request, report):
    """Return to the place on the bench that the form names."""
    place, part = request.POST.get("place", ""), request.POST.get("part", "")
    found = redirect("bench", report.root.slug)
    if part.replace("-", "").isalnum():
        found["Location"] += f"?part={part}"
    if place.replace("-", "").isalnum():
        found["Location"] += f"#{place}"
    return found
