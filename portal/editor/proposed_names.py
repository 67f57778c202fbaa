"""Pages that list the bodies and instruments that reports name and the vocabulary lacks."""

from collections import defaultdict
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.db.models import Model
from django.shortcuts import render
from django.urls import reverse

from portal.accounts.roles import Permission
from portal.content.notes.report_facts import names_of
from portal.editor.view_decorator import editor_view
from reports.models import ImportNote, Instrument, Organization, Report

MAX_NAMES = 500
# {kind: (code of the notes, model, heading)}
KINDS: dict[str, tuple[str, type[Model], str]] = {
    "organization": ("organization-new", Organization, "Organizations that are not registered"),
    "instrument": ("instrument-new", Instrument, "Instruments that are not registered"),
}


@dataclass
class ProposedName:
    """A name, and each (report, note) that proposes it."""

    name: str
    places: list[tuple[Report, ImportNote]] = field(default_factory=list)


@editor_view(Permission.EDIT_ENTITIES)
def proposed_names(request, kind):
    _, model, heading = KINDS[kind]
    names = find_proposed_names(kind)
    add_url = reverse(f"admin:reports_{model._meta.model_name}_add")
    context = {
        "heading": heading,
        "names": [
            (proposed, f"{add_url}?{urlencode({'name': proposed.name})}")
            for proposed in names[:MAX_NAMES]
        ],
        "further": max(len(names) - MAX_NAMES, 0),
    }
    return render(request, "editor/proposed_names.html", context)


def find_proposed_names(kind: str) -> list[ProposedName]:
    """Return the names of open notes that are still unknown, those in the most reports first."""
    code, model, _ = KINDS[kind]
    known = names_of(model._base_manager.all())
    open_notes = ImportNote.objects.filter(code=code, resolved=False).exclude(about="")
    notes = [note for note in open_notes.order_by("pk") if note.about.casefold() not in known]
    reports = reports_by_source({note.document_id for note in notes})
    proposed: dict[str, ProposedName] = {}
    for note in notes:
        for report in reports[note.document_id]:
            name = proposed.setdefault(note.about.casefold(), ProposedName(note.about))
            name.places.append((report, note))
    return sorted(proposed.values(), key=lambda name: (-len(name.places), name.name.casefold()))


def reports_by_source(sources: set[int]) -> dict[int, list[Report]]:
    """Return the reports as they are edited, by the file that they come from."""
    reports: dict[int, list[Report]] = defaultdict(list)
    edited = Report.objects.filter(source__in=sources, next_draft=None).select_related("next_of")
    for report in edited.order_by("pk"):
        reports[report.source_id].append(report)
    return reports
