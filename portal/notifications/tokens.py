"""Signed tokens in the links of emails."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from uuid import UUID

from django.core import signing

CONFIRMATION_AGE = timedelta(days=2)
CONFIRMATION, ALL_LISTS, ONE_LIST = (
    "notifications.confirm",
    "notifications.all",
    "notifications.one",
)


@dataclass(frozen=True)
class Request:
    """A request to follow a list; the token contains all of it."""

    address: str
    list_name: str
    query: str
    frequency: str
    language: str


class TokenExpiredError(Exception):
    """The token was valid once."""


def sign_request(request: Request) -> str:
    return signing.dumps(asdict(request), salt=CONFIRMATION, compress=True)


def read_request(token: str) -> Request | None:
    """Return the signed request, or None if the token is not ours. Raise TokenExpiredError."""
    try:
        return Request(**signing.loads(token, salt=CONFIRMATION, max_age=CONFIRMATION_AGE))
    except signing.SignatureExpired:
        raise TokenExpiredError from None
    except signing.BadSignature:
        return None


def sign_subscriber(key: UUID) -> str:
    """Return the token that ends all subscriptions of a subscriber. It never expires."""
    return signing.Signer(salt=ALL_LISTS).sign(key.hex)


def sign_subscription(key: UUID) -> str:
    """Return the token that ends one subscription. It never expires."""
    return signing.Signer(salt=ONE_LIST).sign(key.hex)


def read_subscriber(token: str) -> UUID | None:
    return read_key(token, ALL_LISTS)


def read_subscription(token: str) -> UUID | None:
    return read_key(token, ONE_LIST)


def read_key(token: str, salt: str) -> UUID | None:
    """Return the signed key, or None if the token was not signed for this purpose."""
    try:
        return UUID(hex=signing.Signer(salt=salt).unsign(token))
    except signing.BadSignature:
        return None
