"""A newer version of a report: what it would change is shown, and done once it is confirmed."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from portal.importing import intake
from portal.importing.intake import REFUSALS, File
from portal.importing.readers import FORMATS
from portal.importing.renewing.told import words_of
from portal.views.editing.access import for_editors, imported
from portal.views.editing.imports import file_in
from portal.views.editing.said import say
from reports.models import ProposedSource, Report


@for_editors
@require_http_methods(["GET", "HEAD", "POST"])
def renew(request, slug):
    """Show the plan for the file that is proposed, take another one, or carry the plan out."""
    report = imported(slug)
    if request.method != "POST":
        return shown(request, report)
    if report.status == Report.Status.PUBLISHED and not may_publish(request):
        raise PermissionDenied
    try:
        if request.POST.get("do") == "confirm":
            return confirm(request, report)
        propose(report, file_in(request))
    except ValidationError as fault:
        return shown(request, report, " ".join(fault.messages))
    except REFUSALS as fault:
        ProposedSource.objects.filter(report=report).delete()
        return shown(request, report, str(fault))
    return redirect("renew", slug)


def may_publish(request):
    return request.user.has_perm("reports.publish_report")


def propose(report, file):
    """Keep the file until its plan is confirmed; what cannot be read or is not newer is not kept."""
    planned(report, file)
    ProposedSource.objects.update_or_create(
        report=report, defaults={"name": file.name, "content": file.content}
    )


def confirm(request, report):
    proposed = ProposedSource.objects.filter(report=report).first()
    if proposed is None:
        raise ValidationError("Choose a file first.")
    file = File(proposed.name, bytes(proposed.content))
    planned(report, file, confirmed=True)
    proposed.delete()
    say(request, f"“{report}” is brought to the version in “{file.name}”.")
    return redirect("bench", report.slug)


def planned(report, file, *, confirmed=False):
    # Who may confirm may publish, if the report is public: both are asked above.
    return intake.renew(file, report.slug, confirmed=confirmed, publish=True)


def part_of(name, found):
    """Return what the page says of one kind of record."""
    return {
        "name": name,
        "same": len(found.same),
        "changed": [
            (words_of(before), words_of(after)) for before, after in found.changed
        ],
        "new": [words_of(one) for one in found.new],
        "gone": [words_of(one) for one in found.gone],
    }


def shown(request, report, fault=""):
    proposed = ProposedSource.objects.filter(report=report).first()
    plan = None
    if proposed and not fault:
        try:
            plan = planned(report, File(proposed.name, bytes(proposed.content)))
        except REFUSALS as refused:
            fault = str(refused)
    context = {
        "report": report,
        "fault": fault,
        "proposed": proposed,
        "plan": plan,
        "parts": [part_of(name, found) for name, found in plan.parts] if plan else [],
        "endings": ",".join(FORMATS),
        "is_public": report.status == Report.Status.PUBLISHED,
    }
    status = 422 if fault else 200
    return render(request, "editing/renewal.html", context, status=status)
