"""Why a sign-in through the identity provider failed, and what to do: the text of the page."""

import logging
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

logger = logging.getLogger(__name__)

AGAIN = "Go back to the sign-in page and try again."
EMERGENCY = (
    "If this keeps happening, tell an administrator. Administrators can sign in with the "
    "emergency account."
)


@dataclass(frozen=True)
class Refusal:
    """What happened and what to do, in whole sentences; `detail` is for the administrator."""

    title: str
    message: str
    advice: str
    status: int
    detail: str = ""


class SignInRefusedError(Exception):
    """The provider, or what it says, does not allow the sign-in."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.title)
        self.refusal = refusal


def unreachable(detail: str) -> Refusal:
    return Refusal(
        "The sign-in service cannot be reached",
        f"{settings.OIDC_NAME} does not answer at the moment.",
        f"Try again in a minute. {EMERGENCY}",
        503,
        detail,
    )


def misconfigured(detail: str) -> Refusal:
    return Refusal(
        "Sign-in is not set up correctly",
        f"The settings of the portal and those of {settings.OIDC_NAME} do not match.",
        f"Tell an administrator what is written here: {detail} {EMERGENCY}",
        502,
        detail,
    )


def unverified(detail: str) -> Refusal:
    return Refusal(
        "The sign-in could not be verified",
        f"What {settings.OIDC_NAME} sent is not a valid answer to this sign-in. Nobody was signed in.",
        f"{AGAIN} {EMERGENCY} Detail: {detail}",
        403,
        detail,
    )


def outdated() -> Refusal:
    return Refusal(
        "This sign-in is no longer valid",
        "It was begun more than ten minutes ago, was already used, or was begun in another browser.",
        AGAIN,
        400,
    )


def declined(code: str) -> Refusal:
    return Refusal(
        "You were not signed in",
        f"{settings.OIDC_NAME} ended the sign-in" + (f" with the code “{code}”." if code else "."),
        f"{AGAIN} If you did not cancel it yourself, tell an administrator.",
        403,
        code,
    )


def too_many() -> Refusal:
    return Refusal(
        "Too many attempts",
        "Too many sign-ins were begun from your network.",
        "Wait an hour, then try again.",
        429,
    )


def without_role() -> Refusal:
    return Refusal(
        "You have no role in this portal",
        f"{settings.OIDC_NAME} knows you, but none of your groups has a role here.",
        "Ask an administrator of the portal which group you need, and ask the people who manage your organization’s "
        "accounts to add you to it. Then sign in again. Readers need no account.",
        403,
    )


def address_taken(subject: str) -> Refusal:
    return Refusal(
        "There is already an account with your email address",
        "It does not belong to this sign-in yet, and the portal never joins the two by the address alone.",
        f"Send this identifier to an administrator: {subject} – they open the account under “Accounts”, choose "
        "“Sign-in and sessions” and enter it there. Then sign in again.",
        403,
    )


def render_refusal(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return the page, and log what an administrator needs."""
    logger.warning("A sign-in was refused: %s (%s)", refusal.title, refusal.detail)
    context = {"refusal": refusal}
    return render(request, "account/sign_in_refused.html", context, status=refusal.status)
