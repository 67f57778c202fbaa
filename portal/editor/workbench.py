"""The workbench: a draft beside its source, block by block, with the import notes."""

from bisect import bisect_right
from dataclasses import dataclass, field

from django.http import HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import stored_coverage, uncertain_places
from portal.content.locking import SaveRefusedError
from portal.content.notes import status
from portal.content.source_edits import operations
from portal.content.source_edits.source_spans import Block, blocks_of
from portal.documents import sandbox
from portal.editor.form_meta import STALE, base_version
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.parsing.source import UnreadableError
from recommendations.models import Recommendation
from reports.models import ImportNote
from reports.models.optimistic_locking import StaleSaveError

FRONT = "front"
ALL = "all"


@dataclass
class Row:
    """A block, its source text, its page (0 if the file has no pages) and its notes."""

    block: Block
    source_text: str
    page: int
    begins_page: bool = False
    notes: list[ImportNote] = field(default_factory=list)


@dataclass
class Group:
    """A heading and the blocks under it; the first group is the title block."""

    anchor: str
    title: str
    rows: list[Row] = field(default_factory=list)

    @property
    def open_note_count(self) -> int:
        return sum(not note.resolved for row in self.rows for note in row.notes)


@editor_view(of_file=True)
def workbench(request, report):
    groups = group_blocks(report)
    chosen = request.GET.get("part", groups[0].anchor if groups else FRONT)
    shown_groups = [group for group in groups if chosen in {group.anchor, ALL}]
    notes = list(report.notes.order_by("start", "pk"))
    context = {
        "report": report,
        "groups": groups,
        "shown_groups": shown_groups,
        "chosen": chosen,
        "only_with_notes": "doubts" in request.GET,
        "general_notes": [note for note in notes if note.start is None],
        "open_notes": [note for note in notes if not note.resolved],
        "character_count": len(report.source.text),
        "discard_count": report.parts.filter(kind="discard").count(),
        "uncertain_notes": [
            note for note in notes if note.code == uncertain_places.CODE and not note.resolved
        ],
        "is_compared": report.source.disagreements is not None,
        "coverage_errors": stored_coverage.find_text_errors(report),
        "levels": Recommendation.Level.choices,
        "may_correct": roles.may(request.user, Permission.CORRECT, report),
        "may_resolve_notes": roles.may(request.user, Permission.RESOLVE_NOTES, report),
        "can_set_levels": any(map(has_recommendations, shown_groups)),
    }
    return render(request, "editor/workbench.html", context)


def group_blocks(report):
    """Return the blocks grouped by heading, in order, without discards, with their notes."""
    text, pages = report.source.text, report.source.pages
    groups, previous_page = [Group(FRONT, "Title block")], 0
    rows = []
    for block in blocks_of(report):
        if block.is_discard or not block.spans:
            continue
        if block.kind == "paragraph" and groups[-1].anchor == FRONT:
            # Its session has no heading in the source.
            session = block.record.session
            groups.append(Group(session.anchor, str(session)))
        if block.kind == "heading":
            groups.append(Group(block.record.anchor, str(block.record)))
        page = bisect_right(pages, block.start) if pages else 0
        source_text = text[block.start : block.end] if block.spans else ""
        row = Row(block, source_text, page, page != previous_page)
        previous_page = page
        groups[-1].rows.append(row)
        rows.append(row)
    attach_notes(rows, report)
    return [group for group in groups if group.rows]


def has_recommendations(group):
    return any(row.block.kind == "recommendation" for row in group.rows)


def attach_notes(rows, report):
    """Add each note that has a source offset to the last row that begins before it."""
    starts = [row.block.start for row in rows]
    for note in report.notes.exclude(start=None).order_by("start", "pk"):
        index = bisect_right(starts, note.start) - 1
        if rows:
            rows[max(index, 0)].notes.append(note)


@editor_view(None, Permission.RESOLVE_NOTES, of_file=True)
def toggle_note(request, report, number):
    """Resolve a note, or reopen it."""
    resolved = request.POST.get("resolved") == "yes"
    try:
        note = status.set_resolved(report, number, resolved=resolved, by=request.user)
        add_message(request, f"Note {'resolved' if resolved else 'reopened'}: {note.reason}")
    except SaveRefusedError as error:
        add_message(request, str(error))
    return redirect_to_block(request, report)


@editor_view(None, Permission.CORRECT, of_file=True)
def set_levels(request, report):
    """Set the level of the ticked recommendations."""
    keys, level = request.POST.getlist("unit"), request.POST.get("level", "")
    try:
        count = operations.set_level(report, base_version(request), keys, level, by=request.user)
        add_message(request, f"The level of {count} recommendations was set.")
    except SaveRefusedError as error:
        add_message(request, str(error))
    except StaleSaveError:
        add_message(request, STALE)
    return redirect_to_block(request, report)


@editor_view(of_file=True)
def page_image(request, report, number):
    """Return the image of a page of a PDF."""
    document = report.source
    if not 1 <= number <= len(document.pages):
        return HttpResponse(status=404)
    try:
        image = sandbox.render_page(document.name, bytes(document.content), number)
    except UnreadableError:
        return HttpResponse(status=404)
    return HttpResponse(image, content_type="image/png")


def redirect_to_block(request, report):
    """Redirect to the part and the fragment that the form names."""
    fragment, part = request.POST.get("place", ""), request.POST.get("part", "")
    response = redirect("editor:workbench", report.root.slug)
    if part.replace("-", "").isalnum():
        response["Location"] += f"?part={part}"
    if fragment.replace("-", "").isalnum():
        response["Location"] += f"#{fragment}"
    return response
