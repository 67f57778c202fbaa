"""Who may sign in through the provider, and with which role."""

from allauth.utils import generate_unique_username
from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from portal.accounts import roles
from portal.accounts.hashed_keys import hash_key
from portal.accounts.identity_provider import refusals, stored_links
from portal.accounts.identity_provider.identity import Identity
from portal.accounts.identity_provider.logged_identity import comment_on, log_identity
from portal.accounts.identity_provider.refusals import Refusal
from portal.accounts.models import LoginAttempt
from portal.accounts.role_assignment import give_role, rank
from portal.accounts.roles import Role
from portal.audit import log
from portal.audit.log import AuditTarget

DAY = 24 * 60 * 60
# Entries for one person: somebody who tries all day must not fill a table.
REFUSALS_LOGGED_PER_DAY = 5


@transaction.atomic
def admit(identity: Identity) -> Refusal | None:
    """Give the person an account and the role of their groups, or return why they are refused.

    Accounts are found by issuer and subject, never by an address or a name: both can change hands.
    """
    role = role_of_groups(identity.groups)
    account = stored_links.linked_account(identity.subject)
    if account is None:
        if role is None:
            return log_refusal(identity, refusals.without_role())
        if identity.email and User.objects.filter(email__iexact=identity.email).exists():
            return log_refusal(identity, refusals.address_taken(identity.subject))
        account = create_account(identity)
    elif not account.is_active:
        # The next page says that the account is deactivated; it keeps its role.
        return None
    if (roles.highest_role(account) or "") != (role or ""):
        give_role(account, role or "", None, comment=f"From the groups at {settings.OIDC_NAME}")
    return None if role else log_refusal(identity, refusals.without_role())


def role_of_groups(groups: frozenset[str]) -> Role | None:
    """Return the highest role of the groups."""
    found = [Role(settings.OIDC_GROUPS[group]) for group in groups if group in settings.OIDC_GROUPS]
    return max(found, key=rank, default=None)


def create_account(identity: Identity) -> User:
    """Create an account without a password, linked to the identity."""
    account = User(
        username=free_username(identity),
        first_name=identity.first_name,
        last_name=identity.last_name,
        email="" if identity.is_email_unverified else identity.email,
    )
    account.set_unusable_password()
    account.save()
    stored_links.link(account, identity.subject)
    target = AuditTarget("account", str(account.pk), account.get_username())
    action = f"Account created at the first sign-in with {settings.OIDC_NAME}"
    log.log(None, action, target, comment=comment_on(identity.subject))
    return account


def free_username(identity: Identity) -> str:
    """Return the name that the provider uses, or a similar one if another account has that name."""
    candidates = [identity.username, identity.email, identity.first_name, "user"]
    return str(generate_unique_username([text.partition("@")[0] for text in candidates]))


def log_refusal(identity: Identity, refusal: Refusal) -> Refusal:
    """Write to the audit log, at most a few times a day for one person."""
    counter = hash_key(__name__, settings.OIDC_ISSUER, identity.subject)
    if LoginAttempt.increment(counter, DAY) <= REFUSALS_LOGGED_PER_DAY:
        action = f"Sign-in with {settings.OIDC_NAME} refused: {refusal.title}"
        log_identity(action, identity.subject)
    return refusal
