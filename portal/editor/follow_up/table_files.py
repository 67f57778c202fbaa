"""Tables of a round or of one submission, as CSV files and Excel workbooks, and evidence files."""

from django.http import Http404
from django.shortcuts import get_object_or_404, redirect

from portal.editor.follow_up.look_up import get_round, get_submission
from portal.editor.item_table.table_file import RESPONSES
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.exports.table import Table
from portal.exports.xlsx_export import UnwritableTableError
from portal.follow_up.answer_tables import TABLE_HEADINGS, reporters_of, table_rows
from portal.follow_up.submissions import Reporter
from portal.web.file_response import stored_file_response
from recommendations.models import EvidenceFile
from reports.text import slugify

MAX_NAME_LENGTH = 80


@editor_view()
def round_table(request, round_slug, file_type):
    """Send the table of all bodies of a round: those with a submission."""
    stored = get_round(round_slug)
    written = Table(TABLE_HEADINGS, table_rows(stored, reporters_of(stored)))
    return table_response(request, written, stored.slug, file_type)


@editor_view()
def submission_table(request, key, file_type):
    """Send the table of one body and side."""
    submission = get_submission(key)
    written = Table(TABLE_HEADINGS, table_rows(submission.round, [Reporter.of(submission)]))
    body = slugify(f"{submission.organization} {submission.side}", MAX_NAME_LENGTH)
    return table_response(request, written, f"{submission.round.slug}-{body}", file_type)


def table_response(request, written, name, file_type):
    if file_type not in RESPONSES:
        raise Http404
    try:
        return RESPONSES[file_type](written, f"follow-up-{name}")
    except UnwritableTableError as error:
        add_message(request, str(error))
        return redirect("editor:rounds")


@editor_view()
def evidence_file(request, key):
    """Send a file to an editor, whatever the status of the submission."""
    stored = get_object_or_404(EvidenceFile, pk=key)
    return stored_file_response(request, stored)
