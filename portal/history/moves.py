"""What history does when a report moves: a draft takes over, a publication is marked, what is gone told."""

from django.dispatch import receiver
from django.utils import timezone

from portal.audit import trail
from portal.audit.trail import Thing
from portal.history import dates, nextdraft, recording, vanished
from recommendations.models import Involvement
from reports.models import Organization, Report
from reports.signals import next_draft_published, report_moved
from reports.text import lines_of


@receiver(next_draft_published, sender=Report)
def let_it_take_over(sender, report, **signal):
    nextdraft.take_over(report)


@receiver(report_moved, sender=Report)
def write_it_down(sender, report, before, by, comment, **signal):
    deed = f"{Report.Status(before).label} → {report.get_status_display()}"
    fingerprint = recording.newest_fingerprint(report)
    trail.note(by, deed, Thing.of(report), (fingerprint, fingerprint), comment)


@receiver(report_moved, sender=Report)
def let_bodies_be_found(sender, report, **signal):
    """Give bodies the forms in which the report prints them. A draft's are nobody's to find."""
    if report.status != Report.Status.PUBLISHED:
        return
    new = Involvement.objects.filter(recommendation__report=report).exclude(printed="")
    for one in new.select_related("organization"):
        body = Organization.objects.get(pk=one.organization_id)
        if one.printed not in body.printed_forms:
            body.claim(body.version)
            body.aliases = "\n".join([*lines_of(body.aliases), one.printed])
            body.save()


@receiver(report_moved, sender=Report)
def mark_what_readers_get(sender, report, **signal):
    """Mark the present revision as published, and tell what readers had before and have not now."""
    if report.status != Report.Status.PUBLISHED:
        return
    present = recording.present(report)
    before = report.revisions.exclude(published_at=None).newest_first().first()
    had = before.data if before else None
    vanished.tell(report, had, present.data)
    now = timezone.now()
    dates.keep(report, had, present.data, now)
    recording.readers_have(present, now)
