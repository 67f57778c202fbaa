"""Create, change, publish and delete rounds of follow-up."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from portal.accounts import roles
from portal.accounts.roles import Permission
from portal.audit import log
from portal.audit.log import Account, AuditTarget
from portal.content.refusals import SaveRefusedError
from portal.follow_up.submissions import lock_round
from portal.parsing.unique_slugs import UniqueSlugs
from recommendations.models import FollowUp, Round
from reports.models import Report
from reports.models.optimistic_locking import StaleSaveError
from reports.references import notify_changed
from reports.text import slugify

Status = Round.Status
MAX_SLUG_LENGTH = 100
NO_SLUG = "round"


@dataclass(frozen=True)
class RoundFields:
    """What an editor enters about a round."""

    series: str
    name: str
    starts_on: date
    ends_on: date
    questions: str
    reports: tuple[Report, ...]


@transaction.atomic
def create(*, fields: RoundFields, by: Account = None) -> Round:
    """Return a new draft; its address follows from its name and stays."""
    refuse_role(by, Permission.ROUNDS, Status.DRAFT)
    wanted = slugify(fields.name, MAX_SLUG_LENGTH) or NO_SLUG
    taken = set(Round.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    created = Round.objects.create(slug=UniqueSlugs(taken).allocate(wanted), **columns(fields))
    created.reports.set(fields.reports)
    log.log(by, "Created", AuditTarget.of(created))
    return created


@transaction.atomic
def change(
    *, follow_up_round: Round, version: int, fields: RoundFields, by: Account = None
) -> Round:
    """Save a round on top of the version that the editor saw; return it.

    Raises StaleSaveError if it was saved since, SaveRefusedError if the role does not
    allow the change, or if a report with records would be removed from the round.
    """
    stored = lock_round(follow_up_round)
    refuse_role(by, Permission.ROUNDS, stored.status)
    before = set(stored.reports.all())
    refuse_lost_reports(stored, before - set(fields.reports))
    stored.bump_version(version)
    for name, value in columns(fields).items():
        setattr(stored, name, value)
    stored.save(update_fields=list(columns(fields)))
    stored.reports.set(fields.reports)
    log.log(by, "Changed", AuditTarget.of(stored))
    if stored.status == Status.PUBLISHED:
        notify_changed(public_reports({*before, *fields.reports}))
    return stored


@transaction.atomic
def change_status(*, follow_up_round: Round, version: int, to: str, by: Account = None) -> Round:
    """Publish a round, or make it a draft again, which hides it with all that was published in it."""
    stored = lock_round(follow_up_round)
    if by and not roles.may(by, Permission.PUBLISH):
        raise SaveRefusedError("Your role does not allow this step: ask a reviewer.")
    if {stored.status, to} != {Status.DRAFT, Status.PUBLISHED}:
        raise SaveRefusedError(f"“{stored}” is {stored.get_status_display().lower()} already.")
    if to == Status.PUBLISHED and not stored.reports.exists():
        raise SaveRefusedError(f"“{stored}” does not ask about any report yet. Choose one first.")
    stored.bump_version(version)
    before, stored.status = Status(stored.status), Status(to)
    if to == Status.PUBLISHED and stored.published_at is None:
        # Keep the date of the first publication.
        stored.published_at = timezone.now()
    stored.save(update_fields=["status", "published_at"])
    log.log(by, f"{before.label} → {Status(to).label}", AuditTarget.of(stored))
    notify_changed(public_reports(stored.reports.all()))
    return stored


@transaction.atomic
def delete(*, follow_up_round: Round, version: int, by: Account = None) -> None:
    """Delete a draft that nobody has been asked for yet, and whose address was never public."""
    stored = lock_round(follow_up_round)
    refuse_role(by, Permission.ROUNDS, stored.status)
    if stored.version != version:
        raise StaleSaveError
    if stored.status != Status.DRAFT or stored.published_at or stored.submissions.exists():
        raise SaveRefusedError(
            f"“{stored}” has been published or has submissions, so it cannot be deleted."
        )
    log.log(by, "Deleted", AuditTarget.of(stored))
    stored.delete()


def columns(fields: RoundFields) -> dict[str, object]:
    return {name: value for name, value in vars(fields).items() if name != "reports"}


def refuse_role(by: Account, permission: Permission, status: str) -> None:
    if by and not roles.may(by, permission, Round(status=status)):
        raise SaveRefusedError(
            f"The round is {Status(status).label.lower()}: your role may not change it in this "
            "status. Ask a reviewer."
        )


def refuse_lost_reports(follow_up_round: Round, lost: Iterable[Report]) -> None:
    records = FollowUp.objects.filter(
        submission__round=follow_up_round, recommendation__report__in=list(lost)
    )
    if record := records.select_related("recommendation__report").first():
        raise SaveRefusedError(
            f"“{record.recommendation.report}” stays in the round: there are records about its "
            "recommendations."
        )


def public_reports(reports: Iterable[Report]) -> list[Report]:
    return list(Report.objects.published().filter(pk__in=[report.pk for report in reports]))
