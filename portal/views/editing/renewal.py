"""A newer version of a report: what it would change is shown, and done once it is confirmed."""

import hashlib

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from portal.accounts.roles import Deed
from portal.history import nextdraft
from portal.importing import intake
from portal.importing.intake import REFUSALS, File, Wishes
from portal.importing.readers import FORMATS
from portal.importing.renewing.told import words_of
from portal.importing.replacing import told_on_a_page
from portal.views.editing.access import desk
from portal.views.editing.imports import file_in
from portal.views.editing.said import say
from reports.models import ProposedSource, Report


@desk(write=Deed.IMPORT, of_file=True)
def renew(request, report):
    """Show the plan for the file that is proposed, take another one, or carry the plan out."""
    report = report.root
    if request.method != "POST":
        return shown(request, report)
    try:
        if request.POST.get("do") == "confirm":
            return confirm(request, report)
        propose(report, file_in(request))
    except ValidationError as fault:
        return shown(request, report, " ".join(fault.messages))
    except REFUSALS as fault:
        ProposedSource.objects.filter(report=report).delete()
        return shown(request, report, told_on_a_page(fault))
    return redirect("renew", report.slug)


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
    if request.POST.get("seen") != seal_of(report, proposed):
        raise ValidationError(
            "The report was saved, or another file proposed, since you opened the page. What "
            "stands below is the present plan. Look, then confirm it."
        )
    file = File(proposed.name, bytes(proposed.content))
    intake.renew(file, report.slug, Wishes(by=request.user), confirmed=True)
    proposed.delete()
    say(request, f"“{report}” is brought to the version in “{file.name}”.")
    return redirect("bench", report.slug)


def seal_of(report, proposed):
    """Return what tells this plan from any other: of which file, for which state of the report."""
    now = nextdraft.working(report)
    sha256 = hashlib.sha256(bytes(proposed.content)).hexdigest()
    return f"{now.pk}-{now.version}-{sha256}"


def planned(report, file):
    return intake.renew(file, report.slug)


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
    if proposed:
        try:
            plan = planned(report, File(proposed.name, bytes(proposed.content)))
        except REFUSALS as refused:
            fault = fault or told_on_a_page(refused)
    context = {
        "report": report,
        "fault": fault,
        "proposed": proposed,
        "seen": seal_of(report, proposed) if proposed else "",
        "plan": plan,
        "parts": [part_of(name, found) for name, found in plan.parts] if plan else [],
        "endings": ",".join(FORMATS),
        "is_public": report.status == Report.Status.PUBLISHED,
    }
    status = 422 if fault else 200
    return render(request, "editing/renewal.html", context, status=status)
