"""The accounts that may review and publish."""

from django.contrib.auth.models import User
from django.db.models import Q

from portal.accounts.roles import Role


def reviewers():
    """Return the active accounts whose role may publish, by username."""
    may_publish = Q(groups__name__in=[Role.REVIEWER, Role.ADMINISTRATOR])
    accounts = User.objects.filter(may_publish | Q(is_superuser=True), is_active=True)
    return accounts.distinct().order_by("username")
