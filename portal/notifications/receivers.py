"""Store a notice for everybody concerned by a step in the work on a report.

In the transaction of the step: nobody is told of a step that is rolled back, and no mail server is
contacted.
"""

from django.conf import settings
from django.dispatch import receiver

from portal.audit.log import account_name
from portal.notifications.models import Notice
from portal.notifications.recipients import KINDS, recipients
from reports.models import Report
from reports.signals import report_status_changed


@receiver(report_status_changed, sender=Report)
def store_notices(sender, report, before, by, comment, **signal):
    if not settings.SENDS_MAIL:
        return
    # What is no longer in review needs no reviewer.
    report.root.notices.filter(kind=Notice.Kind.SUBMITTED, taken_at=None).delete()
    kind = KINDS.get((before, report.status))
    if kind is None:
        return
    Notice.objects.bulk_create(
        Notice(
            account=account,
            kind=kind,
            report=report.root,
            title=report.title,
            by_name=account_name(by),
            comment=comment,
        )
        for account in recipients(kind, report, by)
    )
