"""Links of existing accounts to identities at the provider, made and removed by administrators."""

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from portal.accounts.identity_provider import stored_links
from portal.accounts.identity_provider.client import MAX_SUBJECT_LENGTH
from portal.accounts.identity_provider.logged_identity import comment_on
from portal.accounts.identity_provider.stored_links import link_of
from portal.accounts.models import Invitation
from portal.accounts.password_sign_in import is_emergency
from portal.accounts.sessions import end_sessions
from portal.audit import log
from portal.audit.log import AuditTarget


class LinkRefusedError(Exception):
    """An account cannot be linked; the message says why, and what to do."""


@transaction.atomic
def link_account(account: User, subject: str, by: User) -> None:
    """Let the account sign in through the provider, and no longer by password.

    Otherwise somebody who has left the groups could still sign in with the password.
    """
    refuse_impossible(account, subject)
    if link_of(account):
        raise LinkRefusedError("The account is linked already. Remove that link first.")
    if other := stored_links.linked_account(subject):
        raise LinkRefusedError(f"This identifier belongs to the account “{other}”.")
    stored_links.link(account, subject)
    account.set_unusable_password()
    account.save(update_fields=["password"])
    # With the link of an invitation, the owner could set a new password.
    Invitation.objects.filter(account=account).delete()
    end_sessions(account)
    log_link(account, by, f"Linked to {settings.OIDC_NAME}", subject)


def refuse_impossible(account: User, subject: str) -> None:
    if not 0 < len(subject) <= MAX_SUBJECT_LENGTH:
        raise LinkRefusedError(
            "Enter the identifier shown on the page of the refused sign-in: the provider’s claim "
            "“sub”."
        )
    if is_emergency(account):
        raise LinkRefusedError(
            "An emergency account signs in without the provider. Link another account."
        )


@transaction.atomic
def unlink_account(account: User, by: User) -> None:
    """Remove the link: the account has no way to sign in until it is invited or linked again."""
    if link := link_of(account):
        link.delete()
        end_sessions(account)
        log_link(account, by, f"Link to {settings.OIDC_NAME} removed", link.uid)


def log_link(account: User, by: User, action: str, subject: str) -> None:
    target = AuditTarget("account", str(account.pk), account.get_username())
    log.log(by, action, target, comment=comment_on(subject))
