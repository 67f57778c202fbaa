"""The stored links of accounts to identities at the provider, by issuer and subject."""

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.contrib.auth.models import User
from django.db.models import QuerySet


def link_of(account: User) -> SocialAccount | None:
    links = SocialAccount.objects.filter(user=account, provider=settings.OIDC_ISSUER)
    return links.first() if settings.OIDC_ISSUER else None


def links_of(account: User) -> QuerySet[SocialAccount]:
    """Return all links, including those to a provider that is no longer configured."""
    return SocialAccount.objects.filter(user=account)


def linked_account(subject: str) -> User | None:
    links = SocialAccount.objects.filter(provider=settings.OIDC_ISSUER, uid=subject)
    link = links.select_related("user").first()
    return link.user if link else None


def link(account: User, subject: str) -> None:
    SocialAccount.objects.create(
        user=account, provider=settings.OIDC_ISSUER, uid=subject, extra_data={}
    )
