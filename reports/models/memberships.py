"""Memberships of groups: who belonged to ASEAN, and when."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from reports.fields import CleanCharField
from reports.models.labels import LabelsPrefetch
from reports.models.organizations import Organization
from reports.partial_dates import PARTIAL_DATE, YEAR_LENGTH, Period, is_partial_date


def validate_partial_date(text):
    if not is_partial_date(text):
        raise ValidationError(
            "“%(text)s” is neither a year nor a day. Write 1967 or 1967-08-08.",
            params={"text": text},
        )


class PartialDateField(CleanCharField):
    """A day or only a year, or nothing; see reports.partial_dates."""

    def __init__(self, *args, **options):
        options |= {"max_length": len("1967-08-08"), "blank": True}
        super().__init__(*args, **{"validators": [validate_partial_date], **options})


def has_partial_date(column):
    return Q(**{column: ""}) | Q(**{f"{column}__regex": rf"^{PARTIAL_DATE}\Z"})


class MembershipQuerySet(models.QuerySet):
    def with_public(self, end):
        """Return the memberships whose group (or member, if that is `end`) is public.

        They are ordered by the name of that organization, and its labels are prefetched.
        """
        public = self.filter(**{f"{end}__in": Organization.objects.published()})
        labels = LabelsPrefetch(Organization, f"{end}__")
        ordered = public.order_by(f"{end}__name", "since", "pk")
        return ordered.select_related(end).prefetch_related(labels)


class Membership(models.Model):
    """An organization is a member of another, a group, from one day or year to another.

    Without `since`, it has been a member from the start; without `until`, it still is. A member of
    a member is not automatically a member.
    """

    group = models.ForeignKey(Organization, models.CASCADE, related_name="members")
    member = models.ForeignKey(Organization, models.CASCADE, related_name="memberships")
    since = PartialDateField()
    until = PartialDateField()

    objects = MembershipQuerySet.as_manager()

    class Meta:
        constraints = [
            # An organization that has left may join again.
            models.UniqueConstraint(fields=["group", "member", "since"], name="unique_membership"),
            models.CheckConstraint(
                name="membership_joins_two_organizations", condition=~Q(group=F("member"))
            ),
            models.CheckConstraint(
                name="membership_since_is_partial_date", condition=has_partial_date("since")
            ),
            models.CheckConstraint(
                name="membership_until_is_partial_date", condition=has_partial_date("until")
            ),
            models.CheckConstraint(
                name="membership_ends_after_it_begins",
                # Compared as texts; a membership that begins on a day may end in the same year.
                condition=Q(since="")
                | Q(until="")
                | Q(since__lte=F("until"))
                | Q(since__startswith=F("until")),
            ),
        ]

    def __str__(self):
        return f"{self.member} in {self.group}"

    @property
    def period(self):
        return Period.between(self.since, self.until)

    @property
    def when(self):
        """The period in words of the language of the page, or nothing if no date is known."""
        dates = {"since": displayed(self.since), "until": displayed(self.until)}
        if self.since and self.until:
            return _("from %(since)s to %(until)s") % dates
        if self.since:
            return _("since %(since)s") % dates
        return _("until %(until)s") % dates if self.until else ""


def displayed(text):
    """Return a day in the format of the language of the page; a year stays as it is."""
    return text if len(text) <= YEAR_LENGTH else date_format(date.fromisoformat(text))
