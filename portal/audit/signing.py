"""What people do with their own accounts, in the trail."""

from allauth.account.signals import password_changed
from allauth.mfa.models import Authenticator
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from portal.audit import trail
from portal.audit.trail import Thing


def thing_of(account):
    return Thing("account", str(account.pk), account.get_username())


@receiver(user_logged_in)
def signed_in(sender, user, **signal):
    trail.note(user, "Signed in", thing_of(user))


@receiver(password_changed)
def changed_password(sender, user, **signal):
    trail.note(user, "Password changed", thing_of(user))


# Not allauth's own signals: those are sent after the transaction.
@receiver(post_save, sender=Authenticator)
def added_factor(sender, instance, created, **signal):
    if created:
        deed = f"Second factor added: {instance.get_type_display()}"
        trail.note(instance.user, deed, thing_of(instance.user))


@receiver(post_delete, sender=Authenticator)
def removed_factor(sender, instance, **signal):
    deed = f"Second factor removed: {instance.get_type_display()}"
    trail.note(instance.user, deed, thing_of(instance.user))
