"""Who the provider says somebody is: subject, names, address and groups. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from reports.text import clean_line

# The lengths of the columns of accounts.
NAME_LENGTH = 150
MAX_ADDRESS_LENGTH = 254


@dataclass(frozen=True)
class Identity:
    subject: str
    username: str
    first_name: str
    last_name: str
    email: str
    # The provider says that it has not verified the address.
    is_email_unverified: bool
    groups: frozenset[str]


def identity_of(claims: Mapping[str, Any], groups_claim: str) -> Identity:
    first, last = text_of(claims, "given_name"), text_of(claims, "family_name")
    if not (first or last):
        first, _, last = text_of(claims, "name").partition(" ")
    return Identity(
        subject=claims["sub"],
        username=text_of(claims, "preferred_username"),
        first_name=first[:NAME_LENGTH],
        last_name=last[:NAME_LENGTH],
        email=address_of(claims),
        is_email_unverified=claims.get("email_verified") in {False, "false"},
        groups=groups_of(claims, groups_claim),
    )


def text_of(claims: Mapping[str, Any], name: str) -> str:
    value = claims.get(name)
    return clean_line(value).strip() if isinstance(value, str) else ""


def address_of(claims: Mapping[str, Any]) -> str:
    """Return the email address, or an empty string if it is not valid."""
    address = text_of(claims, "email")
    try:
        validate_email(address)
    except ValidationError:
        return ""
    return address if len(address) <= MAX_ADDRESS_LENGTH else ""


def groups_of(claims: Mapping[str, Any], groups_claim: str) -> frozenset[str]:
    """Return the groups: a list or one name. The claim may be nested: `realm_access.roles`."""
    value: Any = claims.get(groups_claim)
    if value is None:
        value = claims
        for part in groups_claim.split("."):
            value = value.get(part) if isinstance(value, Mapping) else None
    names = value if isinstance(value, list) else [value]
    return frozenset(name for name in names if isinstance(name, str))
