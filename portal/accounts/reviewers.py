"""Who may publish what somebody else has edited."""

from django.contrib.auth.models import User
from django.db.models import Q

from portal.accounts.roles import Role


def reviewers():
    """Return the accounts whose role lets them publish, by name."""
    may_publish = Q(groups__name__in=[Role.REVIEWER, Role.ADMINISTRATOR])
    found = User.objects.filter(may_publish | Q(is_superuser=True), is_active=True)
    return found.distinct().order_by("username")
