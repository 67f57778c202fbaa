"""The workbench: a draft beside its source, at first only what needs a decision."""

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import service, uncertain_places
from portal.content.coverage import text_errors
from portal.content.edits import base
from portal.content.edits.fields import SetLevel
from portal.content.edits.themes import count_suggested
from portal.content.item_names import level_label, number_of, record_name
from portal.content.loader import load_snapshot
from portal.content.notes import status
from portal.content.refusals import SaveRefusedError
from portal.content.schema import Item, Paragraph, Recommendation, Session, SpannedRecord
from portal.content.snapshot import Snapshot, start_of, text_of
from portal.documents import sandbox
from portal.editor.form_meta import STALE, base_version
from portal.editor.item_actions import TYPE_LABELS
from portal.editor.item_page import item_of, item_url, join_lines
from portal.editor.messages import add_message, next_url, undo_of
from portal.editor.view_decorator import editor_view
from portal.parsing.source import UnreadableError
from recommendations.models import Recommendation as RecommendationModel
from reports.models import ImportNote, Person, Report
from reports.models import Paragraph as ParagraphModel
from reports.models.optimistic_locking import StaleSaveError
from reports.pk_validation import valid_pk

FRONT = "front"
ALL = "all"
# What needs a decision: the rows with open notes.
DECISIONS = "decisions"


@dataclass
class Row:
    """A text of the report beside its source; the page is 0 if the file has no pages."""

    record: SpannedRecord
    source_text: str
    page: int
    meta: str = ""
    begins_page: bool = False
    notes: list[ImportNote] = field(default_factory=list)

    @property
    def item(self) -> Item:
        return item_of(self.record)

    @property
    def key(self) -> str:
        return f"{self.item.record_type}-{self.item.key}"

    @property
    def type(self) -> str:
        return TYPE_LABELS[base.type_of(self.record)]

    @property
    def text(self) -> str:
        return text_of(self.record)

    @property
    def is_recommendation(self) -> bool:
        return isinstance(self.record, Recommendation)

    @property
    def has_open_notes(self) -> bool:
        return any(not note.resolved for note in self.notes)


@dataclass
class Group:
    """A heading and the texts under it; the first group is the title block."""

    anchor: str
    title: str
    rows: list[Row] = field(default_factory=list)

    @property
    def open_note_count(self) -> int:
        return sum(not note.resolved for row in self.rows for note in row.notes)


class Workbench:
    """The texts of a draft, grouped by heading, with their notes."""

    def __init__(self, report: Report):
        self.report, self.snapshot = report, load_snapshot(report)
        self.notes = list(report.notes.order_by("start", "pk"))

    @cached_property
    def groups(self) -> list[Group]:
        """Return the groups in order, without discards."""
        groups, previous_page = [Group(FRONT, "Title block")], 0
        rows = []
        for record in self.snapshot.spanned:
            if base.is_discard(record) or not record.spans:
                continue
            if heading := self.heading_of(record, groups[-1]):
                groups.append(Group(heading.anchor, record_name(heading)))
            row = self.row(record)
            row.begins_page = row.page != previous_page
            previous_page = row.page
            groups[-1].rows.append(row)
            rows.append(row)
        self.attach_notes(rows)
        return [group for group in groups if group.rows]

    def heading_of(self, record: SpannedRecord, group: Group) -> Session | None:
        if isinstance(record, Session):
            return record
        if isinstance(record, Paragraph) and group.anchor == FRONT:
            # Its session has no heading in the source.
            return self.snapshot.session[record.session]
        return None

    def row(self, record: SpannedRecord) -> Row:
        text, pages = self.report.source.text, self.report.source.pages
        source_text = join_lines(text[start_of(record) : record.spans[-1][1]])
        page = bisect_right(pages, start_of(record)) if pages else 0
        return Row(record, source_text, page, self.meta(record))

    def meta(self, record: Any) -> str:
        """Return what the row says about a text: number, voice, speakers or level."""
        match record:
            case Paragraph():
                number = record_name(record) if record.number else "Unnumbered paragraph"
                speakers = [
                    self.people[self.snapshot.participation[key].person_id]
                    for key in self.snapshot.speakers_of(record.key)
                ]
                return " · ".join(
                    [number, str(ParagraphModel.Voice(record.voice).label), *speakers]
                )
            case Recommendation():
                return f"{number_of(record)} · {level_label(record.level)}"
        return ""

    @cached_property
    def people(self) -> dict[int, str]:
        keys = [record.person_id for record in self.snapshot.participation.values()]
        return dict(Person.objects.filter(pk__in=keys).values_list("pk", "name"))

    def attach_notes(self, rows: list[Row]) -> None:
        """Add each note with a place to the last row that begins before it."""
        starts = [start_of(row.record) for row in rows]
        for note in self.notes if rows else ():
            if note.start is not None:
                rows[max(bisect_right(starts, note.start) - 1, 0)].notes.append(note)

    def shown_groups(self, chosen: str) -> list[Group]:
        if chosen != DECISIONS:
            return [group for group in self.groups if chosen in {group.anchor, ALL}]
        return [
            Group(group.anchor, group.title, rows)
            for group in self.groups
            if (rows := [row for row in group.rows if row.has_open_notes])
        ]


@editor_view(of_file=True)
def workbench(request, report):
    bench = Workbench(report)
    chosen = request.GET.get("part", DECISIONS)
    shown_groups = bench.shown_groups(chosen)
    notes, snapshot, document = bench.notes, bench.snapshot, report.source
    may_correct = roles.may(request.user, Permission.CORRECT, report)
    context = {
        "report": report,
        "groups": bench.groups,
        "shown_groups": shown_groups,
        "chosen": chosen,
        "has_ticks": chosen == DECISIONS,
        "all_ticked": request.GET.get("ticked") == "all",
        "general_notes": [note for note in notes if note.start is None],
        "open_notes": [note for note in notes if not note.resolved],
        "unset_levels": unset_levels(snapshot),
        "suggested_themes": count_suggested(snapshot),
        "character_count": len(document.text),
        "discard_count": sum(part.kind == "discard" for part in snapshot.part.values()),
        "uncertain_notes": [
            note for note in notes if note.code == uncertain_places.CODE and not note.resolved
        ],
        "is_compared": document.disagreements is not None,
        "coverage_errors": text_errors(snapshot, document.text, document.name),
        "levels": RecommendationModel.Level.choices,
        "may_correct": may_correct,
        "may_resolve_notes": roles.may(request.user, Permission.RESOLVE_NOTES, report),
        "can_set_levels": may_correct
        and any(row.is_recommendation for group in shown_groups for row in group.rows),
    }
    return render(request, "editor/workbench.html", context)


def unset_levels(snapshot: Snapshot) -> int:
    """Count the headline recommendations without a level."""
    return sum(
        not record.level and record.parent is None for record in snapshot.recommendation.values()
    )


@editor_view(of_file=True)
def open_item(request, report, key):
    """Redirect from a row to the page of its item, by record type and key."""
    record_type, _, number = key.rpartition("-")
    snapshot = load_snapshot(report)
    item = Item(record_type, int(number) if valid_pk(number) else 0)
    try:
        snapshot.get(item)
    except SaveRefusedError as error:
        add_message(request, str(error))
        return redirect("editor:workbench", report.root.slug)
    return redirect(item_url(report, snapshot, item))


@editor_view(None, Permission.RESOLVE_NOTES, of_file=True)
def toggle_note(request, report, number):
    """Resolve a note, or reopen it."""
    resolved = request.POST.get("resolved") == "yes"
    try:
        note = status.set_resolved(report, number, resolved=resolved, by=request.user)
        add_message(request, f"Note {'resolved' if resolved else 'reopened'}: {note.reason}")
    except SaveRefusedError as error:
        add_message(request, str(error))
    return redirect(next_url(request, block_url(request, report)))


@editor_view(None, Permission.RESOLVE_NOTES, of_file=True)
def resolve_notes(request, report):
    """Resolve the ticked notes."""
    numbers = [int(number) for number in request.POST.getlist("note") if valid_pk(number)]
    try:
        with transaction.atomic():
            for number in numbers:
                status.set_resolved(report, number, resolved=True, by=request.user)
        count = f"{len(numbers)} note{'' if len(numbers) == 1 else 's'}"
        add_message(request, f"{count} resolved." if numbers else "Tick the notes to resolve.")
    except SaveRefusedError as error:
        add_message(request, str(error))
    return redirect(block_url(request, report))


@editor_view(None, Permission.CORRECT, of_file=True)
def set_levels(request, report):
    """Set the level of the ticked recommendations."""
    keys = [key.rpartition("-")[2] for key in request.POST.getlist("unit")]
    items = tuple(Item("recommendation", int(key)) for key in keys if valid_pk(key))
    edit = SetLevel(items, request.POST.get("level", ""))
    url = block_url(request, report)
    try:
        saved = service.save_edit(
            report=report, edit=edit, version=base_version(request), by=request.user
        )
        message = f"The level of {len(items)} recommendations was set."
        add_message(request, message, undo_of(report, saved, url))
    except SaveRefusedError as error:
        add_message(request, str(error))
    except StaleSaveError:
        add_message(request, STALE)
    return redirect(url)


@editor_view(of_file=True)
def page_image(request, report, number):
    """Return the image of a page of a PDF."""
    document = report.source
    if document.withheld_at:
        return HttpResponse("This file is withheld.", content_type="text/plain", status=410)
    if not 1 <= number <= len(document.pages):
        return HttpResponse(status=404)
    try:
        image = sandbox.render_page(document.name, bytes(document.content), number)
    except UnreadableError:
        return HttpResponse(status=404)
    return HttpResponse(image, content_type="image/png")


def block_url(request, report):
    """Return the URL of the workbench, with the part and the fragment that the form names."""
    fragment, part = request.POST.get("place", ""), request.POST.get("part", "")
    url = reverse("editor:workbench", args=[report.root.slug])
    if part.replace("-", "").isalnum():
        url += f"?part={part}"
    if fragment.replace("-", "").isalnum():
        url += f"#{fragment}"
    return url
