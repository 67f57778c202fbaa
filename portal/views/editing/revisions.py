"""The history of a report: its revisions, what differs between any two, and the way back."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from portal.accounts import roles
from portal.accounts.roles import Deed
from portal.desk import differing
from portal.desk.readable import Reader
from portal.history import restoring, schema
from portal.history.saving import SaveRefusedError
from portal.views.editing.access import desk
from portal.views.editing.said import said, say
from portal.views.editing.sent import STALE, saving_in
from reports.models.versions import StaleSaveError

REVISIONS_PER_PAGE = 50
TITLES = {
    "report": "The report",
    "session": "Headings",
    "paragraph": "Paragraphs",
    "recommendation": "Recommendations",
    "participation": "Participants",
    "annex": "Annexes",
    "part": "Other parts of the source",
}


@desk()
def revisions(request, report):
    found = report.root.revisions.for_listing().newest_first()
    page = Paginator(found, REVISIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "root": report.root,
        "page": page,
        "may_restore": roles.may(request.user, Deed.CORRECT, report),
        "said": said(request),
    }
    return render(request, "editing/revisions.html", context)


def revision_of(report, number):
    found = report.root.revisions.filter(number=number).first()
    if found is None:
        raise Http404
    return found


@desk()
def revision(request, report, number):
    """Show a revision whole, in words."""
    found = revision_of(report, number)
    context = {
        "report": report,
        "root": report.root,
        "revision": found,
        "pieces": list(worded(Reader(found.data, found.names))),
        "may_restore": roles.may(request.user, Deed.CORRECT, report),
        "is_present": report.version == found.number,
    }
    return render(request, "editing/revision.html", context)


def worded(reader):
    """Yield (kind, title, [(name, [(label, text)])]) of all that a revision says."""
    for kind, pieces in reader.pieces().items():
        labels = differing.FIELDS[kind]
        yield (
            kind,
            TITLES[kind],
            [
                (name, [(labels[one], texts[one]) for one in labels if texts.get(one)])
                for name, texts in pieces.values()
            ],
        )


@desk()
def raw(request, report, number):
    """Hand the snapshot out as it was written."""
    return HttpResponse(
        revision_of(report, number).text, content_type="application/json"
    )


@desk()
def chosen(request, report):
    """Lead to the differences between the two revisions that are chosen in the list."""
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(one.isascii() and one.isdigit() and len(one) < 10 for one in numbers):
        raise Http404
    return redirect("desk-differences", report.root.slug, *map(int, numbers))


@desk()
def differences(request, report, before, after):
    one, other = revision_of(report, before), revision_of(report, after)
    context = {
        "report": report,
        "root": report.root,
        "before": one,
        "after": other,
        "changes": differing.changes(*pieces_of(one, other)),
    }
    return render(request, "editing/differences.html", context)


def pieces_of(*revisions):
    data = schema.in_one_form(*revisions)
    return [
        Reader(said, one.names).pieces()
        for said, one in zip(data, revisions, strict=True)
    ]


@desk(None, Deed.CORRECT)
def restore(request, report, number):
    found, saving = revision_of(report, number), saving_in(request)
    try:
        made = restoring.restore(
            report, saving.version, found, by=saving.by, comment=saving.comment
        )
        say(
            request,
            f"The report says what revision {number} says. This is revision {made.number}.",
        )
    except SaveRefusedError as fault:
        say(request, str(fault))
    except StaleSaveError:
        say(request, STALE)
    return redirect("desk-report", report.root.slug)
