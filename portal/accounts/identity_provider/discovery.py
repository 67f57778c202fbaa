"""What the provider says about itself at its well-known address, kept for some minutes."""

import threading
import time
from dataclasses import dataclass
from urllib.parse import urlsplit

import requests
from allauth.socialaccount.adapter import get_adapter

from portal.accounts.identity_provider import refusals
from portal.accounts.identity_provider.refusals import SignInRefusedError

WELL_KNOWN = "/.well-known/openid-configuration"
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
KEPT_SECONDS = 300
# So that not every visitor of the sign-in page waits while the provider is down.
FAILURE_KEPT_SECONDS = 5

Configuration = dict[str, object]


@dataclass(frozen=True)
class Kept:
    until: float
    configuration: Configuration | None = None
    refusal: refusals.Refusal | None = None


kept: dict[str, Kept] = {}
lock = threading.Lock()


def read_configuration(issuer: str) -> Configuration:
    """Return the configuration of the provider. Raise SignInRefusedError if it cannot be used."""
    with lock:
        answer = kept.get(issuer)
    if answer is None or answer.until < time.monotonic():
        answer = ask(issuer)
        with lock:
            kept[issuer] = answer
    if answer.refusal:
        raise SignInRefusedError(answer.refusal)
    return answer.configuration or {}


def ask(issuer: str) -> Kept:
    """Return the provider's configuration, or the reason why it cannot be used."""
    try:
        configuration = fetch_json(issuer.rstrip("/") + WELL_KNOWN)
    except requests.RequestException as error:
        refusal = refusals.unreachable(type(error).__name__)
    else:
        fault = find_fault(configuration, issuer)
        if not fault:
            return Kept(time.monotonic() + KEPT_SECONDS, configuration)
        refusal = refusals.misconfigured(fault)
    return Kept(time.monotonic() + FAILURE_KEPT_SECONDS, refusal=refusal)


def fetch_json(url: str) -> Configuration:
    """Return the JSON object at an address that the provider or the administrator has named."""
    with get_adapter().get_requests_session() as session:
        answer = session.get(url)
        answer.raise_for_status()
        content = answer.json()
    return content if isinstance(content, dict) else {}


def find_fault(configuration: Configuration, issuer: str) -> str:
    """Return what is wrong with the configuration, or an empty string."""
    stated = configuration.get("issuer")
    if stated != issuer:
        return f"OIDC_ISSUER is “{issuer}”, but the provider calls itself “{stated}”."
    scheme = urlsplit(issuer).scheme
    for name in ENDPOINTS:
        address = urlsplit(str(configuration.get(name, "")))
        if address.scheme not in {"https", scheme} or not address.netloc:
            return f"The provider at “{issuer}” names no usable {name}."
    return ""
