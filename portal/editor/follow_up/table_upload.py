"""Bring a table of answers back: upload, preview, and the choice to record the good rows or nothing."""

from dataclasses import dataclass

from django.core import signing
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts.roles import Permission
from portal.content.refusals import SaveRefusedError
from portal.documents import sandbox
from portal.editor.follow_up.look_up import comment_of, get_round, get_submission
from portal.editor.follow_up.preview_rows import preview_rows
from portal.editor.messages import add_message
from portal.editor.upload import uploaded_file
from portal.editor.view_decorator import editor_view
from portal.follow_up import record_answers
from portal.follow_up.table_import import TableImport
from portal.follow_up.table_preview import NewAnswer, TablePreview, by_reporter, seen_records
from portal.imports.table_changes import TableRefusedError
from portal.parsing.source import UnreadableError
from portal.web import limits
from recommendations.models import Round, Submission

LOST = "The form is incomplete. Upload the table again."
CHANGED = (
    "Something has changed since the preview, so nothing was recorded. The rows that are no longer "
    "possible are listed; check the others, then record them."
)
# What a form may send back, with room for its other fields.
MAX_SIGNED_LENGTH = limits.FORM_BYTES - 100_000
TOO_MUCH = (
    "The table has more new answers than can be recorded at once. Divide it, then upload each part."
)


@dataclass(frozen=True)
class Upload:
    """Where a table is brought back: to a round, or to one submission of it."""

    follow_up_round: Round
    only: Submission | None = None

    @property
    def salt(self):
        return f"follow-up-{self.follow_up_round.pk}-{self.only.pk if self.only else 'all'}"

    @property
    def back_url(self):
        if self.only:
            return reverse("editor:submission", args=[self.only.pk])
        return reverse("editor:round", args=[self.follow_up_round.slug])

    @property
    def url(self):
        if self.only:
            return reverse("editor:submission-table-upload", args=[self.only.pk])
        return reverse("editor:round-table-upload", args=[self.follow_up_round.slug])


@editor_view(None, Permission.RECORD)
def round_table_upload(request, round_slug):
    return handle(request, Upload(get_round(round_slug)))


@editor_view(None, Permission.RECORD)
def submission_table_upload(request, key):
    submission = get_submission(key)
    return handle(request, Upload(submission.round, submission))


def handle(request, upload):
    """Show what an uploaded table would record, or record the confirmed answers."""
    try:
        if request.POST.get("do") == "confirm":
            return confirm(request, upload)
        if request.POST.get("do") == "show":
            return show_all(request, upload)
        file = uploaded_file(request)
        # Before any query, because the sandbox closes the connection.
        table = sandbox.read_table(file.name, file.content)
        preview = TableImport(upload.follow_up_round, upload.only).compare(table)
        return render_preview(request, upload, preview)
    except (ValidationError, UnreadableError, TableRefusedError) as error:
        message = " ".join(error.messages) if isinstance(error, ValidationError) else str(error)
        return render_preview(request, upload, TablePreview(), message, 422)


def show_all(request, upload):
    """Show every row that the preview would record, as things stand now."""
    answers = read_confirmed(request, upload)
    preview = TableImport(upload.follow_up_round, upload.only).compare_again(answers)
    return render_preview(request, upload, preview)


def confirm(request, upload):
    """Record everything that was confirmed in one transaction, or, if that is not possible, nothing."""
    answers = read_confirmed(request, upload)
    preview = TableImport(upload.follow_up_round, upload.only).compare_again(answers)
    if preview.refused:
        return render_preview(request, upload, preview, CHANGED, 409)
    try:
        recorded = record_answers.record_for_round(
            follow_up_round=upload.follow_up_round,
            answers=by_reporter(preview.new),
            seen=seen_records(preview.new),
            by=request.user,
            comment=comment_of(request),
        )
    except record_answers.OutdatedAnswersError as error:
        return render_preview(request, upload, TablePreview(), f"{error} Upload it again.", 409)
    except SaveRefusedError as error:
        return render_preview(request, upload, preview, str(error), 409)
    submissions = len(recorded.submissions)
    place = "1 submission" if submissions == 1 else f"{submissions:,} submissions"
    add_message(request, f"Recorded {answer_count(recorded.records)} in {place}.")
    return redirect(upload.back_url)


def read_confirmed(request, upload):
    """Return the answers that the preview showed, which the form sends back signed."""
    try:
        packed = signing.loads(request.POST.get("answers", ""), salt=upload.salt)
    except signing.BadSignature:
        raise ValidationError(LOST) from None
    return [NewAnswer.from_json(each) for each in packed]


def render_preview(request, upload, preview, error="", status=200):
    packed = [each.to_json() for each in preview.new]
    signed = signing.dumps(packed, salt=upload.salt, compress=True)
    if len(signed) > MAX_SIGNED_LENGTH:
        preview, signed, error, status = TablePreview(), "", TOO_MUCH, 422
    is_whole = request.POST.get("do") == "show"
    shown, left_out = preview_rows(preview, is_whole=is_whole)
    context = {
        "follow_up_round": upload.follow_up_round,
        "submission": upload.only,
        "upload": upload,
        "preview": preview,
        "rows": shown,
        "left_out": left_out,
        "is_whole": is_whole,
        "new_count": answer_count(len(preview.new)),
        "signed": signed,
        "error": error,
    }
    return render(request, "editor/follow_up/table_preview.html", context, status=status)


def answer_count(number):
    return "1 answer" if number == 1 else f"{number:,} answers"
