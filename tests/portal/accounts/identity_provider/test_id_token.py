"""Only a token that the provider has signed for this portal, and that is still valid, is accepted."""

import base64
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from portal.accounts.identity_provider.id_token import InvalidTokenError, verify

ISSUER, CLIENT = "https://login.example.org", "portal"
KEY, FOREIGN_KEY = (rsa.generate_private_key(65537, 2048) for _ in range(2))


def public_keys(*names):
    key = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key()))
    return {"keys": [key | {"kid": name, "use": "sig", "alg": "RS256"} for name in names]}


def token(key=KEY, headers=None, algorithm="RS256", **changed):
    now = int(time.time())
    claims = {"iss": ISSUER, "aud": CLIENT, "sub": "s", "iat": now, "exp": now + 300} | changed
    claims = {name: value for name, value in claims.items() if value is not None}
    return jwt.encode(claims, key, algorithm=algorithm, headers=headers or {"kid": "a"})


def read(encoded, keys=None):
    return verify(encoded, keys or public_keys("a"), issuer=ISSUER, client_id=CLIENT)


def test_a_valid_token_gives_its_claims():
    assert read(token(groups=["editors"]))["groups"] == ["editors"]


@pytest.mark.parametrize(
    "changed",
    [
        {"aud": "another-client"},
        {"aud": [CLIENT, "another-client"]},
        {"aud": [CLIENT, "another-client"], "azp": "another-client"},
        {"iss": "https://evil.example"},
        {"exp": 1_000_000_000},
        {"iat": 4_000_000_000, "exp": 4_000_000_300},
        {"exp": None},
        {"aud": None},
        {"sub": None},
    ],
)
def test_a_token_for_somebody_else_or_another_time_is_refused(changed):
    with pytest.raises(InvalidTokenError):
        read(token(**changed))


def test_clocks_may_differ_by_less_than_a_minute():
    now = int(time.time())

    assert read(token(iat=now + 40, exp=now + 300))
    assert read(token(iat=now - 300, exp=now - 40))


def test_a_token_that_another_key_has_signed_is_refused():
    with pytest.raises(InvalidTokenError):
        read(token(FOREIGN_KEY))


def test_a_token_with_an_unknown_key_is_refused():
    with pytest.raises(InvalidTokenError, match="does not publish"):
        read(token(headers={"kid": "b"}))


def test_a_token_may_leave_out_the_name_of_the_only_key_but_not_of_one_of_several():
    nameless = jwt.encode(jwt.decode(token(), options={"verify_signature": False}), KEY, "RS256")

    assert read(nameless)
    with pytest.raises(InvalidTokenError):
        read(nameless, public_keys("a", "b"))


def test_a_token_that_is_not_signed_is_refused():
    with pytest.raises(InvalidTokenError):
        read(token(key=None, algorithm="none"))


def test_the_published_key_is_no_secret_to_sign_with():
    text = json.dumps(public_keys("a")["keys"][0])
    secret = base64.urlsafe_b64encode(text.encode())

    with pytest.raises(InvalidTokenError):
        read(token(secret, algorithm="HS256"))


@pytest.mark.parametrize("garbage", [None, "", "a.b.c", 7, ["x"], "é.é.é"])
def test_what_is_no_token_is_refused(garbage):
    with pytest.raises(InvalidTokenError):
        read(garbage)


@pytest.mark.parametrize("keys", [{"keys": []}, {"keys": [{}]}, {"keys": "x"}, {"other": 1}])
def test_keys_that_cannot_be_used_refuse_every_token(keys):
    with pytest.raises(InvalidTokenError):
        verify(token(), keys, issuer=ISSUER, client_id=CLIENT)
