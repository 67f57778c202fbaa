"""Who may sign in by password: accounts not tied to the provider, and all emergency accounts."""

import logging

from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.auth.signals import user_logged_in
from django.dispatch import receiver

from portal.accounts.identity_provider.stored_links import link_of
from portal.accounts.models import EmergencyAccount
from portal.audit import log
from portal.audit.log import AuditTarget

logger = logging.getLogger(__name__)
# Stored in the session, so that later requests need no query to recognize an emergency account.
EMERGENCY = "emergency_account"


def may_use_password(account: User) -> bool:
    """Return whether the account may sign in by password.

    A linked account may not: it could still use the password after losing its groups.
    """
    is_for_provider = settings.OIDC_ONLY or link_of(account) is not None
    return not is_for_provider or is_emergency(account)


def is_emergency(account: User) -> bool:
    return EmergencyAccount.objects.filter(account=account).exists()


@receiver(user_logged_in)
def log_emergency(sender, request, user, **signal):
    """Make the use of an emergency account conspicuous, in the audit log and the server's log."""
    if is_emergency(user):
        request.session[EMERGENCY] = True
        target = AuditTarget("account", str(user.pk), user.get_username())
        log.log(user, "EMERGENCY ACCOUNT SIGNED IN", target)
        logger.error("The emergency account “%s” signed in.", user.get_username())
