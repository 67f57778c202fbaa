"""The verification of an ID token (OpenID Connect Core 1.0, section 3.1.3.7)."""

from typing import Any

import jwt

# Algorithms with public keys only: with the others, anyone who knows the published key could sign.
ALGORITHMS = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
REQUIRED = ["iss", "sub", "aud", "exp", "iat"]
# How far the clocks of the two machines may differ.
LEEWAY_SECONDS = 60

Claims = dict[str, Any]


class InvalidTokenError(Exception):
    """The token was not issued by the provider for this portal, or is not valid at this time."""


def verify(id_token: object, keys: Claims, *, issuer: str, client_id: str) -> Claims:
    """Return the claims of a token signed with one of the keys, or raise InvalidTokenError."""
    if not isinstance(id_token, str):
        raise InvalidTokenError("The provider sent no ID token.")
    try:
        claims: Claims = jwt.decode(
            id_token,
            choose_key(id_token, keys),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY_SECONDS,
            options={"require": REQUIRED},
        )
    except jwt.PyJWTError as error:
        raise InvalidTokenError(f"{error}.") from error
    audience = claims["aud"]
    is_for_several = isinstance(audience, list) and len(audience) > 1
    if is_for_several and claims.get("azp") != client_id:
        raise InvalidTokenError("The token was issued to another client.")
    return claims


def choose_key(id_token: str, keys: Claims) -> jwt.PyJWK:
    """Return the key that the token names; a token may name none if there is only one."""
    known = jwt.PyJWKSet.from_dict(keys).keys
    key_id = jwt.get_unverified_header(id_token).get("kid")
    named = [key for key in known if key.key_id == key_id]
    if not named and key_id is None and len(known) == 1:
        return known[0]
    if not named:
        raise InvalidTokenError(
            "The token is signed with a key that the provider does not publish."
        )
    return named[0]
