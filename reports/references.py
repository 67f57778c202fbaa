"""The reports that refer to a shared record, and whether its URL has been public."""

from django.db.models import Q

from reports.models import Membership, Organization, Report, Theme
from reports.models.labels import LABEL_COLUMNS, LabeledRecord
from reports.models.querysets import concerned_report_paths
from reports.signals import report_changed
from reports.trees import OrganizationTree, ThemeTree

TREES = {Organization: OrganizationTree, Theme: ThemeTree}


def stored_values(record):
    """Return the stored column values of a shared record, with its labels and memberships."""
    values = type(record)._base_manager.filter(pk=record.pk).values().first()
    if values is None or not isinstance(record, LabeledRecord):
        return values
    labels = record.labels.model._base_manager.filter(record=record.pk).order_by("language")
    values |= {"labels": list(labels.values("language", *LABEL_COLUMNS))}
    return values | (stored_memberships(record) if isinstance(record, Organization) else {})


def stored_memberships(record):
    rows = Membership.objects.filter(Q(group=record.pk) | Q(member=record.pk))
    columns = ("group__slug", "member__slug", "since", "until")
    return {"memberships": list(rows.order_by(*columns).values(*columns))}


def referencing_reports(record):
    """Return the reports that refer to the record, drafts included."""
    return reports_referring_to(type(record).objects.filter(pk=record.pk))


def reports_referring_to(records):
    return reports_at(records, records.report_paths)


def reports_at(records, paths):
    report_ids = set()
    for path in paths:
        report_ids |= set(records.values_list(path, flat=True))
    return list(Report.objects.filter(pk__in=report_ids - {None}).newest_first())


def affected_reports(record):
    """Return the reports that change with the record.

    A record affects those below it; a group affects its members and those below them. A body also
    affects the reports whose recommendations it reports on, or is responsible for.
    """
    tree = TREES.get(type(record))
    if tree is None or record.pk is None:
        return referencing_reports(record)
    slugs = [stored_slug(record)]
    if isinstance(record, Organization):
        slugs += record.members.values_list("member__slug", flat=True)
    below = tree().with_descendants(slugs)
    records = type(record).objects.filter(slug__in=below)
    return reports_at(records, [*records.report_paths, *concerned_report_paths(type(record))])


def stored_slug(record):
    return type(record)._base_manager.values_list("slug", flat=True).get(pk=record.pk)


def is_public(record):
    return type(record).objects.published().filter(pk=record.pk).exists()


def has_public_url(record):
    """Return whether the URL of the record is or was public, so that it must not change."""
    # A withdrawn report, even if it is a draft again, has been public.
    return (
        is_public(record)
        or any(report.published_at for report in referencing_reports(record))
        or (isinstance(record, Organization) and has_been_named_in_follow_up(record))
    )


def has_been_named_in_follow_up(organization):
    """Return whether a submission of the body, or one that calls it responsible, was ever published."""
    return (
        organization.submissions.exclude(published_at=None).exists()
        or organization.responsible_for.exclude(submission__published_at=None).exists()
    )


def notify_changed(reports):
    """Send report_changed for each report; call it inside the transaction."""
    for report in sorted(reports, key=lambda report: report.pk):
        report_changed.send(sender=Report, report=report)
