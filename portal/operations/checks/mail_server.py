"""Whether the mail server accepts what the portal sends."""

import smtplib

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from portal.operations.checks.finding import Finding, error, ok

CHECK = "mail server"
CORRECT = "Correct EMAIL_URL, or allow connections to the mail server."


def check_connection() -> Finding:
    """Connect and sign in to the mail server; send nothing."""
    if not settings.SENDS_MAIL:
        return ok(CHECK, "not used: EMAIL_URL is not set")
    try:
        with get_connection():
            pass
    except (smtplib.SMTPException, OSError) as failure:
        return error(CHECK, f"it cannot be reached: {describe(failure)}", CORRECT)
    return ok(CHECK, "it can be reached")


def check_delivery(address: str) -> Finding:
    """Send a test message to the address."""
    if not settings.SENDS_MAIL:
        return error(CHECK, "EMAIL_URL is not set", "Set EMAIL_URL and MAIL_FROM.")
    body = f"This is a test message of {settings.BASE_URL}. The portal can send email."
    message = EmailMessage("Test message", body, settings.MAIL_FROM, [address])
    try:
        message.send()
    except (smtplib.SMTPException, OSError) as failure:
        return error(CHECK, f"it did not accept a message: {describe(failure)}", CORRECT)
    return ok(CHECK, f"it accepted a message to {address}")


def describe(failure: Exception) -> str:
    return " ".join(str(failure).split())[:200] or type(failure).__name__
