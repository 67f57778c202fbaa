"""The page that reimports a newer version of a report: upload, plan, confirmation."""

import hashlib

from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render

from portal.accounts.roles import Permission
from portal.content import draft_version
from portal.content.snapshot import text_of
from portal.documents.readers import FORMATS
from portal.editor.messages import add_message
from portal.editor.upload import uploaded_file
from portal.editor.view_decorator import editor_view
from portal.imports.counted_imports import REFUSALS
from portal.imports.importer import ImportOptions, Upload
from portal.imports.reimport import run
from portal.imports.reimport.policy import form_message
from reports.models import ProposedSource, Report


@editor_view(write=Permission.IMPORT, of_file=True)
def reimport(request, report):
    """Show the plan for the proposed file, accept another file, or apply the plan."""
    report = report.root
    if request.method != "POST":
        return render_plan(request, report)
    try:
        if request.POST.get("do") == "confirm":
            return confirm(request, report)
        propose(report, uploaded_file(request))
    except ValidationError as error:
        return render_plan(request, report, " ".join(error.messages))
    except REFUSALS as error:
        ProposedSource.objects.filter(report=report).delete()
        return render_plan(request, report, form_message(error))
    return redirect("editor:reimport", report.slug)


def propose(report, upload):
    """Store the file until its plan is confirmed. Raise one of REFUSALS if it has no plan."""
    make_plan(report, upload)
    ProposedSource.objects.update_or_create(
        report=report, defaults={"name": upload.name, "content": upload.content}
    )


def confirm(request, report):
    proposed = ProposedSource.objects.filter(report=report).first()
    if proposed is None:
        raise ValidationError("Choose a file first.")
    if request.POST.get("seen") != plan_token(report, proposed):
        raise ValidationError(
            "The report was saved, or another file was uploaded, since you opened the page. The "
            "current plan is below. Check it, then confirm it."
        )
    upload = Upload(proposed.name, bytes(proposed.content))
    run.reimport_file(upload, report.slug, ImportOptions(by=request.user), confirmed=True)
    proposed.delete()
    add_message(request, f"“{report}” was updated to the version in “{upload.name}”.")
    return redirect("editor:workbench", report.slug)


def plan_token(report, proposed):
    """Return a token that identifies the plan by the file and the version of the draft."""
    draft = draft_version.current_draft(report)
    sha256 = hashlib.sha256(bytes(proposed.content)).hexdigest()
    return f"{draft.pk}-{draft.version}-{sha256}"


def make_plan(report, upload):
    return run.reimport_file(upload, report.slug)


def plan_section(name, alignment):
    """Return what the page shows of the alignment of one record type."""
    return {
        "name": name,
        "unchanged_count": len(alignment.same),
        "changed": [(text_of(before), text_of(after)) for before, after in alignment.changed],
        "added": [text_of(record) for record in alignment.new],
        "removed": [text_of(record) for record in alignment.removed],
        "kept": [
            (text_of(record), alignment.reasons_to_keep.get(record.key))
            for record in alignment.kept
        ],
        "declined": [text_of(record) for record, _ in alignment.declined],
    }


def render_plan(request, report, error=""):
    proposed = ProposedSource.objects.filter(report=report).first()
    plan = None
    if proposed:
        try:
            plan = make_plan(report, Upload(proposed.name, bytes(proposed.content)))
        except REFUSALS as refusal:
            error = error or form_message(refusal)
    context = {
        "report": report,
        "error": error,
        "proposed": proposed,
        "plan_token": plan_token(report, proposed) if proposed else "",
        "plan": plan,
        "sections": [plan_section(name, alignment) for name, alignment in plan.parts]
        if plan
        else [],
        "file_extensions": ",".join(FORMATS),
        "is_public": report.status == Report.Status.PUBLISHED,
    }
    status = 422 if error else 200
    return render(request, "editor/reimport.html", context, status=status)
