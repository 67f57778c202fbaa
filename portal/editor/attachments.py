"""The files attached to a report: upload, description, order, removal and download for editors."""

from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.content import attachments
from portal.content.attachments import DOWN, UP, Description
from portal.content.locking import SaveRefusedError
from portal.documents.attachments.media_types import ENDINGS
from portal.documents.limits import MAX_FILE_SIZE
from portal.editor.form_meta import base_version
from portal.editor.messages import add_message
from portal.editor.upload import MEGABYTE, uploaded_file
from portal.editor.view_decorator import editor_view
from portal.parsing.source import UnreadableError
from portal.web.file_response import stored_file_response
from reports.models import Attachment
from reports.models.optimistic_locking import StaleSaveError

STALE = (
    "Another editor has saved this attachment since you opened the page. Your changes were not "
    "saved; your entries are in the form. Check the current values above it, then save again."
)
STALE_REMOVAL = (
    "Another editor has saved this attachment since you opened the page. It was not removed."
)
MAX_TITLE_LENGTH = 300


class DescriptionForm(forms.Form):
    """Title, kind and annex of a file."""

    title = forms.CharField(max_length=MAX_TITLE_LENGTH, required=False)
    kind = forms.ChoiceField(choices=Attachment.Kind.choices, initial=Attachment.Kind.OTHER)
    annex_label = forms.ChoiceField(label="Annex", required=False)

    def __init__(self, *args, report, label="", **options):
        super().__init__(*args, **options)
        labels = [annex.label for annex in report.annexes.order_by("label")]
        # An annex that a newer version of the report no longer has may stay chosen.
        labels = list(dict.fromkeys([*labels, *filter(None, [label])]))
        choices = [("", "none"), *((label, label) for label in labels)]
        self.fields["annex_label"].choices = choices

    def description(self):
        return Description(**self.cleaned_data)


@dataclass(frozen=True)
class AttachmentsPage:
    """What the page shows in addition to the report: the form, and why a file was refused."""

    form: DescriptionForm
    error: str = ""


@editor_view(write=Permission.ATTACH, of_root=True)
def attachment_list(request, report):
    """List the attachments, or attach a file; a refusal is shown at the field, status 422."""
    if request.method != "POST":
        return render_list(request, report, AttachmentsPage(DescriptionForm(report=report)))
    form = DescriptionForm(request.POST, report=report)
    if not form.is_valid():
        return render_list(request, report, AttachmentsPage(form, "Correct the fields below."))
    try:
        upload = uploaded_file(request)
        file = attachments.check_file(upload.name, upload.content)
        added = attachments.add(report, file, form.description(), by=request.user)
    except ValidationError as error:
        return render_list(request, report, AttachmentsPage(form, " ".join(error.messages)))
    except (UnreadableError, SaveRefusedError) as error:
        return render_list(request, report, AttachmentsPage(form, str(error)))
    add_message(request, f"“{added}” has been attached.")
    return redirect("editor:attachments", report.slug)


def render_list(request, report, page):
    context = {
        "report": report,
        "page": page,
        "attachments": report.attachments.in_listing_order(),
        "may_attach": roles.may(request.user, Permission.ATTACH, report),
        "endings": ",".join(ending for endings in ENDINGS.values() for ending in endings),
        "megabytes": MAX_FILE_SIZE // MEGABYTE,
    }
    status = 422 if page.error else 200
    return render(request, "editor/attachments.html", context, status=status)


@editor_view(Permission.ATTACH, Permission.ATTACH, of_root=True)
def attachment(request, report, key):
    """Show the form of one attachment; save, move or remove it."""
    stored = get_object_or_404(report.attachments, pk=key)
    if request.method != "POST":
        return render_form(request, stored, form_of(stored))
    action = ACTIONS.get(request.POST.get("do"), save)
    try:
        return action(request, stored)
    except SaveRefusedError as error:
        add_message(request, str(error))
        return redirect("editor:attachments", report.slug)


def form_of(stored, data=None):
    initial = {name: getattr(stored, name) for name in ("title", "kind", "annex_label")}
    return DescriptionForm(data, report=stored.report, initial=initial, label=stored.annex_label)


def save(request, stored):
    form = form_of(stored, request.POST)
    if not form.is_valid():
        return render_form(request, stored, form, status=422)
    try:
        attachments.describe(stored, form.description(), base_version(request), by=request.user)
    except StaleSaveError:
        return render_form(request, stored, form, error=STALE, status=409)
    add_message(request, "The attachment was saved.")
    return redirect("editor:attachments", stored.report.slug)


def change_position(request, stored):
    direction = UP if request.POST["do"] == "up" else DOWN
    attachments.change_position(stored, direction, by=request.user)
    add_message(request, f"“{stored}” was moved {'up' if direction == UP else 'down'}.")
    return redirect("editor:attachments", stored.report.slug)


def remove(request, stored):
    """Remove the attachment if the confirmation box is ticked."""
    if "meant" not in request.POST:
        error = "Nothing was removed. Tick the box to confirm."
        return render_form(request, stored, form_of(stored), error=error, status=422)
    try:
        attachments.remove(stored, base_version(request), by=request.user)
    except StaleSaveError:
        return render_form(request, stored, form_of(stored), error=STALE_REMOVAL, status=409)
    add_message(request, f"“{stored}” was removed.")
    return redirect("editor:attachments", stored.report.slug)


ACTIONS = {"save": save, "up": change_position, "down": change_position, "remove": remove}


def render_form(request, stored, form, *, error="", status=200):
    context = {
        "report": stored.report,
        # As stored now: the form may have been opened on an earlier version.
        "attachment": stored,
        "form": form,
        "error": error,
    }
    return render(request, "editor/attachment.html", context, status=status)


@editor_view(of_root=True)
def attached_file(request, report, key):
    """Send the file to an editor, whatever the status of the report."""
    stored = get_object_or_404(report.attachments.defer(None), pk=key)
    return stored_file_response(request, stored)
