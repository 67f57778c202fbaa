"""The transitions that an account may request for a report, each as a form of its pages."""

from collections.abc import Iterator
from dataclasses import dataclass

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit.log import Account
from portal.content import workflow
from reports.models import Report


@dataclass(frozen=True)
class WorkflowButton:
    """A transition that the account may request; `reason` says why it is not offered."""

    to: str
    label: str
    question: str
    version: int
    reason: str = ""
    # Names of the accounts that may publish instead.
    other_publishers: tuple[str, ...] = ()


LABELS = {
    Permission.SUBMIT: ("Send for review", "A reviewer will check and publish it."),
    Permission.TAKE_BACK: (
        "Send back to the editor",
        "Tell the editor what to change.",
    ),
    Permission.PUBLISH: ("Publish", "Readers will see this version immediately."),
    Permission.WITHDRAW: ("Withdraw …", "Readers will no longer see this report."),
    Permission.REOPEN: (
        "Return to draft",
        "Editors can then correct the report and publish it again.",
    ),
}


def workflow_buttons(account: Account, report: Report) -> Iterator[WorkflowButton]:
    for (before, to), permission in roles.TRANSITION_PERMISSIONS.items():
        target = workflow.transition_target(report.root, to)
        if before != target.status or not roles.may(account, permission, target):
            continue
        label, question = LABELS[permission]
        is_own_work = permission == Permission.PUBLISH and not workflow.may_publish(target, account)
        reason = workflow.OWN_WORK if is_own_work else ""
        others = workflow.others_who_may_publish(target) if is_own_work else ()
        yield WorkflowButton(to, label, question, target.version, reason, tuple(others))
