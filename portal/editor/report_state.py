"""The state of a report and its next step, shown on all of its pages for editors."""

from dataclasses import dataclass

from django.urls import reverse

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit.log import Account
from portal.content import draft_version
from reports.models import Report

Status = Report.Status
NEXT_STEP = "#next-step"


@dataclass(frozen=True)
class NextStep:
    """A link to the page of the step, or with `is_form` a button that takes it."""

    label: str
    url: str
    is_form: bool = False


@dataclass(frozen=True)
class ReportState:
    """`visible` says what readers see; `advice` why nothing can be edited, and what to do."""

    report: Report
    visible: str
    advice: str = ""
    next_step: NextStep | None = None


def describe_state(root: Report, account: Account) -> ReportState:
    """Return the state of the version that is edited: the draft version, or the report itself."""
    report = draft_version.current_draft(root)
    return ReportState(
        report=report,
        visible=what_readers_see(report),
        advice=read_only_advice(report, account),
        next_step=next_step(report, account),
    )


def what_readers_see(report: Report) -> str:
    if report.next_of_id:
        return f"Readers see version {report.root.version} until this one is published."
    if report.status == Status.PUBLISHED:
        return "Readers see this version."
    if report.status == Status.WITHDRAWN:
        return "Readers no longer see this report."
    return "Only editors see it."


def read_only_advice(report: Report, account: Account) -> str:
    """Return why the account cannot edit the report and what to do, or an empty text."""
    if roles.may(account, Permission.CORRECT, report):
        return ""
    is_editor = roles.may(account, Permission.CORRECT)
    if report.status == Status.PUBLISHED:
        return published_advice(is_editor)
    if report.status == Status.WITHDRAWN:
        may_reopen = roles.may(account, Permission.REOPEN, report)
        start = "A withdrawn report cannot be edited. "
        return start + (
            "Return it to draft first." if may_reopen else "Ask a reviewer to return it to draft."
        )
    if is_editor:
        return (
            "While a report is in review, only reviewers can edit it. To change something, ask one "
            "of them to send it back."
        )
    return "Your role can read the report, but not edit it."


def published_advice(is_editor: bool) -> str:
    start = "A published report cannot be edited. To change it, "
    if is_editor:
        return f"{start}start a new version; readers see it once it is published."
    return f"{start}an editor starts a new version."


# {status: (permission, label, URL name, fragment, whether it is a form)}
NEXT_STEPS = {
    Status.DRAFT: (Permission.SUBMIT, "Send for review", "editor:report", NEXT_STEP, False),
    Status.IN_REVIEW: (Permission.PUBLISH, "Review and publish", "editor:review", "", False),
    Status.PUBLISHED: (Permission.BEGIN, "Start a new version", "editor:draft-begin", "", True),
    Status.WITHDRAWN: (Permission.REOPEN, "Return to draft", "editor:report", NEXT_STEP, False),
}


def next_step(report: Report, account: Account) -> NextStep | None:
    permission, label, url_name, fragment, is_form = NEXT_STEPS[Status(report.status)]
    if not roles.may(account, permission, report):
        return None
    url = reverse(url_name, args=[report.root.slug]) + fragment
    return NextStep(label, url, is_form)
