"""Invitations: an account without a password, and a link by which its owner sets one.

The link works once, until it expires. It is derived from the row: a job can email it, but nothing
that could be stolen from the database opens an account.
"""

from datetime import timedelta

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from portal.accounts.models import Invitation
from portal.accounts.password_sign_in import may_use_password
from portal.accounts.role_assignment import give_role
from portal.audit import log
from portal.audit.log import AuditTarget, account_name


class InvitationTokens:
    """Makes and checks the tokens of links, with the methods that Django's password view calls."""

    def make_token(self, account: User) -> str:
        nonce = account.invitation.nonce.hex
        return salted_hmac(__name__, f"{account.pk}-{nonce}", algorithm="sha256").hexdigest()

    def check_token(self, account: User | None, token: str) -> bool:
        invitation = open_invitation(account) if account else None
        return invitation is not None and constant_time_compare(
            self.make_token(invitation.account), token
        )


tokens = InvitationTokens()


def open_invitation(account: User) -> Invitation | None:
    """Return the invitation of the account, unless it has expired or the account is deactivated."""
    invitation = Invitation.objects.select_related("account").filter(account=account).first()
    is_usable = invitation and invitation.is_open and invitation.account.is_active
    return invitation if is_usable else None


def may_be_invited(account: User) -> bool:
    """Return whether the account could sign in with a password, but has none."""
    may_sign_in = account.is_active and may_use_password(account)
    return may_sign_in and not account.has_usable_password()


@transaction.atomic
def invite_new(account: User, role: str, by: User) -> Invitation:
    """Store a new account without a password, with its role and an invitation."""
    account.set_unusable_password()
    account.save()
    log.log(by, "Account created", account_target(account))
    give_role(account, role, by)
    return invite(account, by)


@transaction.atomic
def invite(account: User, by: User) -> Invitation:
    """Store an invitation. An earlier invitation and its link are no longer valid."""
    Invitation.objects.filter(account=account).delete()
    invitation = Invitation.objects.create(
        account=account,
        by_name=account_name(by),
        expires_at=timezone.now() + timedelta(days=settings.INVITATION_DAYS),
    )
    log.log(by, "Invited to set a password", account_target(account))
    return invitation


@transaction.atomic
def withdraw(invitation: Invitation, by: User) -> None:
    """Delete the invitation. The account remains, and nobody can sign in to it."""
    invitation.delete()
    log.log(by, "Invitation withdrawn", account_target(invitation.account))


def link_of(invitation: Invitation) -> str:
    account = invitation.account
    key = urlsafe_base64_encode(force_bytes(account.pk))
    path = reverse("account_invitation", args=[key, tokens.make_token(account)])
    return f"{settings.BASE_URL}{path}"


def account_target(account: User) -> AuditTarget:
    return AuditTarget("account", str(account.pk), account.get_username())
