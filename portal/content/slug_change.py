"""Change the slug of a report; its former URLs redirect until an editor removes the redirect."""

from django.db import transaction

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content import draft_version, revisions
from portal.content.locking import SaveRequest
from portal.content.refusals import SaveRefusedError
from portal.content.revisions import RevisionMeta
from reports.models import FormerSlug, Report
from reports.models.optimistic_locking import StaleSaveError
from reports.signals import report_changed
from reports.text import slugify

MAX_LENGTH = Report._meta.get_field("slug").max_length


@transaction.atomic
def change_slug(report: Report, slug: str, saving: SaveRequest) -> Report:
    """Give the report the slug and return it. The former one redirects.

    Report and draft version get a revision each, because the slug is part of their snapshots;
    that of a published report is marked as published. Raises StaleSaveError if the report was
    saved in between, SaveRefusedError if the slug is not possible or not free.
    """
    root = draft_version.lock_root(report)
    if draft_version.current_draft(root).version != saving.version:
        raise StaleSaveError
    validate(root, slug, saving.by)
    versions = list(dict.fromkeys([root, draft_version.current_draft(root)]))
    for version in versions:
        revisions.current_revision(version)
    former = root.slug
    FormerSlug.objects.filter(report=root, slug=slug).delete()
    Report.objects.filter(pk=root.pk).update(slug=slug)
    FormerSlug.objects.create(report=root, slug=former)
    for version in versions:
        save_revision(version, f"Address: {former} → {slug}", saving)
    root.refresh_from_db()
    report_changed.send(sender=Report, report=root)
    return root


def save_revision(version: Report, action: str, saving: SaveRequest) -> None:
    stored = Report.objects.select_related("next_of").get(pk=version.pk)
    revision = revisions.add_revision(stored, RevisionMeta(action, saving.by, saving.comment))
    if stored.status == Report.Status.PUBLISHED:
        revisions.mark_published(revision)


def validate(root: Report, slug: str, by: Account) -> None:
    """Raise SaveRefusedError if the account may not change the slug to this one."""
    if by and not roles.may(by, Permission.CHANGE_SLUG, root):
        raise SaveRefusedError("Your role may not change the address of a report.")
    if not slug or slugify(slug, MAX_LENGTH) != slug:
        raise SaveRefusedError(
            "An address has lower-case letters from a to z, digits, and single hyphens between "
            f"them, {MAX_LENGTH} characters at most."
        )
    if slug == root.slug:
        raise SaveRefusedError("The report already has this address.")
    if owner := Report.objects.filter(slug=slug).first():
        raise SaveRefusedError(f"“{owner}” has this address.")
    former = FormerSlug.objects.select_related("report").filter(slug=slug).first()
    if former and former.report != root:
        raise SaveRefusedError(
            f"This address redirects to “{former.report}”. To use it here, remove the redirect "
            "on the address page of that report."
        )


@transaction.atomic
def give_up_redirect(report: Report, slug: str, by: Account) -> None:
    """Remove the redirect from a former slug. Raises SaveRefusedError if there is none."""
    root = draft_version.lock_root(report)
    deleted, _ = FormerSlug.objects.filter(report=root, slug=slug).delete()
    if not deleted:
        raise SaveRefusedError(f"“{slug}” does not redirect to this report.")
    log.log(by, f"Redirect removed: {slug}", AuditTarget.of(root))
