"""The pages of a submission: the whole sheet as one table, and the page of one answer."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse

from portal.accounts import form_recovery, roles
from portal.accounts.roles import Permission
from portal.content.refusals import SaveRefusedError
from portal.editor.follow_up.look_up import get_submission, organization_names
from portal.editor.follow_up.sheet_rows import SheetRow, stored_rows, typed_rows
from portal.editor.follow_up.step_buttons import step_buttons
from portal.editor.messages import add_message
from portal.editor.view_decorator import editor_view
from portal.follow_up import evidence_files, record_answers
from portal.follow_up.answer_columns import RESPONSES, STATUSES
from portal.follow_up.current_records import recommendations_of
from portal.follow_up.histories import answers_of_others, history_of
from recommendations.models import Submission

# An answer has up to eight fields, and a form up to a hundred files.
ROWS_PER_PAGE = 50
FAULTS = "Nothing was recorded: correct the marked answers, then save again."


@dataclass
class SheetPage:
    """A page of a sheet, or the answer to one recommendation."""

    submission: Submission
    url: str
    page_obj: Any
    rows: list[SheetRow] = field(default_factory=list)
    error: str = ""
    status: int = 200

    @property
    def recommendations(self):
        return list(self.page_obj)


@editor_view(write=Permission.RECORD)
def sheet(request, key):
    """Show the sheet, or record the answers that were changed in it."""
    page = sheet_page(request, get_submission(key))
    if request.method == "POST":
        return save_rows(request, page, "editor/follow_up/submission.html")
    return render_page(request, opened(request, page), "editor/follow_up/submission.html")


@editor_view(write=Permission.RECORD)
def answer(request, key, recommendation):
    """Show the answer to one recommendation with its history, or record another."""
    submission = get_submission(key)
    asked = recommendations_of(submission.round).filter(pk=recommendation)
    page_obj = Paginator(asked, 1).get_page(1)
    if not page_obj.object_list:
        raise Http404
    url = reverse("editor:answer", args=[submission.pk, recommendation])
    page = SheetPage(submission, url, page_obj)
    if request.method == "POST":
        return save_rows(request, page, "editor/follow_up/answer.html")
    return render_page(request, opened(request, page), "editor/follow_up/answer.html")


def sheet_page(request, submission):
    asked = recommendations_of(submission.round)
    page_obj = Paginator(asked, ROWS_PER_PAGE).get_page(request.GET.get("page"))
    url = reverse("editor:submission", args=[submission.pk])
    number = f"?page={page_obj.number}" if page_obj.number > 1 else ""
    return SheetPage(submission, url + number, page_obj)


def opened(request, page):
    """Return the page with what is recorded, or what was typed before the account was signed out."""
    returned = form_recovery.recover_form(request)
    if returned is None:
        return replace(page, rows=stored_rows(page.submission, page.recommendations))
    rows = typed_rows(page.submission, page.recommendations, returned, {})
    return replace(page, rows=rows, error=form_recovery.RECOVERED_MESSAGE)


def save_rows(request, page, template):
    """Record all changed rows in one transaction; if one is refused, keep what was typed."""
    rows = typed_rows(page.submission, page.recommendations, request.POST, request.FILES)
    changed = [row for row in rows if row.answer]
    if any(row.errors for row in rows):
        return render_page(request, replace(page, rows=rows, error=FAULTS, status=422), template)
    try:
        record_rows(page.submission, changed, request.user)
    except SaveRefusedError as error:
        refused = replace(page, rows=rows, error=str(error), status=409)
        return render_page(request, refused, template)
    except record_answers.OutdatedAnswersError:
        # Others have recorded answers in between: read again, the rows say so.
        return save_rows(request, page, template)
    count = len(changed)
    add_message(
        request, "1 answer was recorded." if count == 1 else f"{count} answers were recorded."
    )
    return redirect(page.url)


@transaction.atomic
def record_rows(submission, rows, account):
    answers = {row.recommendation.pk: answer_with_file(row, account) for row in rows}
    seen = {row.recommendation.pk: row.seen for row in rows}
    if answers:
        record_answers.record(submission=submission, answers=answers, seen=seen, by=account)


def answer_with_file(row, account):
    if row.file is None:
        return row.answer
    stored = evidence_files.store_file(file=row.file, by=account)
    return replace(row.answer, evidence_file=stored.pk)


def render_page(request, page, template):
    submission = page.submission
    may_record = roles.may(request.user, Permission.RECORD, submission)
    context = {
        "submission": submission,
        "follow_up_round": submission.round,
        "url": page.url,
        "page_obj": page.page_obj,
        "rows": page.rows,
        "error": page.error,
        "responses": list(RESPONSES),
        "statuses": list(STATUSES),
        "organizations": organization_names() if may_record else [],
        "may_record": may_record,
        "buttons": list(step_buttons(request.user, submission)),
        "record_count": submission.records.count(),
    }
    if template == "editor/follow_up/answer.html":
        context |= {
            "row": page.rows[0],
            "history": history_of(submission, page.rows[0].recommendation),
            "others": answers_of_others(submission, page.rows[0].recommendation),
        }
    return render(request, template, context, status=page.status)
