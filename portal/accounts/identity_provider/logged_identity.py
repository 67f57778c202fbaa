"""How the audit log names an identity at the provider: by its subject, without names and addresses."""

from collections.abc import Iterable

from django.contrib.auth.models import User
from django.db.models import QuerySet

from portal.accounts.hashed_keys import hash_key
from portal.accounts.identity_provider.stored_links import links_of
from portal.audit import log
from portal.audit.log import AuditTarget
from portal.audit.models import AuditEntry

TYPE = "identity"
PREFIX = "Identifier there: "
MAX_KEY_LENGTH = 120


def logged_subject(subject: str) -> str:
    """Return the subject, or its keyed hash if it looks like an address or a sign-in name."""
    is_readable = "@" in subject or "\\" in subject or len(subject) > MAX_KEY_LENGTH
    return f"hash {hash_key(__name__, subject)[:32]}" if is_readable else subject


def log_identity(action: str, subject: str) -> None:
    name = logged_subject(subject)
    log.log(None, action, AuditTarget(TYPE, name, name))


def comment_on(subject: str) -> str:
    """Return a comment from which somebody can tell later who owned an account."""
    return f"{PREFIX}{logged_subject(subject)}"


def comments_about(account: User) -> QuerySet[AuditEntry]:
    """Return the entries of the account that name its identities, even if no longer linked."""
    of_account = AuditEntry.objects.filter(target_type="account", target_key=str(account.pk))
    return of_account.filter(comment__startswith=PREFIX)


def refusals_of(account: User) -> QuerySet[AuditEntry]:
    """Return the entries about identities that are or were linked to the account."""
    linked = [logged_subject(link.uid) for link in links_of(account)]
    commented = comments_about(account).values_list("comment", flat=True)
    return entries_with({*linked, *(comment.removeprefix(PREFIX) for comment in commented)})


def entries_with(names: Iterable[str]) -> QuerySet[AuditEntry]:
    return AuditEntry.objects.filter(target_type=TYPE, target_key__in=names)


def forget_identities(account: User, pseudonym: str) -> None:
    """Replace the identifiers of the account. Call it before the account is deleted, with a permit."""
    refusals_of(account).update(target_key=pseudonym, target_name=pseudonym)
    comments_about(account).update(comment="")
