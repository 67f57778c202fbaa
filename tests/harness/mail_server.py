"""A mail server of the tests' own: it keeps what it accepts, and refuses whom it is told to."""

from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest
from aiosmtpd.controller import Controller

from tests.harness.served_portal import free_port

REFUSED, LATER = "550 No such mailbox", "450 Try again later"
SENDER = "Workshop outcomes <outcomes@example.org>"


@dataclass
class Mailboxes:
    """What was accepted, and the answers to recipients that are refused."""

    mails: list[EmailMessage] = field(default_factory=list)
    # The same as they came over the wire.
    contents: list[bytes] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)
    refusals: int = 0

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802 -- as aiosmtpd calls it
        if answer := self.answers.get(address):
            self.refusals += 1
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802 -- as aiosmtpd calls it
        mail = message_from_bytes(envelope.content, policy=policy.default)
        assert [mail["To"]] == envelope.rcpt_tos
        self.mails.append(mail)
        self.contents.append(envelope.content)
        return "250 Accepted"


@contextmanager
def running_server(received):
    """Start a server that delivers to the mailboxes, and yield the settings of the portal for it."""
    controller = Controller(received, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield {
            "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
            "EMAIL_HOST": controller.hostname,
            "EMAIL_PORT": controller.port,
            "SENDS_MAIL": True,
            "MAIL_FROM": SENDER,
        }
    finally:
        controller.stop()


@pytest.fixture
def mailboxes(settings):
    """Let the portal send its mail to a server of the test, and return what arrives there."""
    received = Mailboxes()
    with running_server(received) as own_settings:
        for name, value in own_settings.items():
            setattr(settings, name, value)
        yield received


def text_of(mail, kind="plain"):
    """Return the body of a mail: plain or html."""
    return mail.get_body((kind,)).get_content()
