"""An identity provider as a process of its own (oidc-provider-mock), and the way through it."""

import os
import re
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from urllib.parse import urlsplit

import pytest
import requests
from django.test import Client
from django.urls import reverse

from portal.accounts.identity_provider import discovery
from portal.config.sign_in_env import provider_apps
from tests.harness.own_portal import kill
from tests.harness.served_portal import free_port

NAME = "Staff login"
GROUPS = {"editors": "editor", "reviewers": "reviewer", "admins": "administrator"}


@dataclass(frozen=True)
class Provider:
    url: str

    def set_person(self, subject, **claims):
        """Let the provider know somebody, with these claims from now on."""
        requests.put(f"{self.url}/users/{subject}", json=claims, timeout=60).raise_for_status()

    def authorize(self, url, subject):
        """Sign in at the provider; return the path that leads back to the portal."""
        answer = requests.post(url, data={"sub": subject}, allow_redirects=False, timeout=60)
        back = urlsplit(answer.headers["Location"])
        return f"{back.path}?{back.query}"


@pytest.fixture(scope="session")
def provider_process():
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), "--require-nonce"],
        env={key: os.environ[key] for key in ("PATH", "HOME") if key in os.environ},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    url = f"http://127.0.0.1:{port}"
    while True:
        with suppress(requests.ConnectionError):
            requests.get(url, timeout=60)
            break
        assert process.poll() is None
        time.sleep(0.05)
    yield Provider(url)
    kill(process)


@pytest.fixture
def provider(provider_process, settings, monkeypatch):
    """Configure the portal for the provider."""
    monkeypatch.setenv("OIDC_CLIENT_ID", "portal")
    monkeypatch.setenv("OIDC_CLIENT_SECRET", "secret")
    configure(settings, provider_process.url)
    yield provider_process
    discovery.kept.clear()


def configure(settings, issuer):
    discovery.kept.clear()
    settings.OIDC_ISSUER = issuer
    settings.OIDC_NAME = NAME
    settings.OIDC_GROUPS = GROUPS
    settings.SOCIALACCOUNT_PROVIDERS = provider_apps(issuer, NAME)


def begin(browser, **typed):
    """Press the button of the sign-in page; return the address at the provider."""
    page = browser.post(reverse("oidc_begin"), typed).content.decode()
    return unescape(re.search(r'class="button" href="([^"]+)"', page)[1])


def sign_in_by(provider, subject, browser=None, **typed):
    """Go through the provider; return the browser and the answer of the portal."""
    browser = browser or Client()
    return browser, browser.get(provider.authorize(begin(browser, **typed), subject))
