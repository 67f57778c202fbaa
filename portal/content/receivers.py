"""React to status changes of a report: publish drafts, record revisions, URLs, dates and aliases."""

from django.dispatch import receiver
from django.utils import timezone

from portal.audit import log
from portal.audit.log import AuditTarget
from portal.content import publication_dates, removed_urls, revisions
from portal.content.transition_actions import transition_action
from recommendations.models import Involvement
from reports.models import Organization, Report
from reports.signals import report_status_changed
from reports.text import split_lines


@receiver(report_status_changed, sender=Report)
def log_transition(sender, report, before, by, comment, **signal):
    fingerprint = revisions.newest_fingerprint(report)
    action = transition_action(before, report.status)
    log.log(by, action, AuditTarget.of(report), (fingerprint, fingerprint), comment)


@receiver(report_status_changed, sender=Report)
def add_aliases(sender, report, **signal):
    """Add the printed forms of a published report to the aliases of its organizations."""
    if report.status != Report.Status.PUBLISHED:
        return
    involvements = Involvement.objects.filter(recommendation__report=report)
    printed = involvements.exclude(printed="").select_related("organization")
    for involvement in printed:
        organization = Organization.objects.get(pk=involvement.organization_id)
        if involvement.printed not in organization.printed_forms:
            organization.bump_version(organization.version)
            aliases = [*split_lines(organization.aliases), involvement.printed]
            organization.aliases = "\n".join(aliases)
            organization.save()


@receiver(report_status_changed, sender=Report)
def record_publication(sender, report, **signal):
    """Mark the current revision as published; record removed URLs and publication dates."""
    if report.status != Report.Status.PUBLISHED:
        return
    current = revisions.current_revision(report)
    previous = report.revisions.exclude(published_at=None).newest_first().first()
    before_content = previous.snapshot if previous else None
    removed_urls.record_removed_urls(report, before_content, current.snapshot)
    now = timezone.now()
    publication_dates.store_dates(report, before_content, current.snapshot, now)
    revisions.mark_published(current, now)
