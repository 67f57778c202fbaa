"""Write an audit entry when an account signs in or changes its password or second factor."""

from allauth.account.authentication import get_authentication_records
from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.audit import log
from portal.audit.log import AuditTarget


def account_target(account):
    return AuditTarget("account", str(account.pk), account.get_username())


@receiver(user_logged_in)
def log_sign_in(sender, request, user, **signal):
    records = get_authentication_records(request, user)
    is_by_provider = any(record.get("method") == "socialaccount" for record in records)
    action = f"Signed in with {settings.OIDC_NAME}" if is_by_provider else "Signed in"
    log.log(user, action, account_target(user))


@receiver(password_changed)
def log_password_change(sender, user, **signal):
    log.log(user, "Password changed", account_target(user))


# Not allauth's own signals: those are sent after the transaction.
@receiver(post_save, sender=Authenticator)
def log_factor_added(sender, instance, created, **signal):
    if created:
        action = f"Second factor added: {instance.get_type_display()}"
        log.log(instance.user, action, account_target(instance.user))


@receiver(post_delete, sender=Authenticator)
def log_factor_removed(sender, instance, **signal):
    action = f"Second factor removed: {instance.get_type_display()}"
    log.log(instance.user, action, account_target(instance.user))
