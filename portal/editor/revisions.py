"""Pages of a report's history: list, revision, differences, restore."""

from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import diff, service
from portal.content.refusals import SaveRefusedError
from portal.content.snapshot_text import LABELS, SnapshotText
from portal.editor.form_meta import STALE, save_request
from portal.editor.messages import add_message, next_url
from portal.editor.view_decorator import editor_view
from reports.models.optimistic_locking import StaleSaveError

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


@editor_view()
def revisions(request, report):
    listed = report.root.revisions.for_listing().newest_first()
    page = Paginator(listed, REVISIONS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "report": report,
        "root": report.root,
        "page": page,
        "may_restore": roles.may(request.user, Permission.CORRECT, report),
    }
    return render(request, "editor/revisions.html", context)


def get_revision(report, number):
    revision = report.root.revisions.filter(number=number).first()
    if revision is None:
        raise Http404
    return revision


@editor_view()
def revision(request, report, number):
    """Show the whole content of a revision."""
    revision = get_revision(report, number)
    snapshot = SnapshotText(revision.snapshot, revision.names)
    context = {
        "report": report,
        "root": report.root,
        "revision": revision,
        "sections": list(snapshot_sections(snapshot)),
        "may_restore": roles.may(request.user, Permission.CORRECT, report),
        "is_current": report.version == revision.number,
    }
    return render(request, "editor/revision.html", context)


def snapshot_sections(snapshot):
    """Yield (kind, title, [(item name, [(field label, text)])]) for each kind of item."""
    for kind, items in snapshot.items().items():
        labels = LABELS[kind]
        yield (
            kind,
            TITLES[kind],
            [
                (
                    name,
                    [(labels[key], texts[key]) for key in labels if texts.get(key)],
                )
                for name, texts in items.values()
            ],
        )


@editor_view()
def revision_json(request, report, number):
    """Return the snapshot exactly as it is stored."""
    return HttpResponse(get_revision(report, number).text, content_type="application/json")


@editor_view()
def compare_chosen(request, report):
    """Redirect to the differences between the two revisions that are chosen in the list."""
    numbers = [request.GET.get(name, "") for name in ("from", "to")]
    if not all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
        raise Http404
    return redirect("editor:revision-diff", report.root.slug, *map(int, numbers))


@editor_view()
def differences(request, report, before, after):
    old, new = get_revision(report, before), get_revision(report, after)
    context = {
        "report": report,
        "root": report.root,
        "before": old,
        "after": new,
        "changes": diff.diff(snapshot_items(old), snapshot_items(new)),
    }
    return render(request, "editor/revision_diff.html", context)


def snapshot_items(revision):
    return SnapshotText(revision.snapshot, revision.names).items()


@editor_view(None, Permission.CORRECT)
def restore(request, report, number):
    revision, saving = get_revision(report, number), save_request(request)
    try:
        restored = service.restore_revision(
            report=report,
            version=saving.version,
            revision=revision,
            by=saving.by,
            comment=saving.comment,
        )
        add_message(
            request,
            f"Revision {number} has been restored as revision {restored.number}.",
        )
    except SaveRefusedError as error:
        add_message(request, str(error))
    except StaleSaveError:
        add_message(request, STALE)
    return redirect(next_url(request, reverse("editor:report", args=[report.root.slug])))
